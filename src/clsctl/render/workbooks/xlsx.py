"""xlsx: a workbook for Excel, every cell with its own type, no text ever read as a formula or a link."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from clsctl.render import formats
from clsctl.render.medium import Medium
from clsctl.render.safe import FORMULA
from clsctl.render.workbooks.workbook import Look, SheetField, WorkbookSheet, sheets
from clsctl.table import Answer, Cell, Kind

A4 = 9
PLAIN: Mapping[str, object] = {}
TOTAL: Mapping[str, object] = {"bold": True, "top": 1}
UNDATED = datetime(1980, 1, 1, tzinfo=UTC)  # the same answer gives the same bytes; ZIP has no earlier date


def write(answer: Answer, _form: formats.Format, _medium: Medium) -> Iterator[bytes]:
    """The sheets under a bold, frozen header with filters."""
    yield _book(answer)


def _book(answer: Answer) -> bytes:
    stream = BytesIO()
    with Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"created": UNDATED})
        for sheet in sheets(answer):
            _write(book, book.add_worksheet(sheet.name), sheet)
    return stream.getvalue()


def _write(book: Workbook, page: Worksheet, sheet: WorkbookSheet) -> None:
    last = len(sheet.rows)
    headers = {
        is_number: book.add_format({"bold": True, "bottom": 1, "align": "right" if is_number else "left"})
        for is_number in (False, True)
    }
    for i, field in enumerate(sheet.fields):
        page.set_column(i, i, field.width)
        page.write_string(0, i, field.heading, headers[field.kind.is_number])
        write = _Writer(book, page, field)
        for line, row in enumerate(sheet.rows, start=1):
            write.cell(line, i, row[i])
        if sheet.total is not None:
            _Writer(book, page, field, TOTAL).cell(last + 1, i, sheet.total[i])
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, last, len(sheet.fields) - 1)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)  # one page wide, any number of pages long
    page.repeat_rows(0)
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 2}"})  # `02` is a code, not an error to flag


class _Writer:
    """The writer of one column's cells."""

    def __init__(
        self, book: Workbook, page: Worksheet, field: SheetField, properties: Mapping[str, object] = PLAIN
    ) -> None:
        self._page = page
        number = {**properties, **({"align": "left"} if field.kind is Kind.ORDINAL else {})}
        # `@` keeps `02` as text when it is edited
        text = {**properties, **({"num_format": "@"} if field.kind is Kind.CODE else {})}
        self._blank = book.add_format(dict(properties)) if properties else None
        self._number = book.add_format({"num_format": excel_number_format(field.look), **number})
        self._text = book.add_format(text)
        # Excel parses a text again when it is edited, unless a format marks it as prefixed by an apostrophe.
        self._quoted = book.add_format({**text, "quote_prefix": True})

    def cell(self, line: int, column: int, cell: Cell) -> None:
        """Write the cell in its type; an empty one is skipped unless it has a format."""
        if isinstance(cell, str):
            self._page.write_string(line, column, cell, self._quoted if FORMULA.match(cell) else self._text)
        elif cell is None:
            if self._blank is not None:
                self._page.write_blank(line, column, None, self._blank)
        else:
            # a Decimal is written digit by digit, where a float could end in 0.929999
            self._page.write_number(line, column, cell, self._number)  # type: ignore[arg-type] # accepts Decimal


def excel_number_format(look: Look) -> str:
    """Excel's format code: `#,##0.00 "€"`."""
    if look.decimals is None:
        return "General"
    number = ("#,##0" if look.grouped else "0") + ("." + "0" * look.decimals if look.decimals else "")
    return f'{number} "{look.unit}"' if look.unit else number
