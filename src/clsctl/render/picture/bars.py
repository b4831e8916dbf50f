"""A picture of rows with one bar each: label, amount, share, bar."""

from decimal import Decimal

from clsctl.language import _
from clsctl.render.picture.canvas import Canvas, leading
from clsctl.render.picture.measure import text_lines
from clsctl.render.picture.pieces import GAP, MARGIN, SMALL, TEXT, draw_bar, draw_rule, widest
from clsctl.render.picture.values import Values, missing
from clsctl.scene import Scene, SceneRow, Unit
from clsctl.vocabulary.columns import column

WIDEST_LABEL = 340
BAR, LEAST_ROW = 22, 34


def draw_bars(canvas: Canvas, scene: Scene, values: Values, y: Decimal) -> Decimal:
    """The rows below y, with their headings and their total; the y below them."""
    grid = _Grid(canvas, scene, values)
    y = grid.headings(y)
    for row in scene.rows:
        with canvas.row(row.label):
            y = grid.row(row, y)
    return grid.total(y)


class _Grid:
    """The columns: labels, then numbers that end at `ends`, then bars from `start` to the margin."""

    def __init__(self, canvas: Canvas, scene: Scene, values: Values) -> None:
        self._canvas, self._scene, self._values = canvas, scene, values
        total = (values.montant(scene.montant), "" if scene.unit is Unit.PER_INHABITANT else values.whole(scene))
        numbers = [self._numbers(row) for row in scene.rows]
        names = [column("montant").heading, column(_second(scene)).heading]
        labels = [scene.heading, *(row.label for row in scene.rows), *(missing(row) for row in scene.rows)]
        self._labels = min(WIDEST_LABEL, widest(labels, TEXT, bold=True))
        self._ends, end = [], MARGIN + self._labels
        for place, name in enumerate(names):
            column_texts = [total[place], *(texts[place] for texts in numbers)]
            end += GAP + max(widest(column_texts, TEXT, bold=True), widest([name], SMALL, bold=True))
            self._ends.append(end)
        self._names, self._total = names, total
        self._start = end + GAP
        self._room = canvas.width - MARGIN - self._start

    def _numbers(self, row: SceneRow) -> tuple[str, str]:
        [bar] = row.bars
        second = self._values.value(bar.value) if self._scene.unit is Unit.PER_INHABITANT else self._values.share(bar)
        return self._values.montant(row.montant), second

    def headings(self, y: Decimal) -> Decimal:
        """The names of the columns above a rule."""
        base = y + leading(SMALL)
        self._canvas.text(self._scene.heading, MARGIN, base, size=SMALL, colour="quiet", bold=True)
        for name, end in zip(self._names, self._ends, strict=True):
            self._canvas.text(name, end, base, size=SMALL, colour="quiet", bold=True, anchor="end")
        return draw_rule(self._canvas, base + 9)

    def row(self, row: SceneRow, y: Decimal) -> Decimal:
        """One row; its numbers and its bar stand beside the middle of its label."""
        lines = text_lines(row.label, self._labels, TEXT)
        note = text_lines(missing(row), self._labels, SMALL) if row.non_chiffrees else []
        text = len(lines) * leading(TEXT) + len(note) * leading(SMALL)
        height = max(Decimal(LEAST_ROW), text + 12)
        below = self._canvas.lines(lines, MARGIN, y + (height - text) / 2, size=TEXT)
        self._canvas.lines(note, MARGIN, below, size=SMALL, colour="quiet")
        middle = y + height / 2
        for number, end in zip(self._numbers(row), self._ends, strict=True):
            self._canvas.text(number, end, middle + TEXT // 3, size=TEXT, anchor="end")
        [bar] = row.bars
        draw_bar(self._canvas, self._scene, bar, (self._start, middle - BAR // 2, self._room, BAR))
        return y + height

    def total(self, y: Decimal) -> Decimal:
        """The total below a rule."""
        y = draw_rule(self._canvas, y + 4)
        base = y + leading(TEXT)
        self._canvas.text(_("Total"), MARGIN, base, size=TEXT, bold=True)
        for text, end in zip(self._total, self._ends, strict=True):
            self._canvas.text(text, end, base, size=TEXT, bold=True, anchor="end")
        return base + 8


def _second(scene: Scene) -> str:
    return "montant_par_habitant" if scene.unit is Unit.PER_INHABITANT else "part_pct"
