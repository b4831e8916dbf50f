"""The extent of an .xls from its records ([MS-XLS] 2.3.2): positions, cells and characters, against the limits."""

import struct
from collections.abc import Sequence

from clsctl.sheets.limits import CELLS, LETTERS, PLACES
from clsctl.sheets.workbooks.xls.formulas import BEGIN, BOUND_SHEET, biff_records

END = 0x000A
CHART = b"\x20\x00"  # a chart, which may be inside a sheet
LABEL_SHARED = 0x00FD
MULTIPLE = frozenset({0x00BD, 0x00BE})  # multiple numbers, multiple blanks
SINGLE = frozenset({0x0006, *range(0x0001, 0x0006), *range(0x0201, 0x0206), 0x0206, 0x0406, 0x027E, 0x00D6})
CELL_RECORDS = SINGLE | MULTIPLE | {LABEL_SHARED}
CELL = struct.Struct("<HH")
NUMBER = struct.Struct("<I")


def check_extent(stream: bytes, texts: Sequence[str]) -> None:
    """TooLargeError above a limit; ValueError where one part of the stream would be read as several sheets.

    `texts` are shared by cells: the reader copies them for each.
    """
    extent = _Extent(texts)
    for position, kind, data in biff_records(stream):
        if kind in CELL_RECORDS:
            extent.add_cell(kind, data)
        elif kind == BEGIN:
            extent.begin(position, data)
        elif kind == END:
            extent.end()
        elif kind == BOUND_SHEET:
            extent.add_sheet(data)
    extent.end()


class _Extent:
    """The current sheet, which readers fill from A1, and the sums of all."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._width = self._height = self._depth = 0
        self._places = self._cells = self._letters = 0
        self._begins = set[int]()

    def add_cell(self, kind: int, data: bytes) -> None:
        if len(data) < CELL.size:
            return
        row, column = CELL.unpack_from(data)
        count = max(len(data) // 6, 1) if kind in MULTIPLE else 1
        self._cells += count
        self._width, self._height = max(self._width, column + count), max(self._height, row + 1)
        if kind == LABEL_SHARED and len(data) >= 10:
            (text,) = NUMBER.unpack_from(data, 6)
            self._letters += len(self._texts[text]) if text < len(self._texts) else 0
            LETTERS.check(self._letters)
        CELLS.check(self._cells)

    def begin(self, position: int, data: bytes) -> None:
        self._depth += 1
        if self._depth > 1 and data[2:4] != CHART:
            raise ValueError(f"BOF: {position}")

    def end(self) -> None:
        self._depth = max(self._depth - 1, 0)
        if not self._depth:
            self._places += self._width * self._height
            self._width = self._height = 0
            PLACES.check(self._places)

    def add_sheet(self, data: bytes) -> None:
        (begin,) = NUMBER.unpack_from(data)
        if begin in self._begins:
            raise ValueError(f"BOUNDSHEET: {begin}")
        self._begins.add(begin)
