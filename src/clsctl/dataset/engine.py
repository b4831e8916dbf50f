"""The engine: CSV files as one relation of text, the cube that sums it, and the lines with exact types.

Names in SQL come from the schema, values are parameters; a path, which DuckDB takes in no other way inside
a view, is quoted.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb

from clsctl.dataset.dialect import Dialect
from clsctl.dataset.sources import Source

Connection = duckdb.DuckDBPyConnection
EngineError = duckdb.Error

# What the cube counts of each group beside its sums; `faults` are cells that no exact type can hold.
MONTANT = r"[0-9]{1,16}(\.[0-9]{1,2})?"
# DuckDB's own default: a longer line is an engine error, and the careful reading follows.
LINE_BYTES = 2_000_000


def connect(spool: Path) -> Connection:
    """A private engine in memory: no extension is fetched, what does not fit in memory goes to `spool`."""
    return duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "temp_directory": str(spool / "engine"),
        },
    )


def create_raw(connection: Connection, scans: Iterable[str]) -> None:
    """The view `raw`: every line of every file, all columns as text, empty cells NULL."""
    connection.execute("CREATE OR REPLACE TEMP VIEW raw AS " + " UNION ALL ".join(scans))


def scan(source: Source, dialect: Dialect, names: Sequence[str], line_bytes: int = LINE_BYTES) -> str:
    """A query for the columns `names` of one file, with everything declared: nothing is sniffed."""
    columns = ", ".join(
        f"{_quoted(name if name in names else f'extra_{index}')}: 'VARCHAR'"
        for index, name in enumerate(dialect.header)
    )
    return (
        f"SELECT {', '.join(names)} FROM read_csv({_quoted(str(source.path))}, columns = {{{columns}}}, "
        f"delim = {_quoted(dialect.separator)}, header = true, auto_detect = false, quote = '\"', escape = '\"', "
        f"nullstr = '', strict_mode = true, null_padding = false, max_line_size = {line_bytes})"
    )


def create_cube(connection: Connection) -> None:
    """The table `cube`: one scan of `raw` that sums, counts, and finds whether any cell is at fault.

    Every grouping by axe, territoire, type, objectif or exercice, and the verdict, come from it alone. A cell that
    an exact type can hold in two ways (`007`) counts as at fault: the careful reading decides. `fingerprint` adds up
    the hashes of the rangs, for the verdict to compare with those of 1…n. The engine finds bytes that are no UTF-8
    only in columns that are asked for, hence `remarque`.
    """
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE cube AS
        SELECT exercice, territoire_code, territoire, axe, coalesce(objectif, '') AS objectif,
          count(*) AS lignes,
          count(montant) AS chiffrees,
          sum(TRY_CAST(montant AS DECIMAL(18, 2))) AS montant,
          sum(hash(TRY_CAST(rang AS INTEGER))) AS fingerprint,
          max(TRY_CAST(rang AS INTEGER)) AS last_rang,
          count_if(TRY_CAST(rang AS INTEGER)::VARCHAR IS DISTINCT FROM rang
            OR action IS NULL OR contains(action, chr(0))
            OR NOT regexp_full_match(montant, '{MONTANT}')
            OR TRY_CAST(page AS INTEGER)::VARCHAR IS DISTINCT FROM page
            OR TRY_CAST(page AS INTEGER) < 1
            OR contains(remarque, chr(0))) AS faults
        FROM raw GROUP BY ALL
        """
    )


def create_lignes(connection: Connection) -> None:
    """The view `lignes`: the lines with exact types; only for data that the verdict has found sound."""
    connection.execute(
        """
        CREATE OR REPLACE TEMP VIEW lignes AS
        SELECT exercice::SMALLINT AS exercice, territoire_code, territoire, axe::SMALLINT AS axe,
          rang::INTEGER AS rang, coalesce(objectif, '') AS objectif, action, montant::DECIMAL(18, 2) AS montant,
          page::INTEGER AS page, coalesce(remarque, '') AS remarque
        FROM raw
        """
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
