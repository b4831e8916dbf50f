"""The bars of a terminal: eighths of a cell, four shades for the parts of a row, signs of ASCII where that is all."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from clsctl.language import _
from clsctl.render.picture.segments import HUNDRED, Segment, is_stacked, scale_note, segments
from clsctl.scene import Scene

WIDEST = 60
EIGHTHS = " ▏▎▍▌▋▊▉"
FULL, ASCII_FULL = "█", "#"
SHADES, ASCII_SHADES = "█▓▒░", "#=-."
NO_BREAK = "\N{NO-BREAK SPACE}"


def bars(scene: Scene, cells: int, *, unicode: bool) -> list[str]:
    """The bar of each row, of at most `cells` cells; empty without a value."""
    rows = [segments(scene, row) for row in scene.rows]
    if is_stacked(scene):
        return [_stacked(row, cells, SHADES if unicode else ASCII_SHADES) for row in rows]
    return [_bar(bar.width, cells, unicode=unicode) for [bar] in rows]


def captions(scene: Scene, *, unicode: bool) -> list[str]:
    """The text beside the bars: the sentence that reads them, the sign of each part, the scale."""
    signs = zip(SHADES if unicode else ASCII_SHADES, scene.parts, strict=False)
    legend = [f"{sign} {part.label}".replace(" ", NO_BREAK) for sign, part in signs] if is_stacked(scene) else []
    return [line for line in (scene.sentence, _("; ").join(legend), scale_note(scene)) if line]


def _bar(width: Decimal, cells: int, *, unicode: bool) -> str:
    """A bar of `width` percent; the least one above 0 is an eighth, or a sign."""
    steps = len(EIGHTHS) if unicode else 1
    length = _rounded(width * cells * steps / HUNDRED)
    whole, rest = divmod(max(length, 1 if width else 0), steps)
    return FULL * whole + EIGHTHS[rest].strip() if unicode else ASCII_FULL * whole


def _stacked(row: Sequence[Segment], cells: int, signs: Sequence[str]) -> str:
    ends = [0, *(_rounded((part.start + part.width) * cells / HUNDRED) for part in row)]
    return "".join(sign * (end - start) for sign, start, end in zip(signs, ends, ends[1:], strict=False))


def _rounded(length: Decimal) -> int:
    return int(length.to_integral_value(ROUND_HALF_UP))
