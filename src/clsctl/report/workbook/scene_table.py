"""The table beside a chart: the rows and bars of a scene as live cells, with their sum."""

from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from clsctl.language import _
from clsctl.questions.totals.block import share_of
from clsctl.render.workbooks.workbook import Look
from clsctl.report.content import Drawing, Logarithms
from clsctl.report.workbook.formulas import DASH
from clsctl.report.workbook.scene_cells import SceneCells
from clsctl.report.workbook.sheets import QUIET, TOTAL, Page
from clsctl.report.workbook.totals_sheet import SHARE, share_formula
from clsctl.scene import ChartForm
from clsctl.table import Kind
from clsctl.vocabulary.columns import column

LOGARITHM = Look(2)
NAMES = 2  # the column of the names: the chart stands to the left


@dataclass(frozen=True, slots=True)
class ChartCells:
    """The rows and columns of a table that its chart draws: the first and last row, the number of parts."""

    title: int
    first: int
    last: int
    parts: int

    @property
    def header(self) -> int:
        """The row of the headings."""
        return self.first - 1


class SceneTable:
    """The table of one drawing, from the row `top`."""

    def __init__(self, page: Page, cells: SceneCells, figure: Drawing, top: int) -> None:
        self._page, self._cells, self._figure, self._scene = page, cells, figure, figure.scene
        self._top = top
        first = top + 3
        self.drawn = ChartCells(top, first, first + len(figure.scene.rows) - 1, max(1, len(figure.scene.parts)))

    def write(self) -> int:
        """Write title, headings, rows and sum; the row below them."""
        page, scene, drawn = self._page, self._scene, self.drawn
        page.title(self._top, NAMES, scene.title)
        if self._figure.printed:
            page.text(self._top + 1, NAMES, _("In the brochure: {title}").format(title=self._figure.printed), **QUIET)
        amount = [column("montant").heading, column("part_pct").heading]
        parts = [part.label for part in scene.parts]
        last = [] if scene.form is ChartForm.SHARES else [column("total").heading]
        headings = [scene.heading, *(parts + last if parts else amount)]
        page.header(drawn.header, headings, [Kind.TEXT, *[Kind.MONTANT] * (len(headings) - 1)], NAMES)
        for row, each in enumerate(scene.rows, start=drawn.first):
            page.text(row, NAMES, each.label)
            for place, bar in enumerate(each.bars):
                source = self._cells.montant(self._figure, each, scene.parts[place] if scene.parts else None)
                if scene.form is ChartForm.SHARES:
                    formula = share_formula(source, self._cells.contract(each)) if source else DASH
                    page.formula(row, NAMES + 1 + place, formula, bar.value, SHARE)
                else:
                    page.formula(row, NAMES + 1 + place, source or DASH, bar.montant, page.book.euros)
        if scene.form is ChartForm.SHARES:
            return drawn.last + 1
        self._write_sums()
        return drawn.last + 2

    def _write_sums(self) -> None:
        """The sum of each column, and of each row of several bars; the share of each row of one."""
        page, scene, drawn, euros = self._page, self._scene, self.drawn, self._page.book.euros
        bottom, first, after = drawn.last + 1, NAMES + 1, NAMES + 1 + drawn.parts
        whole = _total([row.montant for row in scene.rows])
        page.text(bottom, NAMES, column("total").heading, **TOTAL)
        for place in range(drawn.parts):
            total = _total([row.bars[place].montant for row in scene.rows])
            rows = xl_range(drawn.first, first + place, drawn.last, first + place)
            page.formula(bottom, first + place, _sum(rows), total, euros, **TOTAL)
        if scene.parts:
            for row, each in enumerate(scene.rows, start=drawn.first):
                page.formula(row, after, _sum(xl_range(row, first, row, after - 1)), each.montant, euros)
            page.formula(bottom, after, _sum(xl_range(drawn.first, after, drawn.last, after)), whole, euros, **TOTAL)
            return
        all_ = xl_rowcol_to_cell(bottom, first, row_abs=True)
        for row, each in enumerate(scene.rows, start=drawn.first):
            page.formula(row, after, share_formula(xl_rowcol_to_cell(row, first), all_), each.bars[0].part_pct, SHARE)
        page.formula(bottom, after, share_formula(all_, all_), share_of(whole, whole), SHARE, **TOTAL)

    def write_logarithms(self, logarithms: Logarithms, row: int) -> int:
        """Write the log10 of each amount, as the brochure draws them; the row below."""
        page, drawn = self._page, self.drawn
        page.text(row, NAMES, _("log10 of the amounts, as the brochure draws them"), **QUIET)
        for line, (_name, values) in enumerate(logarithms.rows):
            page.text(row + 1 + line, NAMES, self._scene.rows[line].label, **QUIET)
            for place, value in enumerate(values, start=NAMES + 1):
                cell = xl_rowcol_to_cell(drawn.first + line, place)
                formula = f"IF(N({cell})>0,ROUND(LOG10({cell}),2),{DASH})"
                page.formula(row + 1 + line, place, formula, value, LOGARITHM, **QUIET)
        return row + 1 + len(logarithms.rows)


def _sum(cells: str) -> str:
    return f"IF(COUNT({cells})=0,{DASH},ROUND(SUM({cells}),2))"


def _total(montants: list[Decimal | None]) -> Decimal | None:
    known = [montant for montant in montants if montant is not None]
    return sum(known, Decimal(0)) if known else None
