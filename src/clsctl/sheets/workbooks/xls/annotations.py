"""The annotations of an .xls: number formats, errors, formulas without value, merged cells, hidden parts."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from io import StringIO

import xlrd

from clsctl.finding import Finding, FindingLog, Place
from clsctl.rules.workbooks import ERROR_CELL, FORMULA, HIDDEN_ROWS, MERGED_CELLS
from clsctl.sheets.limits import TooLargeError
from clsctl.sheets.sheet import Row
from clsctl.sheets.workbooks.annotations import Unseen, hidden_columns, letters
from clsctl.sheets.workbooks.cell_forms import Form, FormKind, FormRow, FormTable, Judgement, judge
from clsctl.sheets.workbooks.number_formats import GENERAL
from clsctl.sheets.workbooks.xls.extent import check_extent
from clsctl.sheets.workbooks.xls.formulas import empty_formulas, workbook_stream

SIGNATURE = b"\xd0\xcf\x11\xe0"
KINDS = {
    xlrd.XL_CELL_NUMBER: FormKind.NUMBER,
    xlrd.XL_CELL_DATE: FormKind.NUMBER,
    xlrd.XL_CELL_TEXT: FormKind.TEXT,
    xlrd.XL_CELL_BOOLEAN: FormKind.BOOLEAN,
    xlrd.XL_CELL_ERROR: FormKind.ERROR,
}


class XlsUnseen(Unseen):
    """The annotations of one .xls."""

    def __init__(self, content: bytes) -> None:
        """ValueError where the library cannot read it."""
        try:
            self._book = xlrd.open_workbook(
                file_contents=content, formatting_info=True, logfile=StringIO(), on_demand=True
            )
            stream = workbook_stream(content)
            check_extent(stream, self._book._sharedstrings)  # noqa: SLF001 (their lengths, which no record holds)
            self._book.sheets()
            self._empty = empty_formulas(stream)
        except TooLargeError:
            raise
        except Exception as error:  # noqa: BLE001 (a broken file raises anything in xlrd)
            raise ValueError(str(error) or type(error).__name__) from None

    def judge(self, table: FormTable, values: Iterable[Row]) -> Judgement:
        """Findings at or below the header of the table, and the displayed values of its cells."""
        log = FindingLog()
        sheet = self._book.sheet_by_name(table.sheet)
        log.extend(self._faults(sheet, table))
        return judge(table, self._rows(sheet, table), values, log)

    def _faults(self, sheet: xlrd.sheet.Sheet, table: FormTable) -> Iterator[Finding]:
        for row in range(table.header_line - 1, sheet.nrows):
            place = Place(table.file, row + 1)
            if _is_hidden(sheet.rowinfo_map.get(row), sheet) and any(sheet.row_values(row)):
                yield Finding(HIDDEN_ROWS, place, {"value": row + 1})
            for column, cell in enumerate(sheet.row(row)):
                if cell.ctype == xlrd.XL_CELL_ERROR:
                    error = xlrd.error_text_from_code.get(cell.value, cell.value)
                    yield Finding(ERROR_CELL, place, {"value": f"{letters(column + 1)}{row + 1}", "error": error})
        for row, column in sorted(self._empty.get(self._book.sheet_names().index(sheet.name), ())):
            if row >= table.header_line - 1:
                yield Finding(FORMULA, Place(table.file, row + 1), {"value": f"{letters(column + 1)}{row + 1}"})
        hidden = (
            (column + 1, column + 1) for column, info in sheet.colinfo_map.items() if info.hidden or not info.width
        )
        yield from hidden_columns(hidden, sheet.ncols, table.file)
        for first, last, left, right in sheet.merged_cells:
            if last >= table.header_line:
                reference = f"{letters(left + 1)}{first + 1}:{letters(right)}{last}"
                yield Finding(MERGED_CELLS, Place(table.file, first + 1), {"value": reference})

    def _rows(self, sheet: xlrd.sheet.Sheet, table: FormTable) -> Iterator[FormRow]:
        for row in range(table.header_line - 1, sheet.nrows):
            yield FormRow(row + 1, self._forms(sheet.row(row), table.columns))

    def _forms(self, cells: list[xlrd.sheet.Cell], columns: Mapping[int, object]) -> Mapping[int, Form]:
        return {
            column: self._form(cell)
            for column, cell in enumerate(cells)
            if column in columns and cell.ctype in KINDS and cell.value != ""
        }

    def _form(self, cell: xlrd.sheet.Cell) -> Form:
        kind = KINDS[cell.ctype]
        if kind is not FormKind.NUMBER:
            return Form(kind, code=self._code(cell))
        number = Decimal(repr(float(cell.value)))
        whole = number.to_integral_value()
        return Form(kind, whole if whole == number else number, self._code(cell))

    def _code(self, cell: xlrd.sheet.Cell) -> str:
        """The number format of the cell; ValueError for a missing style."""
        try:
            style = self._book.xf_list[cell.xf_index]
            return str(self._book.format_map[style.format_key].format_str) or GENERAL
        except LookupError as error:
            raise ValueError(str(error)) from None


def _is_hidden(row: xlrd.sheet.Rowinfo | None, sheet: xlrd.sheet.Sheet) -> bool:
    if row is None:
        return bool(sheet.default_row_hidden)
    return bool(row.hidden) or (row.height == 0 and not row.has_default_height)
