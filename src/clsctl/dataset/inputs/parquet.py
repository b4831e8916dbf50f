"""Parquet: the columns as they are stored, by way of the engine."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from functools import partial

from clsctl.dataset.engine import EngineError, parquet_columns, parquet_rows
from clsctl.dataset.sheet import Cell, Row, Sheet, checked, no_table
from clsctl.dataset.sources import Source
from clsctl.finding import Finding, FindingLog, Place
from clsctl.rules.files import NO_TABLE

WORD = "Parquet"
# The engine's own, and what its Python side raises over text that is no UTF-8.
BROKEN = (EngineError, RuntimeError, UnicodeError)
CELL_TYPES = (str, int, float, Decimal, date, time, timedelta, type(None))


def parquet_sheet(source: Source) -> Sheet:
    """The table of the file; its first row is line 2, as it would be in a CSV."""
    try:
        header = parquet_columns(source.path)
    except BROKEN as error:
        return no_table(source.name, WORD, _reason(error))
    return Sheet(source.name, header, partial(_rows, source))


def _rows(source: Source, log: FindingLog) -> Iterator[Row]:
    try:
        for line, cells in enumerate(parquet_rows(source.path), 2):
            yield line, checked([_cell(cell) for cell in cells], Place(source.name, line), log)
    except BROKEN as error:
        log.add(Finding(NO_TABLE, Place(source.name), {"value": WORD, "reason": _reason(error)}))


def _reason(error: Exception) -> str:
    return str(error).splitlines()[0]


def _cell(value: object) -> Cell:
    """A value as a cell; what no column takes (a list, bytes), as its text."""
    return value if isinstance(value, CELL_TYPES) else str(value)
