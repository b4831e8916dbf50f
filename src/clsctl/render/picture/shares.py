"""A picture of rows of 100 %: a legend, then for each row its parts end to end, with their amounts and shares below."""

from decimal import Decimal

from clsctl.language import _
from clsctl.render.picture.canvas import Canvas, leading
from clsctl.render.picture.measure import text_lines, text_width
from clsctl.render.picture.pieces import GAP, HAIR, MARGIN, SMALL, TEXT, draw_rule, widest
from clsctl.render.picture.values import Values, missing
from clsctl.scene import Scene, SceneRow

WIDEST_LABEL = 240
BAR, SQUARE, INSIDE = 30, 12, 13
SEAM = 2  # between two parts: a border that does not hang on their colours


def draw_shares(canvas: Canvas, scene: Scene, values: Values, y: Decimal) -> Decimal:
    """The legend and the rows below y; the y below them."""
    y = draw_rule(canvas, _legend(canvas, scene, y) + 6) + 4
    labels = [text for row in scene.rows for text in (row.label, values.montant(row.montant), missing(row))]
    left = min(WIDEST_LABEL, widest([*labels, _("Total")], TEXT, bold=True))
    for row in scene.rows:
        with canvas.row(row.label):
            y = _row(canvas, scene, values, row, (left, y))
        y = draw_rule(canvas, y + 6) + 4
    base = y + leading(TEXT) - 4
    canvas.text(_("Total"), MARGIN, base, size=TEXT, bold=True)
    canvas.text(values.montant(scene.montant), MARGIN + left + GAP, base, size=TEXT, bold=True)
    return base + 8


def _legend(canvas: Canvas, scene: Scene, y: Decimal) -> Decimal:
    x = Decimal(MARGIN)
    for part in scene.parts:
        lines = text_lines(part.label, canvas.width - 2 * MARGIN - SQUARE - 8, TEXT)
        width = SQUARE + 8 + widest(lines, TEXT, bold=False)
        if x > MARGIN and x + width > canvas.width - MARGIN:
            x, y = Decimal(MARGIN), y + leading(TEXT)
        canvas.rect((x, y + 4, SQUARE, SQUARE), f"tint-{part.tint}", radius=2)
        y = canvas.lines(lines, x + SQUARE + 8, y, size=TEXT) - leading(TEXT)
        x += width + GAP
    return y + leading(TEXT)


def _row(canvas: Canvas, scene: Scene, values: Values, row: SceneRow, place: tuple[int, Decimal]) -> Decimal:
    left, y = place
    below = canvas.lines(text_lines(row.label, left, TEXT), MARGIN, y, size=TEXT)
    notes = [values.montant(row.montant), *(text_lines(missing(row), left, SMALL) if row.non_chiffrees else [])]
    below = canvas.lines(notes, MARGIN, below, size=SMALL, colour="quiet")
    start = MARGIN + left + GAP
    room = canvas.width - MARGIN - start
    for bar, (begin, span) in zip(row.bars, scene.spans(row), strict=True):
        if not span:
            continue
        x, width = start + room * begin / 100, max(HAIR, room * span / 100 - SEAM)
        canvas.rect((x, y, width, BAR), f"tint-{bar.tint}")
        text = values.value(bar.value)
        if text_width(text, INSIDE, bold=True) + 10 <= width:
            middle = x + width / 2
            canvas.text(text, middle, y + BAR - 10, size=INSIDE, colour="inside", bold=True, anchor="middle")
    written = zip(scene.parts, row.bars, strict=True)
    texts = [f"{part.short} {values.both(bar)}" for part, bar in written if bar.montant is not None]
    detail = text_lines(" · ".join(text.replace(" ", "\u00a0") for text in texts), room, SMALL)
    return max(below, canvas.lines(detail, start, y + BAR + 3, size=SMALL, colour="quiet"))
