"""xlsx: a workbook for Excel, every cell with its own type, no text ever read as a formula or a link."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from clsctl.render import formats
from clsctl.render.medium import Medium
from clsctl.render.safe import FORMULA
from clsctl.render.workbook import Look, SheetField, WorkbookSheet, sheets
from clsctl.table import Answer, Cell, Kind

A4 = 9
UNDATED = datetime(1980, 1, 1, tzinfo=UTC)  # the same answer gives the same bytes; ZIP has no earlier date


def write(answer: Answer, _form: formats.Format, _medium: Medium) -> Iterator[bytes]:
    """The sheets under a bold, frozen header with filters."""
    yield _book(answer)


def _book(answer: Answer) -> bytes:
    stream = BytesIO()
    with Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"created": UNDATED})
        header = book.add_format({"bold": True, "bottom": 1})
        for sheet in sheets(answer):
            _write(book, book.add_worksheet(sheet.name), sheet, header)
    return stream.getvalue()


def _write(book: Workbook, page: Worksheet, sheet: WorkbookSheet, header: Format) -> None:
    last = len(sheet.rows)
    for i, field in enumerate(sheet.fields):
        page.set_column(i, i, field.width)
        page.write_string(0, i, field.name, header)
        write = _Writer(book, page, field)
        for line, row in enumerate(sheet.rows, start=1):
            write.cell(line, i, row[i])
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, last, len(sheet.fields) - 1)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)  # one page wide, any number of pages long
    page.repeat_rows(0)
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})  # `02` is a code, not an error to flag


class _Writer:
    """The writer of one column's cells."""

    def __init__(self, book: Workbook, page: Worksheet, field: SheetField) -> None:
        self._page = page
        number = {"align": "left"} if field.kind is Kind.ORDINAL else {}
        text = {"num_format": "@"} if field.kind is Kind.CODE else {}  # keeps `02` as text when it is edited
        self._number = book.add_format({"num_format": excel_number_format(field.look), **number})
        self._text = book.add_format(text)
        # Excel parses a text again when it is edited, unless a format marks it as prefixed by an apostrophe.
        self._quoted = book.add_format({**text, "quote_prefix": True})

    def cell(self, line: int, column: int, cell: Cell) -> None:
        """Write the cell in its type; an empty one is skipped."""
        if isinstance(cell, str):
            self._page.write_string(line, column, cell, self._quoted if FORMULA.match(cell) else self._text)
        elif cell is not None:
            # a Decimal is written digit by digit, where a float could end in 0.929999
            self._page.write_number(line, column, cell, self._number)  # type: ignore[arg-type] # accepts Decimal


def excel_number_format(look: Look) -> str:
    """Excel's format code: `#,##0.00 "€"`."""
    if look.decimals is None:
        return "General"
    number = ("#,##0" if look.grouped else "0") + ("." + "0" * look.decimals if look.decimals else "")
    return f'{number} "{look.unit}"' if look.unit else number
