"""What an .xls says beside its values: errors, merged cells, hidden rows and columns, percentages."""

from collections.abc import Iterator
from io import StringIO

import xlrd

from clsctl.dataset.inputs.unseen import Shown, Unseen, hidden_columns, is_percentage, letters, percentages
from clsctl.finding import Finding, FindingLog, Findings, Place
from clsctl.rules.workbooks import ERROR_CELL, HIDDEN_ROWS, MERGED_CELLS

SIGNATURE = b"\xd0\xcf\x11\xe0"


class XlsUnseen(Unseen):
    """The unseen of one .xls; whether a formula was computed, the format does not tell."""

    def __init__(self, content: bytes) -> None:
        """ValueError where the library cannot read it."""
        try:
            self._book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=StringIO())
        except Exception as error:  # noqa: BLE001 (a broken file breaks the library in whatever way)
            raise ValueError(str(error) or type(error).__name__) from None

    def faults(self, table: Shown) -> Findings:
        """What is wrong at or below the header of the table."""
        log = FindingLog()
        log.extend(self._faults(self._book.sheet_by_name(table.sheet), table))
        return log.close()

    def _faults(self, sheet: xlrd.sheet.Sheet, table: Shown) -> Iterator[Finding]:
        for row in range(table.header_line - 1, sheet.nrows):
            place = Place(table.file, row + 1)
            if row in sheet.rowinfo_map and sheet.rowinfo_map[row].hidden and any(sheet.row_values(row)):
                yield Finding(HIDDEN_ROWS, place, {"value": row + 1})
            for column, cell in enumerate(sheet.row(row)):
                if cell.ctype == xlrd.XL_CELL_ERROR:
                    error = xlrd.error_text_from_code.get(cell.value, cell.value)
                    yield Finding(ERROR_CELL, place, {"value": f"{letters(column + 1)}{row + 1}", "error": error})
                elif cell.ctype == xlrd.XL_CELL_NUMBER and self._shows_percentage(cell):
                    yield from percentages(cell.value, range(column, column + 1), row + 1, table)
        hidden = ((column + 1, column + 1) for column, info in sheet.colinfo_map.items() if info.hidden)
        yield from hidden_columns(hidden, sheet.ncols, table.file)
        for first, last, left, right in sheet.merged_cells:
            if last >= table.header_line:
                reference = f"{letters(left + 1)}{first + 1}:{letters(right)}{last}"
                yield Finding(MERGED_CELLS, Place(table.file, first + 1), {"value": reference})

    def _shows_percentage(self, cell: xlrd.sheet.Cell) -> bool:
        """ValueError for a cell whose style is not there."""
        try:
            style = self._book.xf_list[cell.xf_index]
            return is_percentage(self._book.format_map[style.format_key].format_str)
        except LookupError as error:
            raise ValueError(str(error)) from None
