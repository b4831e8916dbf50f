"""The colours and fonts of every drawing and page, light and dark: legible, and apart for colour-blind readers."""

from dataclasses import dataclass

SANS = "system-ui, 'Segoe UI', 'Liberation Sans', Arial, sans-serif"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one scheme, as CSS writes them.

    `ink` and `quiet` are texts on `paper`; `track` is the bed of a bar, `rule` a line between rows, `inside` the text
    on a bar. `tints` are the bars: at 0 those without a colour of their own, then those of the parts. `steps` are the
    areas of a map, from the least value to the greatest, with `ink` on them.
    """

    paper: str
    ink: str
    quiet: str
    rule: str
    track: str
    inside: str
    tints: tuple[str, ...]
    steps: tuple[str, ...]

    @property
    def by_name(self) -> dict[str, str]:
        """Each colour by its name, those of the bars as `tint-0` and on, those of a map as `step-1` and on."""
        names = ("paper", "ink", "quiet", "rule", "track", "inside")
        tints = {f"tint-{number}": tint for number, tint in enumerate(self.tints)}
        steps = {f"step-{number}": step for number, step in enumerate(self.steps, start=1)}
        return {name: getattr(self, name) for name in names} | tints | steps

    def properties(self) -> str:
        """The colours as custom properties of CSS: `--paper: #ffffff; …`."""
        return " ".join(f"--{name}: {colour};" for name, colour in self.by_name.items())


LIGHT = Palette(
    paper="#ffffff",
    ink="#1b1b22",
    quiet="#53535f",
    rule="#d3d4dc",
    track="#ecedf2",
    inside="#ffffff",
    tints=("#4a5a78", "#1f4f9e", "#3a1042", "#b65200", "#0c7466"),
    steps=("#dfe8f6", "#bfd2ee", "#9cbae4", "#7ba2d8"),
)
DARK = Palette(
    paper="#15161b",
    ink="#f1f1f5",
    quiet="#b3b4c0",
    rule="#3b3c47",
    track="#282a33",
    inside="#15161b",
    tints=("#aab6cd", "#8db4ff", "#f4e04d", "#ffab66", "#5fd0bf"),
    steps=("#1d2a44", "#24385f", "#2c477c", "#35579a"),
)
