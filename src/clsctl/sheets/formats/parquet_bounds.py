"""A Parquet file against its limits, before its values are made: what it says of itself, its rows, their texts."""

from collections.abc import Sequence
from pathlib import Path

from clsctl.engine.connection import FETCHED_AT_ONCE, EngineMemoryError, parquet_sizes
from clsctl.sheets.limits import COLUMNS, FOOTER, LETTERS, PARQUET_ROWS, PLACES, TooLargeError

LENGTH_AND_MARK = 8  # of the footer, at the very end
HELD = 1 << 25  # bytes of text that are made values of Python's at once


def check_footer(path: Path) -> None:
    """TooLargeError where the engine would have to take in very many columns or groups of rows."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        stream.seek(max(size - LENGTH_AND_MARK, 0))
        announced = int.from_bytes(stream.read(4), "little")
    FOOTER.check(min(announced, size))  # one longer than the file is damage, which the engine tells


def check_rows(path: Path, types: Sequence[str], casts: Sequence[str]) -> int:
    """How many rows may be fetched at once; TooLargeError where there are too many, or their texts are too long."""
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
