"""Parquet files, written by the engine in columns of exact types."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from clsctl.engine.connection import connect, write_parquet
from clsctl.engine.filled_tables import Filled, create_filled, identifier
from clsctl.tempfolder import Spool


def parquet(columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[str | None]]) -> bytes:
    """A file of `columns`, each a name and an engine type; cells are the canonical text of their type.

    The engine numbers names that differ only in case.
    """
    with Spool() as folder, connect(folder) as connection:
        numbered = [(f"c{i}", type_) for i, (_name, type_) in enumerate(columns)]
        create_filled(connection, Filled("written", numbered, rows))
        names = ", ".join(f"c{i} AS {identifier(name)}" for i, (name, _type) in enumerate(columns))
        target = Path(folder) / "table.parquet"
        write_parquet(connection, f"SELECT {names} FROM written", target)
        return target.read_bytes()
