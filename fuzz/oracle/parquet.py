"""Parquet, by polars, which shares no code with the engine of clsctl."""

import io
from collections.abc import Iterator

import polars as pl
from polars.exceptions import PanicException, PolarsError

from oracle.amounts import NoTotal, stored


def rows(data: bytes) -> Iterator[list[str]]:
    """The names of the columns, then the rows; NoTotal where polars cannot read the file."""
    try:
        table = pl.read_parquet(io.BytesIO(data), use_statistics=False)
        yield table.columns
        for row in table.iter_rows():
            yield [stored(cell) for cell in row]
    except (PolarsError, PanicException, OSError, ValueError, MemoryError) as error:
        raise NoTotal(str(error)) from None
