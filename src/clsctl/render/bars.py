"""The bars of a terminal: eighths of a cell, four shades for the parts of a row, signs of ASCII where that is all."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from clsctl.language import _, language
from clsctl.montant import display_montant, percent
from clsctl.scene import Form, Scene, SceneRow, Unit

WIDEST = 60
EIGHTHS = " ▏▎▍▌▋▊▉"
FULL, ASCII_FULL = "█", "#"
SHADES, ASCII_SHADES = "█▓▒░", "#=-."
NO_BREAK = "\N{NO-BREAK SPACE}"
HUNDRED = Decimal(100)


def bars(scene: Scene, cells: int, *, unicode: bool) -> list[str]:
    """The bar of each row, of at most `cells` cells; empty without a value.

    A row with parts has them end to end, on the scale of the greatest row, or of 100 %.
    """
    if not scene.parts:
        return [_bar(scene.width(row.bars[0]), cells, unicode=unicode) for row in scene.rows]
    if not is_stacked(scene):
        return [_bar(_of_greatest(scene, row), cells, unicode=unicode) for row in scene.rows]
    return [_stacked(scene, row, cells, SHADES if unicode else ASCII_SHADES) for row in scene.rows]


def captions(scene: Scene, *, unicode: bool) -> list[str]:
    """What a reader of the bars has to know: the sentence that reads them, the sign of each part, the scale."""
    lines = [scene.sentence] if scene.sentence else []
    if is_stacked(scene):
        signs = zip(SHADES if unicode else ASCII_SHADES, scene.parts, strict=False)
        lines.append(_("; ").join(f"{sign} {part.label}".replace(" ", NO_BREAK) for sign, part in signs))
    if scene.form is not Form.SHARES and (full := _full(scene)):
        places = 2 if scene.unit is Unit.PER_INHABITANT else 0
        amount = display_montant(full, language(), places)
        lines.append(_("All bars have one scale: full width = {amount}.").format(amount=amount))
    return lines


def is_stacked(scene: Scene) -> bool:
    """True where each part of a row has a sign of its own."""
    return 0 < len(scene.parts) <= len(SHADES)


def _full(scene: Scene) -> Decimal:
    return _greatest(scene) if scene.parts else scene.scale


def _greatest(scene: Scene) -> Decimal:
    return max((row.montant for row in scene.rows if row.montant is not None), default=Decimal(0))


def _of_greatest(scene: Scene, row: SceneRow) -> Decimal:
    return percent(row.montant or Decimal(0), _greatest(scene)) or Decimal(0)


def _bar(width: Decimal, cells: int, *, unicode: bool) -> str:
    """A bar of `width` percent; the least one above 0 is an eighth, or a sign."""
    steps = len(EIGHTHS) if unicode else 1
    length = _rounded(width * cells * steps / HUNDRED)
    whole, rest = divmod(max(length, 1 if width else 0), steps)
    return FULL * whole + EIGHTHS[rest].strip() if unicode else ASCII_FULL * whole


def _stacked(scene: Scene, row: SceneRow, cells: int, signs: Sequence[str]) -> str:
    whole = HUNDRED if scene.form is Form.SHARES else _of_greatest(scene, row)
    ends = [0, *(_rounded((start + width) * whole * cells / HUNDRED**2) for start, width in scene.spans(row))]
    return "".join(sign * (end - start) for sign, start, end in zip(signs, ends, ends[1:], strict=False))


def _rounded(length: Decimal) -> int:
    return int(length.to_integral_value(ROUND_HALF_UP))
