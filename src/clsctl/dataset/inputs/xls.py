"""What an .xls says beside its values: errors, merged cells, hidden rows and columns."""

from collections.abc import Iterator
from io import StringIO

import xlrd

from clsctl.dataset.inputs.archive import Marks, hidden_columns, letters
from clsctl.finding import Finding, FindingLog, Findings, Place
from clsctl.workbook_rules import ERROR_CELL, HIDDEN_ROWS, MERGED_CELLS

SIGNATURE = b"\xd0\xcf\x11\xe0"


class XlsMarks(Marks):
    """The marks of one .xls; whether a formula was computed, the format does not tell."""

    def __init__(self, content: bytes) -> None:
        """ValueError where the library cannot read it."""
        try:
            self._book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=StringIO())
        except Exception as error:  # noqa: BLE001 (a broken file breaks the library in whatever way)
            raise ValueError(str(error) or type(error).__name__) from None

    def faults(self, sheet: str, header_line: int, name: str) -> Findings:
        """What is wrong at or below the header of the sheet."""
        log = FindingLog()
        log.extend(self._faults(self._book.sheet_by_name(sheet), header_line, name))
        return log.close()

    def _faults(self, sheet: xlrd.sheet.Sheet, header_line: int, name: str) -> Iterator[Finding]:
        for row in range(header_line - 1, sheet.nrows):
            place = Place(name, row + 1)
            if row in sheet.rowinfo_map and sheet.rowinfo_map[row].hidden and any(sheet.row_values(row)):
                yield Finding(HIDDEN_ROWS, place, {"value": row + 1})
            for column, cell in enumerate(sheet.row(row)):
                if cell.ctype == xlrd.XL_CELL_ERROR:
                    error = xlrd.error_text_from_code.get(cell.value, cell.value)
                    yield Finding(ERROR_CELL, place, {"value": f"{letters(column + 1)}{row + 1}", "error": error})
        hidden = ((column + 1, column + 1) for column, info in sheet.colinfo_map.items() if info.hidden)
        yield from hidden_columns(hidden, sheet.ncols, name)
        for first, last, left, right in sheet.merged_cells:
            if last >= header_line:
                reference = f"{letters(left + 1)}{first + 1}:{letters(right)}{last}"
                yield Finding(MERGED_CELLS, Place(name, first + 1), {"value": reference})
