"""The bar at the end of a table's row: its value, or its parts end to end, in percent of a full bar."""

from decimal import Decimal
from typing import NamedTuple

from clsctl.language import _, language
from clsctl.montant import display_montant, percent
from clsctl.scene import ChartForm, Scene, SceneRow, Unit

MOST_PARTS = 4  # signs and colours that a reader tells apart
HUNDRED = Decimal(100)


class Segment(NamedTuple):
    """A stretch of a bar: its colour, where it starts, and its width."""

    tint: int
    start: Decimal
    width: Decimal


def segments(scene: Scene, row: SceneRow) -> tuple[Segment, ...]:
    """The bar of a row; a row with parts has them end to end, on the scale of the greatest row, or of 100 %."""
    if not scene.parts:
        [bar] = row.bars
        return (Segment(bar.tint, Decimal(0), scene.width(bar)),)
    whole = (
        HUNDRED if scene.form is ChartForm.SHARES else percent(row.montant or Decimal(0), greatest(scene)) or Decimal(0)
    )
    if not is_stacked(scene):
        return (Segment(0, Decimal(0), whole),)
    spans = zip(scene.parts, scene.spans(row), strict=True)
    return tuple(Segment(part.tint, start * whole / HUNDRED, width * whole / HUNDRED) for part, (start, width) in spans)


def is_stacked(scene: Scene) -> bool:
    """True where each part of a row has a sign of its own."""
    return 0 < len(scene.parts) <= MOST_PARTS


def greatest(scene: Scene) -> Decimal:
    """The euros of the greatest row."""
    return max((row.montant for row in scene.rows if row.montant is not None), default=Decimal(0))


def scale_note(scene: Scene) -> str:
    """The sentence that gives the value of a full bar; empty for 100 %, and without a value."""
    full = greatest(scene) if scene.parts else scene.scale
    if scene.form is ChartForm.SHARES or not full:
        return ""
    amount = display_montant(full, language(), 2 if scene.unit is Unit.PER_INHABITANT else 0)
    return _("All bars have one scale, whose full width is {amount}.").format(amount=amount)
