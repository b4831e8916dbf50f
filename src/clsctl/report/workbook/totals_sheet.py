"""The sheet of totals: by territoire and axe, by axe, by type, by theme, each a live sum of the table of lines."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from clsctl.dataset.sums import Aggregate
from clsctl.language import _
from clsctl.questions.notes import theme_note
from clsctl.questions.totals.block import share_of, whole
from clsctl.questions.totals.keys import theme_heading
from clsctl.render.workbooks.workbook import Look
from clsctl.report.content import ThemesPart
from clsctl.report.workbook.formulas import DASH, LineColumns, LineScope
from clsctl.report.workbook.sheets import QUIET, TOTAL, Book
from clsctl.report.workbook.themes_sheet import theme_columns
from clsctl.table import Kind
from clsctl.vocabulary.columns import column, columns

COUNT, SHARE = Look(0, grouped=True), Look(2, unit="%")
NAME_WIDTH, SIDE_WIDTH = 36, 17
SUMS = ("montant", "part_pct", "lignes", "non_chiffrees")


@dataclass(frozen=True, slots=True)
class TotalCells:
    """The addresses of the sums that other sheets show: of a contract and an axe, of a contract, of all lines.

    `themes` are those of a theme, by its label.
    """

    cells: Mapping[tuple[str, int], str]
    contracts: Mapping[str, str]
    lines: str
    without: str
    montant: str
    themes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Formulas:
    """The formulas of one row: its euros, its lines, those without amount."""

    montant: str
    lines: str
    without: str


def write_totals(book: Book, lines: LineColumns) -> TotalCells:
    """Write the sheet; where its sums stand."""
    return _Totals(book, lines).written()


class _Totals:
    """The sheet of totals during writing: `_first` is the row of the first contract, `_bottom` that of the total."""

    def __init__(self, book: Book, lines: LineColumns) -> None:
        self._book, self._lines = book, lines
        self._page = book.page(_("Totals"))
        self._sections = book.content.axe_sections
        self._territoires = book.content.territoires
        self._groups = {
            (block.territoire.code, section.axe.numero): block.total
            for section in self._sections
            for block in section.blocks
        }
        self._contracts = {
            territoire.code: whole(group for (code, _axe), group in self._groups.items() if code == territoire.code)
            for territoire in self._territoires
        }
        self._all = whole(self._contracts.values())
        self._first, self._bottom = 4, 4 + len(self._territoires)
        self._after = 2 + len(self._sections)  # the column of the sums, after the axes

    def written(self) -> TotalCells:
        """Write the tables, one below the other."""
        page, year = self._page, self._book.content.exercice
        page.widths(NAME_WIDTH, *[SIDE_WIDTH] * (self._after + 3))
        page.title(0, 0, _("Amounts by territory and by axis, {year}").format(year=year))
        page.text(1, 0, _("Each sum is a formula over the sheet of lines, and follows every change there."), **QUIET)
        matrix = self._matrix()
        row = self._by_axe(self._bottom + 3)
        row = self._by_type(row + 2)
        themes: Mapping[str, str] = {}
        if part := self._book.content.themes:
            row, themes = self._by_theme(row + 2, part)
        page.sheet.print_area(0, 0, row, self._after + 3)
        return replace(matrix, themes=themes)

    def _matrix(self) -> TotalCells:
        """The contracts by axe, with the sums of each; those of all lines below."""
        page, euros = self._page, self._book.euros
        axes = [
            _("Axis {number}: {label}").format(number=each.axe.numero, label=each.axe.libelle_court)
            for each in self._sections
        ]
        page.header(
            self._first - 1,
            [column("territoire").heading, column("type").heading, *axes, column("total").heading, *_headings()[1:]],
            [Kind.TEXT, Kind.CODE, *[Kind.MONTANT] * len(axes), *_kinds()],
        )
        cells: dict[tuple[str, int], str] = {}
        contracts: dict[str, str] = {}
        for row, territoire in enumerate(self._territoires, start=self._first):
            page.text(row, 0, territoire.nom)
            page.text(row, 1, column("type").words[territoire.type].text)
            name = xl_rowcol_to_cell(row, 0, col_abs=True)
            for place, section in enumerate(self._sections, start=2):
                key = territoire.code, section.axe.numero
                formula = self._lines.amount_or_dash(LineScope(name, str(section.axe.numero)))
                cells[key] = page.formula(row, place, formula, _montant(self._groups.get(key)), euros)
            contracts[territoire.code] = self._sums(
                row, self._after, self._of_lines(row, self._after, LineScope(name)), self._contracts[territoire.code]
            )
        page.text(self._bottom, 0, column("total").heading, **TOTAL)
        page.blank(self._bottom, 1, **TOTAL)
        for place, section in enumerate(self._sections, start=2):
            formula = self._lines.amount_or_dash(LineScope(axe=str(section.axe.numero)))
            page.formula(self._bottom, place, formula, section.total.montant, euros, **TOTAL)
        montant = self._total(self._bottom, self._after)
        self._say_lines_elsewhere()
        lines, without = (page.address(self._bottom, self._after + place) for place in (2, 3))
        return TotalCells(cells, contracts, lines, without, montant)

    def _by_axe(self, top: int) -> int:
        """The sums of each axe; the row of their total."""
        self._page.header(top, [column("axe").heading, *_headings()], [Kind.TEXT, *_kinds()])
        bottom = top + 1 + len(self._sections)
        for row, section in enumerate(self._sections, start=top + 1):
            axe = section.axe
            self._page.text(row, 0, _("Axis {number}: {label}").format(number=axe.numero, label=axe.libelle_court))
            self._sums(row, 1, self._of_lines(row, 1, LineScope(axe=str(axe.numero))), section.total)
        self._total(bottom, 1)
        return bottom

    def _by_type(self, top: int) -> int:
        """The sums of each type of territoire, from those of its contracts; the row of their total."""
        self._page.header(top, [column("type").heading, *_headings()], [Kind.TEXT, *_kinds()])
        types = list(dict.fromkeys(territoire.type for territoire in self._territoires))
        of_type, montants, _shares, counts, withouts = (
            xl_range_abs(self._first, place, self._bottom - 1, place)
            for place in (1, *range(self._after, self._after + 4))
        )
        for row, type_ in enumerate(types, start=top + 1):
            self._page.text(row, 0, column("type").words[type_].text)
            name, lines, without = (xl_rowcol_to_cell(row, place) for place in (0, 3, 4))
            formulas = _Formulas(
                f"IF({lines}={without},{DASH},ROUND(SUMIFS({montants},{of_type},{name}),2))",
                f"SUMIFS({counts},{of_type},{name})",
                f"SUMIFS({withouts},{of_type},{name})",
            )
            group = whole(self._contracts[each.code] for each in self._territoires if each.type == type_)
            self._sums(row, 1, formulas, group)
        bottom = top + 1 + len(types)
        self._total(bottom, 1)
        return bottom

    def _by_theme(self, top: int, part: ThemesPart) -> tuple[int, Mapping[str, str]]:
        """The sums of each theme, over the sheet of themes; the last row, and the euros of each by its label."""
        self._page.header(top, [column("theme").heading, *_headings()], [Kind.TEXT, *_kinds()])
        found, bottom = {}, top + 1 + len(part.sums)
        of_themes = theme_columns()
        for row, group in enumerate(part.sums, start=top + 1):
            label = theme_heading(str(group.keys[0]), self._book.content.referentiel)
            self._page.text(row, 0, label)
            name, lines = (xl_rowcol_to_cell(row, place) for place in (0, 3))
            formulas = _Formulas(
                of_themes.amount_or_dash(name), of_themes.lines(name), f"{lines}-{of_themes.priced(name)}"
            )
            found[label] = self._sums(row, 1, formulas, group)
        self._total(bottom, 1)
        self._page.text(bottom + 1, 0, theme_note(self._book.content.referentiel.themes), **QUIET)
        return bottom + 1, found

    def _total(self, row: int, first: int) -> str:
        """The sums of all lines, under the word for them; the address of their euros."""
        self._page.text(row, 0, column("total").heading, **TOTAL)
        return self._sums(row, first, self._of_lines(row, first, LineScope()), self._all, **TOTAL)

    def _of_lines(self, row: int, first: int, scope: LineScope) -> _Formulas:
        lines = xl_rowcol_to_cell(row, first + 2)
        return _Formulas(
            self._lines.amount_or_dash(scope), self._lines.lines(scope), f"{lines}-{self._lines.priced(scope)}"
        )

    def _sums(self, row: int, first: int, formulas: _Formulas, group: Aggregate, **properties: object) -> str:
        """The four sums of a row from the column `first`; the address of its euros."""
        page = self._page
        montant = page.formula(row, first, formulas.montant, group.montant, self._book.euros, **properties)
        share = share_formula(
            xl_rowcol_to_cell(row, first), xl_rowcol_to_cell(self._bottom, self._after, row_abs=True, col_abs=True)
        )
        page.formula(row, first + 1, share, share_of(group.montant, self._all.montant), SHARE, **properties)
        page.formula(row, first + 2, formulas.lines, group.lignes, COUNT, **properties)
        page.formula(row, first + 3, formulas.without, group.non_chiffrees, COUNT, **properties)
        return montant

    def _say_lines_elsewhere(self) -> None:
        """The sentence below the contracts on lines of a territoire without a row."""
        place = self._after + 2
        known = f"SUM({xl_range_abs(self._first, place, self._bottom - 1, place)})"
        good = _("Each line is counted in a row above.")
        bad = _("Some lines are counted in no row above: check the names of their territories.")
        formula = f'IF({known}={xl_rowcol_to_cell(self._bottom, place)},"{good}","{bad}")'
        self._page.word(self._bottom + 1, 0, formula, good, **QUIET)


def share_formula(part: str, all_: str) -> str:
    """The share of one cell in another in percent, two decimals; a dash where a cell has no amount."""
    return f"IF(AND(ISNUMBER({part}),N({all_})>0),ROUND(100*{part}/{all_},2),{DASH})"


def _montant(group: Aggregate | None) -> Decimal | None:
    return None if group is None else group.montant


def _headings() -> list[str]:
    return [each.heading for each in columns(*SUMS)]


def _kinds() -> list[Kind]:
    return [each.kind for each in columns(*SUMS)]
