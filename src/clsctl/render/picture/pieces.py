"""The pieces that all pictures have: margins, sizes of text, a bar on its bed, a rule, the widest of some texts."""

from collections.abc import Iterable
from decimal import Decimal
from math import ceil

from clsctl.render.picture.canvas import Canvas, Length
from clsctl.render.picture.measure import text_width
from clsctl.scene import Bar, Scene

MARGIN, GAP = 32, 20
TEXT, SMALL = 15, 12
HAIR = Decimal(1)  # the least width of a bar above 0


def draw_bar(canvas: Canvas, scene: Scene, bar: Bar, box: tuple[Length, Length, Length, Length]) -> None:
    """A bar on its bed, which has the width of the scale; none without a value, and the least one above 0."""
    if bar.value is None:
        return
    x, y, room, height = box
    canvas.rect(box, "track", radius=2)
    if bar.value:
        canvas.rect((x, y, max(HAIR, room * scene.width(bar) / 100), height), f"tint-{bar.tint}", radius=2)


def draw_rule(canvas: Canvas, y: Decimal) -> Decimal:
    """A rule between the margins; the y below it."""
    canvas.rect((MARGIN, y, canvas.width - 2 * MARGIN, 1), "rule")
    return y + 5


def widest(texts: Iterable[str], size: int, *, bold: bool) -> int:
    """The width of the widest text, in whole pixels."""
    return ceil(max((text_width(text, size, bold=bold) for text in texts), default=0))
