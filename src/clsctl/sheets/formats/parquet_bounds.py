"""The limits of a Parquet file, checked before its values are made: its metadata, rows and lengths of text."""

from collections.abc import Sequence
from pathlib import Path

from clsctl.engine.connection import FETCHED_AT_ONCE, EngineMemoryError, parquet_sizes
from clsctl.sheets.limits import COLUMNS, FOOTER, LETTERS, PARQUET_ROWS, PLACES, TooLargeError

LENGTH_AND_MARK = 8  # bytes of the footer at the very end
HELD = 1 << 25  # bytes of text turned into Python values at once


def check_footer(path: Path) -> None:
    """TooLargeError where the metadata would have the engine take in too many columns or row groups."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        stream.seek(max(size - LENGTH_AND_MARK, 0))
        announced = int.from_bytes(stream.read(4), "little")
    FOOTER.check(min(announced, size))  # a footer longer than the file is damage, which the engine reports


def check_rows(path: Path, types: Sequence[str], casts: Sequence[str]) -> int:
    """The number of rows to fetch at once; TooLargeError for too many rows or too long texts."""
    COLUMNS.check(len(types))
    longest = letters = rows = 0
    try:
        for rows, size in enumerate(parquet_sizes(path, types, casts), 1):
            letters += size
            longest = max(longest, size)
            if rows > PARQUET_ROWS.most or letters > LETTERS.most:
                PARQUET_ROWS.check(rows)
                LETTERS.check(letters)
    except EngineMemoryError:
        raise TooLargeError(LETTERS) from None
    PLACES.check(rows * len(types))
    return max(1, min(FETCHED_AT_ONCE, HELD // (longest + 1)))
