"""The book being written: its pages, each with typed cells, live formulas and a layout for A4."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from textwrap import wrap

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from clsctl.language import _
from clsctl.ligne import Ligne
from clsctl.montant import decimals, montant_text
from clsctl.render.palette import LIGHT
from clsctl.render.safe import FORMULA, encodable
from clsctl.render.shown import NO_MONTANT
from clsctl.render.workbooks.workbook import Look, refuse_long_text
from clsctl.render.workbooks.xlsx import A4, excel_number_format
from clsctl.report.content import ReportContent
from clsctl.table import Kind

ALIGNMENTS = {kind: "right" if kind.is_number else "left" for kind in Kind} | {
    Kind.ORDINAL: "center",
    Kind.NUMBER: "center",
    Kind.STATUT: "center",
}
Value = str | int | Decimal | None
HEADER = {"bold": True, "font_color": LIGHT.paper, "bg_color": LIGHT.tints[1], "text_wrap": True, "valign": "vcenter"}
TOTAL = {"bold": True, "top": 1, "top_color": LIGHT.ink}
TITLE = {"bold": True, "font_size": 14, "font_color": LIGHT.ink}
QUIET = {"font_color": LIGHT.quiet}
PROSE = {"text_wrap": True, "valign": "top"}
RULED = {"valign": "top", "bottom": 1, "bottom_color": LIGHT.rule}  # the cells of a table of Excel
LONGEST_FOOTER = 100  # characters, of 255 in all
ROW_PIXELS = 18  # of every row without a height of its own
FIRST_ROW_HEIGHT = 32  # two lines of headings
TITLE_HEIGHT, LINE_HEIGHT, HIGHEST = 20, 13.5, 409  # points; the last of the highest row of Excel
FILLED = 1.12  # of a column's width in digits, which letters fill


class Book:
    """The workbook of one report: its formats, each made once, and its pages."""

    def __init__(self, written: Workbook, content: ReportContent, lignes: Sequence[Ligne]) -> None:
        self.content = content
        self.lignes = lignes
        self._written = written
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def page(self, name: str, *, landscape: bool = True) -> "Page":
        """A new page at the end of the book."""
        return Page(self, self._written, name, landscape=landscape)

    def format(self, **properties: object) -> Format:
        """The format with these properties of xlsxwriter."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._written.add_format(properties)
        return self._formats[key]

    @property
    def title(self) -> str:
        """The name of the report: its region, if any, and its year."""
        region = self.content.region
        names = ([region.nom] if region else []) + [str(self.content.exercice)]
        return ", ".join([_("Contrats locaux des solidarités"), *names])

    @cached_property
    def euros(self) -> Look:
        """The look of every amount: the cents where any line or figure has some."""
        amounts = [ligne.montant for ligne in self.lignes if ligne.montant is not None]
        examined = self.content.examined
        printed = [each.figure.montant for each in (examined.accepted.proof.figures if examined else ()) if each.figure]
        return Look(max(map(decimals, (*amounts, *printed)), default=0), grouped=True, unit="€")


class Page:
    """One sheet: rows and columns count from 0."""

    def __init__(self, book: Book, written: Workbook, name: str, *, landscape: bool) -> None:
        self.name = name
        self.sheet = written.add_worksheet(name)
        self.book = book
        self._written = written
        self._widths: Sequence[float] = ()
        if landscape:
            self.sheet.set_landscape()
        self.sheet.set_paper(A4)
        self.sheet.fit_to_pages(1, 0)  # one page wide, any number of pages long
        self.sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        footer = book.title[:LONGEST_FOOTER].replace("&", "&&")
        self.sheet.set_footer(f"&L{footer}&C&A&R&P / &N")
        self.sheet.hide_gridlines(1)
        self.sheet.set_default_row(ROW_PIXELS * 0.75)

    def widths(self, *widths: float) -> None:
        """Set the widths of the first columns, in characters."""
        self._widths = widths
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def title(self, row: int, column: int, text: str) -> None:
        """Write the title of a page or of a chart."""
        self.text(row, column, text, **TITLE)
        self.sheet.set_row(row, TITLE_HEIGHT)

    def fit(self, row: int, texts: Mapping[int, str]) -> None:
        """Make the row as high as the lines of its texts, by column: not every program does so when it opens a file."""
        lines = max((_lines(text, self._widths[column]) for column, text in texts.items()), default=1)
        if lines > 1:
            self.sheet.set_row(row, min(lines * LINE_HEIGHT, HIGHEST))

    def text(self, row: int, column: int, text: str, **properties: object) -> None:
        """Write a text as it is, never as a formula or a link; an empty one gives the cell its format alone."""
        if not text:
            self.blank(row, column, **properties)
            return
        refuse_long_text(text, _("Write the report as a page, with the extension .html."))
        # Excel parses a text again when it is edited, unless a format marks it as prefixed by an apostrophe.
        quoted: dict[str, object] = {"quote_prefix": True} if FORMULA.match(text) else {}
        self.sheet.write_string(row, column, encodable(text), self.book.format(**properties, **quoted))

    def blank(self, row: int, column: int, **properties: object) -> None:
        """Give an empty cell a format."""
        self.sheet.write_blank(row, column, None, self.book.format(**properties))

    def number(self, row: int, column: int, number: int | Decimal | None, look: Look, **properties: object) -> None:
        """Write a number digit by digit, where a float could end in 0.929999; None gives the format alone."""
        if number is None:
            self.blank(row, column, **properties)
        else:
            shape = self.book.format(num_format=excel_number_format(look), **properties)
            self.sheet.write_number(row, column, number, shape)  # type: ignore[arg-type] # accepts Decimal

    def formula(self, row: int, column: int, formula: str, value: Value, look: Look, **properties: object) -> str:
        """Write a formula with its computed value, the sign of no amount for None; the absolute address of the cell."""
        shape = self.book.format(num_format=excel_number_format(look), **{"align": "right", **properties})
        self._formula(row, column, formula, value, shape)
        return self.address(row, column)

    def live(self, row: int, column: int, formula: str, value: Value, look: Look, **properties: object) -> None:
        """Write a formula as `formula` does, its value to the left."""
        self.formula(row, column, formula, value, look, **{**properties, "align": "left"})

    def link(self, row: int, column: int, name: str) -> None:
        """Write the name of another page of the book, as a link to it."""
        shape = self.book.format(font_color=LIGHT.tints[1], underline=1, valign="top")
        self.sheet.write_url(row, column, f"internal:{quote_sheetname(name)}!A1", shape, name)

    def chart(self, options: dict[str, str]) -> Chart:
        """A new chart of the book."""
        chart = self._written.add_chart(options)
        if not isinstance(chart, Chart):
            raise TypeError(options)
        return chart

    def word(self, row: int, column: int, formula: str, value: str, **properties: object) -> str:
        """Write a formula that gives a text; the absolute address of the cell."""
        self._formula(row, column, formula, value, self.book.format(**properties))
        return self.address(row, column)

    def _formula(self, row: int, column: int, formula: str, value: Value, shape: Format) -> None:
        if isinstance(value, int | Decimal):
            value = Decimal(montant_text(Decimal(value)))  # never written with an exponent
        self.sheet.write_formula(row, column, f"={formula}", shape, NO_MONTANT if value is None else value)

    def address(self, row: int, column: int) -> str:
        """The address of a cell from any page."""
        return f"{quote_sheetname(self.name)}!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"

    def header(self, row: int, headings: Sequence[str], kinds: Sequence[Kind], first: int = 0) -> None:
        """Write headings from the column `first`, each aligned as its cells."""
        for column, (heading, kind) in enumerate(zip(headings, kinds, strict=True), start=first):
            self.text(row, column, heading, **HEADER, align=ALIGNMENTS[kind])
        self.sheet.set_row(row, FIRST_ROW_HEIGHT)

    def table(self, name: str, headings: Sequence[str], kinds: Sequence[Kind], rows: int) -> None:
        """Make the first rows a table of Excel with filters, its header frozen and printed on each page."""
        self.header(0, headings, kinds)
        columns = [
            {
                "header": heading,
                "header_format": self.book.format(**HEADER, align=ALIGNMENTS[kind]),
            }
            for heading, kind in zip(headings, kinds, strict=True)
        ]
        options = {"name": name, "columns": columns, "style": "Table Style Light 1"}
        self.sheet.add_table(0, 0, rows, len(headings) - 1, options)
        self.sheet.freeze_panes(1, 0)
        self.sheet.repeat_rows(0)
        self.sheet.print_area(0, 0, rows, len(headings) - 1)
        self.sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{rows + 1}"})  # `02` is a code, not an error


def _lines(text: str, width: float) -> int:
    """The lines that a text fills in a column of that width, estimated."""
    return sum(max(1, len(wrap(line, max(1, int(width * FILLED))))) for line in text.split("\n"))
