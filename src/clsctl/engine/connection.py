"""The engine: CSV files as one relation of text, the cube that sums it, and the lines with exact types.

Names in SQL come from the schema, values are parameters. Paths cannot be parameters inside a view: `paths` writes them,
and only here; a test checks that no other module reads or writes a file by SQL.
"""

import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

try:
    import _duckdb as duckdb  # `duckdb`, its wrapper, adds nothing used here and takes 4 times as long
except ImportError:  # a private name, which may change
    import duckdb  # type: ignore[no-redef] # the same names under the public import

from clsctl.engine.paths import is_literal, read_path, sql_literal, written_path
from clsctl.errors import ReadError
from clsctl.language import _
from clsctl.progress import Share

Connection = duckdb.DuckDBPyConnection
EngineError = duckdb.Error
EngineMemoryError = duckdb.OutOfMemoryException
EngineInterruptError = duckdb.InterruptException
# Failures of the machine, not of the query: a full or failing disk, too little memory.
MachineError = (duckdb.IOException, duckdb.OutOfMemoryException)

# The counts of each group in the cube beside its sums; `faults` are cells that no exact type can hold.
MONTANT = r"[0-9]{1,16}(\.[0-9]{1,2})?"
# No extension is fetched or loaded: the engine can do only what is built in.
CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
# The key of a line, as `ligne.cle` writes it.
CLE = "printf('%d-%s-%d-%02d', exercice::INT, territoire_code, axe::INT, rang::INT)"
FETCHED_AT_ONCE = 10_000
# Sorts and hash tables above this go to disk. Each thread holds some 32 MB of text: more threads would not fit, and
# would gain nothing.
MEMORY = "640MiB"
THREADS = 8
# Nothing is read from a file's name (`montant=7/` is a folder) or from its neighbours.
NOTHING_FROM_PATHS = "hive_partitioning = false, filename = false, union_by_name = false"
# For one Parquet file: nothing goes to disk.
BOUNDED: dict[str, str | bool | int | float | list[str]] = {**CLOSED, "memory_limit": "400MiB", "temp_directory": ""}
CLOSED_WORKER = "clsctl-closed-engine"  # the thread in which a closed engine answers
# DuckDB's own default; a longer line is an engine error, and the careful reading follows.
LINE_BYTES = 2_000_000


def connect(spool: Path) -> Connection:
    """A private engine in memory, without extensions; data above `MEMORY` go to `spool`.

    ReadError where the engine cannot open a file there.
    """
    if not is_literal(spool) and not _finds(spool):
        raise ReadError(
            _("{name}: the engine cannot open the folder for temporary files under this name.").format(
                name=spool.parent
            ),
            _("Set TMPDIR to a folder whose path has no *, ?, [ or backslash."),
        )
    connection = duckdb.connect(
        ":memory:",
        config={**CLOSED, "memory_limit": MEMORY, "temp_directory": str(spool / "engine")},
    )
    if (os.cpu_count() or 1) > THREADS:
        connection.execute(f"SET threads = {THREADS}")
    return connection


def parser() -> Connection:
    """An engine that only parses statements."""
    return duckdb.connect(":memory:", config={**BOUNDED, "threads": 1})


def _finds(folder: Path) -> bool:
    """True where the engine finds a file there by a pattern, as it must for a path with special characters."""
    with duckdb.connect(":memory:", config=CLOSED) as connection:
        try:
            probe = folder / "probe"
            probe.touch()
            return connection.execute(f"SELECT count(*) FROM glob({read_path(probe)})").fetchone() == (1,)
        except (EngineError, RuntimeError):  # RuntimeError for a name that is not UTF-8
            return False


def progress(connection: Connection) -> Share:
    """The share of the running query that is done; turns on progress tracking, without printing."""
    connection.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
    return lambda: connection.query_progress() / 100


def create_raw(connection: Connection, scans: Iterable[str]) -> None:
    """The view `raw`: every line of every file, all columns as text, empty cells NULL."""
    connection.execute("CREATE OR REPLACE TEMP VIEW raw AS " + " UNION ALL ".join(scans))


def scan(
    path: Path, separator: str, header: Sequence[str | None], names: Sequence[str], line_bytes: int = LINE_BYTES
) -> str:
    """A query for the columns `names` of one text, with everything declared and no sniffing.

    `header` are all its columns in file order. Columns that were not asked for are read too: a NUL in one makes the
    last of `names` one, and bytes that are not UTF-8 an EngineError.
    """
    written = [name or f"extra_{index}" for index, name in enumerate(header)]
    columns = ", ".join(f"{sql_literal(name)}: 'VARCHAR'" for name in written)
    *asked, last = names
    if extras := [name for name in written if name not in names]:
        last = f"CASE WHEN contains(concat({', '.join(extras)}), chr(0)) THEN chr(0) ELSE {last} END AS {last}"
    return (
        f"SELECT {', '.join([*asked, last])} FROM read_csv({read_path(path)}, columns = {{{columns}}}, "
        f"delim = {sql_literal(separator)}, header = true, auto_detect = false, quote = '\"', escape = '\"', "
        "nullstr = '', strict_mode = true, null_padding = false, compression = 'none', "
        f"max_line_size = {line_bytes}, {NOTHING_FROM_PATHS})"
    )


def parquet_columns(path: Path) -> tuple[tuple[str, str], ...]:
    """Each column of a Parquet file, by its name in the file, and its type; EngineError for another file.

    The engine renames a repeated column to `montant_1`, which may also exist under its own name.
    """
    with duckdb.connect(":memory:", config=BOUNDED) as connection:
        found = connection.execute(f"SELECT * FROM {_parquet(path)} LIMIT 0").description or ()
        nodes = connection.execute(
            f"SELECT name, coalesce(num_children, 0) FROM parquet_schema({read_path(path)}) ORDER BY column_id"
        ).fetchall()
    names = list(_outermost(nodes))
    if len(names) != len(found):
        raise EngineError(f"its schema names {len(names)} columns, and {len(found)} can be read")
    return tuple((name, str(type_)) for name, (_name, type_, *_more) in zip(names, found, strict=True))


def _outermost(nodes: Sequence[tuple[str, int]]) -> Iterator[str]:
    """The names of the children of the first node; each node precedes its children."""
    left: list[int] = []  # children left at each open node
    for name, children in nodes[1:]:
        while left and not left[-1]:
            left.pop()
        if left:
            left[-1] -= 1
        else:
            yield name
        left.append(children)


def parquet_sizes(path: Path, types: Sequence[str], casts: Sequence[str]) -> Iterator[int]:
    """The bytes of text in each row, before any becomes a Python value; EngineError for damage.

    A small file may have a billion rows, or a text of a gigabyte in each.
    """
    names = [f"c{index}" for index in range(len(types))]
    sizes = [
        f"octet_length({name})" if type_ == "BLOB" else f"strlen({name}::VARCHAR)"
        for name, type_, cast in zip(names, types, casts, strict=True)
        if cast or type_ in {"BLOB", "VARCHAR"}
    ]
    total = " + ".join(f"coalesce({size}, 0)" for size in sizes) or "0"
    with duckdb.connect(":memory:", config=BOUNDED) as connection:
        cursor = connection.execute(f"SELECT {total} FROM {_parquet(path)} AS t({', '.join(names)})")
        while rows := cursor.fetchmany(FETCHED_AT_ONCE):
            yield from (size for (size,) in rows)


def parquet_rows(path: Path, casts: Sequence[str], at_once: int = FETCHED_AT_ONCE) -> Iterator[tuple[Any, ...]]:
    """The rows of a Parquet file as Python values, in order, `at_once` per batch; EngineError for damage.

    `casts` are the types that columns are read as, empty for the stored type.
    """
    names = [f"c{index}" for index in range(len(casts))]
    asked = ", ".join(f"{name}::{cast}" if cast else name for name, cast in zip(names, casts, strict=True))
    with duckdb.connect(":memory:", config=BOUNDED) as connection:
        cursor = connection.execute(f"SELECT {asked} FROM {_parquet(path)} AS t({', '.join(names)})")
        while rows := cursor.fetchmany(at_once):
            yield from rows


def _parquet(path: Path) -> str:
    return f"read_parquet({read_path(path)}, {NOTHING_FROM_PATHS}, binary_as_string = false)"


def write_parquet(connection: Connection, query: str, target: Path) -> None:
    """Write the rows of the query to a new Parquet file."""
    connection.execute(f"COPY ({query}) TO {written_path(target)} (FORMAT parquet)")


def create_cube(connection: Connection, labelled: str) -> None:
    """The table `cube`: one scan of `raw` that sums, counts, and finds whether any cell is at fault.

    Every grouping by axe, territoire, type, objectif or exercice, and the verdict, come from it. A cell that an exact
    type can hold in two ways (`007`) counts as at fault: the careful reading decides. `fingerprint` sums the hashes of
    the rangs as written, which the verdict compares with those of 1…n; so `rang` needs no test of its own. `labelled`
    counts the lines that satisfy that condition. The engine finds bytes that are not UTF-8 only in requested columns,
    hence `remarque`.
    """
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE cube AS
        SELECT exercice, territoire_code, territoire, axe, coalesce(objectif, '') AS objectif,
          count(*) AS lignes,
          count(montant) AS chiffrees,
          sum(TRY_CAST(montant AS DECIMAL(18, 2))) AS montant,
          sum(hash(rang)) AS fingerprint,
          count_if(action IS NULL OR contains(action, chr(0))
            OR NOT regexp_full_match(montant, '{MONTANT}')
            OR TRY_CAST(page AS INTEGER)::VARCHAR IS DISTINCT FROM page
            OR TRY_CAST(page AS INTEGER) < 1
            OR contains(remarque, chr(0))) AS faults,
          count_if({labelled}) AS labelled
        FROM raw GROUP BY ALL
        """
    )


def create_lignes(connection: Connection, more: Sequence[str] = ()) -> None:
    """The view `lignes`: the lines with exact types and `more` columns of `raw`; only for sound data."""
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP VIEW lignes AS
        SELECT exercice::SMALLINT AS exercice, territoire_code, territoire, axe::SMALLINT AS axe,
          rang::INTEGER AS rang, coalesce(objectif, '') AS objectif, action, montant::DECIMAL(18, 2) AS montant,
          page::INTEGER AS page, coalesce(remarque, '') AS remarque{"".join(f", {name}" for name in more)}
        FROM raw
        """
    )


def is_stuck() -> bool:
    """True while a query of a closed engine obeys no interrupt: its connection cannot be closed."""
    return any(thread.name == CLOSED_WORKER for thread in threading.enumerate())


def create_lines(connection: Connection, columns: Sequence[tuple[str, str]]) -> None:
    """The table `lignes` of a closed engine: the key as people cite it, then these columns; in key order."""
    names = ", ".join(f"{name}::{type_} AS {name}" for name, type_ in columns)
    connection.execute(
        f"""
        CREATE TABLE memory.main.lignes AS
        SELECT {CLE} AS cle, {names}
        FROM temp.lignes JOIN territoire_types USING (territoire_code) ORDER BY exercice, rank, axe, rang
        """
    )


def create_themed(connection: Connection, themes: Sequence[tuple[str, str, str, Sequence[str]]]) -> None:
    """The view `themed`: the lines with their `theme` and `marques`, by key and label; an empty theme without one."""
    connection.execute(
        "CREATE TEMP TABLE line_themes AS SELECT unnest(?::VARCHAR[]) AS cle, unnest(?::VARCHAR[]) AS label, "
        "unnest(?::VARCHAR[]) AS theme, unnest(?::VARCHAR[][]) AS marques",
        _by_column(themes, 4),
    )
    connection.execute(
        f"""
        CREATE TEMP VIEW themed AS
        SELECT lignes.*, coalesce(line_themes.theme, '') AS theme, coalesce(line_themes.marques, []) AS marques
        FROM lignes LEFT JOIN line_themes ON label = lignes.action AND cle = {CLE}
        """
    )


def create_orders(connection: Connection, territoires: Sequence[tuple[str, str, int]]) -> None:
    """The table `territoire_types`: each code with its type and its rank in every answer."""
    connection.execute(
        "CREATE TEMP TABLE territoire_types AS SELECT unnest(?::VARCHAR[]) AS territoire_code, "
        "unnest(?::VARCHAR[]) AS type, unnest(?::INTEGER[]) AS rank",
        _by_column(territoires, 3),
    )


def _by_column(rows: Sequence[tuple[object, ...]], width: int) -> list[list[object]]:
    """The rows as a list for each column: a parameter for each cell would take six times as long."""
    return [[row[index] for row in rows] for index in range(width)]
