"""The sheet of a Parquet file: its columns with their stored types and names, through the engine."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from clsctl.engine.connection import EngineError, parquet_columns, parquet_rows
from clsctl.finding import Fault, Finding, FindingLog, Place
from clsctl.rules.cells import NOT_ONE_VALUE, SINGLE_PRECISION
from clsctl.rules.files import NO_TABLE
from clsctl.sheets.formats.parquet_bounds import check_footer, check_rows
from clsctl.sheets.header import read_header
from clsctl.sheets.limits import TooLargeError
from clsctl.sheets.sheet import Row, Sheet, checked, no_table, too_large
from clsctl.sheets.sources import Source, unreadable
from clsctl.vocabulary.cells import Cell
from clsctl.vocabulary.schema import Schema

WORD = "Parquet"
# The engine's errors, and those of its Python layer for text that is not UTF-8.
BROKEN = (EngineError, RuntimeError, UnicodeError)
INTEGERS = tuple(f"{sign}{size}" for size in ("TINYINT", "SMALLINT", "INTEGER", "BIGINT") for sign in ("", "U"))
TIMES = ("DATE", "TIME", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS")
# Types whose Python value has one meaning. Others come as text: nested values, and times with a zone, which would need
# another library.
PLAIN = frozenset({"BOOLEAN", "DOUBLE", "VARCHAR", "BLOB", *INTEGERS, *TIMES})
EXACT, BYTES, SINGLE = "DECIMAL", "BLOB", "FLOAT"
# the least amount at which a single-precision number may stand for two amounts that differ by a cent
SINGLE_ENDS = 1 << 17


def parquet_sheet(source: Source, schema: Schema) -> Sheet:
    """The table of the file; its first row counts as line 2, as in a CSV."""
    try:
        check_footer(source.path)
        columns = parquet_columns(source.path)
        types = tuple(type_ for _name, type_ in columns)
        at_once = check_rows(source.path, types, _casts(types))
    except OSError as error:
        raise unreadable(source.name, error) from None
    except TooLargeError as error:
        return too_large(source.name, error)
    except BROKEN as error:
        return no_table(source.name, WORD, _reason(error))
    header = read_header([name for name, _type in columns], schema)
    return Sheet(source.name, header, partial(_rows, source, types, at_once))


def _casts(types: Sequence[str]) -> Sequence[str]:
    return ["" if _is_plain(type_) else "VARCHAR" for type_ in types]


def _rows(source: Source, types: Sequence[str], at_once: int, log: FindingLog) -> Iterator[Row]:
    readers = [_reader(type_) for type_ in types]
    try:
        for line, values in enumerate(parquet_rows(source.path, _casts(types), at_once), 2):
            cells = [None if value is None else read(value) for read, value in zip(readers, values, strict=True)]
            yield line, checked(cells, Place(source.name, line), log)
    except BROKEN as error:
        log.add(Finding(NO_TABLE, Place(source.name), {"value": WORD, "reason": _reason(error)}))


def _is_plain(type_: str) -> bool:
    return type_ in PLAIN or type_.startswith(EXACT)


def _reader(type_: str) -> Callable[[Any], Cell]:
    """The function that makes a cell of a value of that type."""
    if type_ == BYTES:
        return _decoded
    if type_ == SINGLE:
        return _single
    return _same if _is_plain(type_) else _compound


def _same(value: Cell) -> Cell:
    return value


def _compound(text: str) -> Cell:
    return Fault(NOT_ONE_VALUE, {"value": text})


def _decoded(value: bytes) -> Cell:
    """Text that its writer stored as bytes; bytes that are not UTF-8 fit no column."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return _compound(value.hex(" "))


def _single(text: str) -> Cell:
    """A single-precision number in its shortest decimal form, where no other amount in cents has the same."""
    number = Decimal(text)
    return Fault(SINGLE_PRECISION, {"value": text}) if number.is_finite() and abs(number) >= SINGLE_ENDS else number


def _reason(error: Exception) -> str:
    return str(error).splitlines()[0]
