"""The formulas of an .xls without a value, from its records ([MS-XLS] 2.4.127 and 2.5.133).

An uncomputed formula and one computed to an empty text are written alike.
"""

import struct
from collections.abc import Iterator, Mapping
from io import StringIO

from xlrd.compdoc import CompDoc

FORMULA = frozenset({0x0006, 0x0206, 0x0406})
BOUND_SHEET, BEGIN = 0x0085, 0x0809
WORKSHEET = 0
NO_VALUE = b"\x03"
SPECIAL = b"\xff\xff"


def workbook_stream(content: bytes) -> bytes:
    """The records of the file, in the format of Excel 97 or 95."""
    streams = CompDoc(content, logfile=StringIO())
    return streams.get_named_stream("Workbook") or streams.get_named_stream("Book") or b""


def empty_formulas(stream: bytes) -> Mapping[int, frozenset[tuple[int, int]]]:
    """The positions (row and column, from 0) of formulas without a value, by worksheet number from 0."""
    sheets: dict[int, int] = {}
    found: dict[int, set[tuple[int, int]]] = {}
    current: int | None = None
    for position, kind, data in biff_records(stream):
        if kind == BOUND_SHEET and len(data) > 6:
            begin, _visibility, type_ = struct.unpack_from("<IBB", data)
            if type_ == WORKSHEET:
                sheets[begin] = len(sheets)
        elif kind == BEGIN:
            current = sheets.get(position, current)
        elif kind in FORMULA and current is not None and data[12:14] == SPECIAL and data[6:7] == NO_VALUE:
            row, column = struct.unpack_from("<HH", data)
            found.setdefault(current, set()).add((row, column))
    return {sheet: frozenset(places) for sheet, places in found.items()}


def biff_records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """The records with their positions, without one cut short at the end."""
    position = 0
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        yield position, kind, stream[position + 4 : position + 4 + length]
        position += 4 + length
