"""A picture of rows with a bar for each part, all on one scale: a grid for few parts, a list for many."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple, TypedDict

from clsctl.language import _
from clsctl.render.picture.canvas import Canvas, leading
from clsctl.render.picture.measure import text_lines
from clsctl.render.picture.pieces import GAP, MARGIN, SMALL, TEXT, draw_bar, draw_rule, widest
from clsctl.render.picture.values import Values, missing
from clsctl.scene import Bar, ChartForm, Part, Scene, SceneRow
from clsctl.vocabulary.columns import column

MOST_COLUMNS = 5
WIDEST_LABEL, WIDEST_PART = 190, 340
CELL, BAR = 14, 12
SQUARE = 10


class _Look(TypedDict):
    size: int
    colour: str
    bold: bool


HEADING: _Look = {"size": SMALL, "colour": "quiet", "bold": True}


class _Columns(NamedTuple):
    """The columns of a grid: the width of the labels, where each part begins, and its width."""

    left: int
    places: Sequence[Decimal]
    width: Decimal


def draw_matrix(canvas: Canvas, scene: Scene, values: Values, y: Decimal) -> Decimal:
    """The rows below y; the y below them."""
    columns = _columns(scene, values, canvas.width)
    y = _list(canvas, scene, values, y) if columns is None else _grid(canvas, scene, values, columns, y)
    if not scene.scale:
        return y
    scale = _("All bars have one scale, whose full width is {amount}.").format(amount=values.value(scene.scale))
    return canvas.paragraph(scale, y + 4, margin=MARGIN, size=SMALL, colour="quiet")


def is_list(scene: Scene, values: Values, width: int) -> bool:
    """True for a matrix with more parts, or longer amounts, than a grid has room for."""
    return scene.form is ChartForm.MATRIX and _columns(scene, values, width) is None


def _columns(scene: Scene, values: Values, width: int) -> _Columns | None:
    """The columns of a grid of this width; None where they are too many, or too narrow for an amount."""
    if len(scene.parts) > MOST_COLUMNS:
        return None
    total = [values.montant(scene.montant), *(values.montant(row.montant) for row in scene.rows)]
    labels = [scene.heading, *(row.label for row in scene.rows), *(missing(row) for row in scene.rows)]
    left = min(WIDEST_LABEL, widest(labels, TEXT, bold=True))
    right = max(widest(total, TEXT, bold=True), widest([column("total").heading], SMALL, bold=True))
    start = MARGIN + left + GAP
    step = (width - MARGIN - right - start) / Decimal(len(scene.parts))
    cells = widest([values.value(bar.value) for row in scene.rows for bar in row.bars], CELL, bold=False)
    if step < cells + GAP:
        return None
    return _Columns(left, [start + step * place for place in range(len(scene.parts))], step - GAP)


def _grid(canvas: Canvas, scene: Scene, values: Values, columns: _Columns, y: Decimal) -> Decimal:
    y = _headings(canvas, scene, columns, y)
    for row in scene.rows:
        with canvas.row(row.label):
            below = _cells(canvas, scene, values, row, columns, y)
        y = draw_rule(canvas, below + 8)
    return _total(canvas, scene, values, y)


def _headings(canvas: Canvas, scene: Scene, columns: _Columns, y: Decimal) -> Decimal:
    """The name of each part below its colour."""
    top = y + SQUARE + 2
    ends = [canvas.lines(text_lines(scene.heading, columns.left, SMALL, bold=True), MARGIN, top, **HEADING)]
    for part, x in zip(scene.parts, columns.places, strict=True):
        canvas.rect((x, y, SQUARE, SQUARE), f"tint-{part.tint}", radius=2)
        lines = text_lines(part.label, float(columns.width), SMALL, bold=True)
        ends.append(canvas.lines(lines, x, top, **HEADING))
    canvas.text(column("total").heading, canvas.width - MARGIN, top + SMALL, anchor="end", **HEADING)
    return draw_rule(canvas, max(ends) + 4)


def _cells(canvas: Canvas, scene: Scene, values: Values, row: SceneRow, at: _Columns, y: Decimal) -> Decimal:
    below = canvas.lines(text_lines(row.label, at.left, TEXT), MARGIN, y, size=TEXT)
    note = text_lines(missing(row), at.left, SMALL) if row.non_chiffrees else []
    below = canvas.lines(note, MARGIN, below, size=SMALL, colour="quiet")
    base = y + CELL + 1
    for bar, x in zip(row.bars, at.places, strict=True):
        canvas.text(values.value(bar.value), x, base, size=CELL)
        draw_bar(canvas, scene, bar, (x, base + 7, at.width, BAR))
    canvas.text(values.montant(row.montant), canvas.width - MARGIN, base, size=CELL, anchor="end")
    return max(base + 7 + BAR, below)


def _list(canvas: Canvas, scene: Scene, values: Values, y: Decimal) -> Decimal:
    """Each row as a heading, its bars below, a line each; parts without an amount are left out."""
    texts = [values.value(bar.value) for row in scene.rows for bar in row.bars]
    left = min(WIDEST_PART, widest([part.label for part in scene.parts], CELL, bold=False))
    end = MARGIN + left + GAP + widest(texts, CELL, bold=False)
    for row in scene.rows:
        with canvas.row(row.label):
            y = _heading(canvas, row, values, y)
            for part, bar in zip(scene.parts, row.bars, strict=True):
                if bar.value is not None:
                    y = _line(canvas, scene, (part, bar, values.value(bar.value)), (left, end, y))
        y = draw_rule(canvas, y + 6)
    return _total(canvas, scene, values, y)


def _heading(canvas: Canvas, row: SceneRow, values: Values, y: Decimal) -> Decimal:
    montant = values.montant(row.montant)
    room = canvas.width - 2 * MARGIN - GAP - widest([montant], TEXT, bold=True)
    below = canvas.lines(text_lines(row.label, room, TEXT, bold=True), MARGIN, y, size=TEXT, bold=True)
    canvas.text(montant, canvas.width - MARGIN, y + TEXT, size=TEXT, bold=True, anchor="end")
    note = [missing(row)] if row.non_chiffrees else []
    return canvas.lines(note, MARGIN, below, size=SMALL, colour="quiet") + 4


def _line(canvas: Canvas, scene: Scene, cell: tuple[Part, Bar, str], place: tuple[int, int, Decimal]) -> Decimal:
    part, bar, value = cell
    left, end, y = place
    lines = text_lines(part.label, left, CELL)
    text = len(lines) * leading(CELL)
    height = text + 6
    middle = y + height / 2
    canvas.lines(lines, MARGIN, middle - text / 2, size=CELL)
    canvas.text(value, end, middle + CELL // 3, size=CELL, anchor="end")
    start = end + GAP
    box = (start, middle - BAR // 2, canvas.width - MARGIN - start, BAR)
    draw_bar(canvas, scene, bar, box)
    return y + height


def _total(canvas: Canvas, scene: Scene, values: Values, y: Decimal) -> Decimal:
    base = y + leading(TEXT)
    canvas.text(_("Total"), MARGIN, base, size=TEXT, bold=True)
    montant = values.montant(scene.montant)
    canvas.text(montant, canvas.width - MARGIN, base, size=TEXT, bold=True, anchor="end")
    return base + 8
