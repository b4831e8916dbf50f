"""Parquet files, written by the engine in columns of exact types."""

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from clsctl.engine.connection import connect, write_parquet
from clsctl.tempfolder import Spool

WRITTEN_AT_ONCE = 10_000


def parquet(columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[str | None]]) -> bytes:
    """A file of `columns`, each a name and an engine type; cells are the canonical text of their type.

    The engine numbers names that differ only in case.
    """
    with Spool() as folder, connect(folder) as connection:
        fields = ", ".join(f"c{i} {type_}" for i, (_name, type_) in enumerate(columns))
        connection.execute(f"CREATE TABLE written ({fields})")
        cells = ", ".join(f"unnest(?::VARCHAR[])::{type_}" for _name, type_ in columns)
        left = iter(rows)
        while batch := list(islice(left, WRITTEN_AT_ONCE)):  # one list per column is 10 times as fast as one per row
            connection.execute(f"INSERT INTO written SELECT {cells}", [list(each) for each in zip(*batch, strict=True)])
        names = ", ".join(f"c{i} AS {_identifier(name)}" for i, (name, _type) in enumerate(columns))
        target = Path(folder) / "table.parquet"
        write_parquet(connection, f"SELECT {names} FROM written", target)
        return target.read_bytes()


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
