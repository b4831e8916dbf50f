"""The elements of an SVG as they are drawn: bars, rules and lines of text, in colours of the light and dark scheme."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from xml.etree import ElementTree as ET

from clsctl.render.palette import DARK, LIGHT
from clsctl.render.picture.measure import text_lines

PREFIX = "clsctl-"  # a class of an SVG within a page counts for the whole page
LEADING = Decimal("1.35")
Length = int | Decimal


class Canvas:
    """An SVG of a width that grows downwards; each element has its light colour, and a class for the dark one."""

    def __init__(self, width: int, lang: str, *, dark: bool, family: str) -> None:
        """`dark` adds the colours for readers whose system asks for them; `family` is the list of fonts."""
        self.width = width
        self.root = ET.Element(
            "svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "lang": lang, "font-family": family}
        )
        self._at = self.root
        self._dark = dark
        self._used: dict[str, None] = {"paper": None}

    def told(self, title: str, description: str) -> None:
        """The title and description for readers who do not see the picture; the ground on which the rest is drawn."""
        ET.SubElement(self.root, "title").text = title
        ET.SubElement(self.root, "desc").text = description
        if self._dark:
            self._style = ET.SubElement(self.root, "style")
        self._ground = ET.SubElement(self.root, "rect", {"width": "100%", "height": "100%", **self._fill("paper")})

    @contextmanager
    def row(self, name: str) -> Iterator[None]:
        """The drawing of one row, as a group with the name of the row."""
        self._at = ET.SubElement(self.root, "g", {"data-row": name})
        yield
        self._at = self.root

    def rect(self, box: tuple[Length, Length, Length, Length], colour: str, *, radius: int = 0) -> None:
        """A rectangle: x, y, width and height."""
        x, y, width, height = map(_number, box)
        place = {"x": x, "y": y, "width": width, "height": height}
        rounded = {"rx": str(radius)} if radius else {}
        ET.SubElement(self._at, "rect", {**place, **rounded, **self._fill(colour)})

    def text(
        self,
        text: str,
        x: Length,
        y: Length,
        *,
        size: int,
        colour: str = "ink",
        bold: bool = False,
        anchor: str = "start",
    ) -> None:
        """One line of text on the base line y."""
        weight = {"font-weight": "bold"} if bold else {}
        end = {} if anchor == "start" else {"text-anchor": anchor}
        place = {"x": _number(x), "y": _number(y), "font-size": str(size)}
        ET.SubElement(self._at, "text", {**place, **weight, **end, **self._fill(colour)}).text = text

    def lines(
        self, lines: Iterable[str], x: Length, y: Length, *, size: int, colour: str = "ink", bold: bool = False
    ) -> Decimal:
        """Lines of text below y; the y below them."""
        below = Decimal(y)
        for line in lines:
            below += leading(size)
            self.text(line, x, below - _descent(size), size=size, colour=colour, bold=bold)
        return below

    def paragraph(self, text: str, y: Length, *, margin: int, size: int, colour: str, bold: bool = False) -> Decimal:
        """A text in lines between the margins, below y; the y below it."""
        lines = text_lines(text, self.width - 2 * margin, size, bold=bold)
        return self.lines(lines, margin, y, size=size, colour=colour, bold=bold)

    def closed(self, height: Length) -> str:
        """The document, once everything is drawn."""
        size = {"width": str(self.width), "height": _number(height)}
        self.root.attrib.update({**size, "viewBox": f"0 0 {self.width} {_number(height)}"})
        if self._dark:
            dark = DARK.by_name
            rules = " ".join(f".{PREFIX}{name} {{ fill: {dark[name]} }}" for name in self._used)
            self._style.text = f"@media (prefers-color-scheme: dark) {{ {rules} }}"
        ET.indent(self.root, "")
        return ET.tostring(self.root, encoding="unicode") + "\n"

    def _fill(self, colour: str) -> dict[str, str]:
        self._used[colour] = None
        light = {"fill": LIGHT.by_name[colour]}
        return {**light, "class": PREFIX + colour} if self._dark else light


def leading(size: int) -> Decimal:
    """The height of a line of text."""
    return size * LEADING


def _descent(size: int) -> Decimal:
    """The distance from the base line of a text to the bottom of its line."""
    return size * Decimal("0.33")


def _number(length: Length) -> str:
    return f"{Decimal(length).quantize(Decimal('0.01')).normalize():f}"
