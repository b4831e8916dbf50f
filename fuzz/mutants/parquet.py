"""Parquet files, written by the engine: columns of sensible and of odd types, in every compression."""

import random
import tempfile
from pathlib import Path

import duckdb

from mutants.changes import Table

NUMBERS = {"exercice", "axe", "rang", "page"}
MONTANTS = ("VARCHAR", "VARCHAR", "DECIMAL(18,2)", "DECIMAL(38,6)", "DOUBLE", "BIGINT")
INTEGERS = ("VARCHAR", "SMALLINT", "INTEGER", "BIGINT", "UINTEGER", "DOUBLE", "DECIMAL(9,0)")
ODD = (
    *("BOOLEAN", "TINYINT", "FLOAT", "HUGEINT", "DATE", "TIMESTAMP", "TIMESTAMPTZ", "TIME", "BLOB", "UUID", "BIT"),
    *("VARCHAR[]", "STRUCT(a VARCHAR)", "MAP(VARCHAR, VARCHAR)", "DECIMAL(4,3)", "UTINYINT", "JSON"),
)
CODECS = ("uncompressed", "snappy", "gzip", "zstd", "lz4", "brotli")
GREATEST = 2_000  # bytes of a page's dictionary: beyond, the values stand for themselves


def parquet_file(dice: random.Random, table: Table, *, mild: bool) -> bytes:
    """The columns as types that their cells fit, or any: what a type cannot hold is null."""
    header, *lines = table or [[]]
    width = len(header)
    types = [_type(dice, name.strip().casefold(), mild=mild) for name in header]
    rows = [[cell or None for cell in (line + [""] * width)[:width]] for line in lines]
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(config={"threads": 1}) as connection:
        columns = ", ".join(f"c{number} VARCHAR" for number in range(width)) or "c0 VARCHAR"
        connection.execute(f"CREATE TABLE cells ({columns})")
        if rows and width:
            connection.executemany(f"INSERT INTO cells VALUES ({', '.join('?' * width)})", rows)
        chosen = ", ".join(f"{_as(kind, f'c{i}')} AS {_named(header[i])}" for i, kind in enumerate(types)) or "c0"
        path = Path(folder) / "table.parquet"
        options = (
            f"FORMAT parquet, COMPRESSION {dice.choice(CODECS)}, PARQUET_VERSION {dice.choice(('v1', 'v2'))}, "
            f"ROW_GROUP_SIZE {dice.choice((5, 2048))}, DICTIONARY_SIZE_LIMIT {dice.choice((1, GREATEST))}"
        )
        connection.execute(f"COPY (SELECT {chosen} FROM cells) TO '{path}' ({options})")
        return path.read_bytes()


def _type(dice: random.Random, name: str, *, mild: bool) -> str:
    if not mild and dice.random() < 0.08:
        return dice.choice(ODD)
    if name == "montant":
        return dice.choice(MONTANTS)
    return dice.choice(INTEGERS) if name in NUMBERS else "VARCHAR"


def _as(kind: str, column: str) -> str:
    """The cell as that type; in a list, a map or a structure, as its one value."""
    if kind == "VARCHAR[]":
        return f"[{column}]"
    if kind.startswith("STRUCT"):
        return f"{{'a': {column}}}"
    return f"map {{'a': {column}}}" if kind.startswith("MAP") else f"TRY_CAST({column} AS {kind})"


def _named(name: str) -> str:
    """The heading as a name of the engine, which takes no NUL and none that is empty."""
    return '"' + (name.replace("\0", "").replace('"', '""') or " ") + '"'
