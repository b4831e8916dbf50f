"""Parquet, by polars, which shares no code with the engine of clsctl."""

import io
from collections.abc import Iterator, Sequence

import polars as pl
from polars.exceptions import PanicException, PolarsError

from oracle.amounts import NoTotal, stored
from oracle.seen import cell

LABELS = ("objectif", "action", "remarque")
BROKEN = (PolarsError, PanicException, OSError, ValueError, MemoryError)


def rows(data: bytes) -> Iterator[list[str]]:
    """The names of the columns, then the rows; NoTotal where polars cannot read the file.

    A damaged text that no row uses is a fault for polars and none for the engine: of labels, either is right.
    """
    try:
        names = pl.read_parquet_schema(io.BytesIO(data))
        columns = [_column(data, name) for name in names]
        yield list(names)
        for row in zip(*columns, strict=True):
            yield list(row)
    except BROKEN as error:
        raise NoTotal(str(error)) from None


def _column(data: bytes, name: str) -> Sequence[str]:
    try:
        table = pl.read_parquet(io.BytesIO(data), columns=[name], use_statistics=False)
        return [stored(each) for each in table.to_series()]
    except BROKEN as error:
        if name not in LABELS:
            raise
        height = pl.scan_parquet(io.BytesIO(data), use_statistics=False).select(pl.len()).collect().item()
        return [cell("?", doubt=str(error))] * int(height)
