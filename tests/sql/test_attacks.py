"""The refusals of `clsctl sql`: files, writes, settings, the engine's inside, and questions without end."""

import hashlib
from contextlib import nullcontext
from pathlib import Path
from types import MappingProxyType

import pytest

from clsctl.dataset.opening import open_dataset
from clsctl.dataset.views import VIEWS, sealed
from clsctl.engine import closed, statement
from clsctl.engine.closed import ask
from clsctl.engine.connection import parser
from clsctl.engine.statement import Obstacle, RefusedError
from conftest import Run

pytestmark = pytest.mark.slow(reason="each attack has an engine of its own, and closes it")

STOLEN = "STOLEN-7391"
frame = MappingProxyType({"secret": [STOLEN]})  # what a replacement scan would find by its name

# Each reads or writes a file, or changes the data; the engine's own locks refuse them too.
OUTSIDE = (
    "SELECT * FROM 'secret.csv'",
    'SELECT * FROM "secret.csv"',
    "FROM './secret.csv'",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM 'https://example.org/a.csv'",
    "SELECT * FROM 's3://bucket/a.parquet'",
    "SELECT * FROM read_csv('secret.csv')",
    "SELECT * FROM read_csv_auto('secret.csv')",
    "SELECT * FROM sniff_csv('secret.csv')",
    "SELECT * FROM read_parquet('*.parquet')",
    "SELECT * FROM parquet_metadata('a.parquet')",
    "SELECT * FROM read_json('secret.json')",
    "SELECT * FROM read_json_objects('secret.csv')",
    "SELECT * FROM read_ndjson('secret.csv')",
    "SELECT * FROM read_text('secret.csv')",
    "SELECT * FROM read_blob('secret.csv')",
    "SELECT * FROM glob('*')",
    "SELECT * FROM lignes WHERE action IN (SELECT content FROM read_text('secret.csv'))",
    "WITH x AS (FROM read_text('secret.csv')) SELECT lignes.*, x.* FROM lignes, x",
    "SELECT * FROM frame",
    "SELECT * FROM OUTSIDE",
    "COPY lignes TO 'stolen.csv'",
    "COPY (SELECT 1) TO 'stolen.parquet' (FORMAT parquet)",
    "COPY lignes FROM 'secret.csv'",
    "EXPORT DATABASE 'stolen'",
    "IMPORT DATABASE 'stolen'",
    "ATTACH 'stolen.db'",
    "ATTACH 'stolen.db' AS other (READ_ONLY)",
    "INSTALL httpfs",
    "INSTALL spatial FROM community",
    "LOAD httpfs",
    "LOAD './evil.duckdb_extension'",
    "UPDATE EXTENSIONS",
    "SET enable_external_access = true",
    "SET GLOBAL memory_limit = '100GB'",
    "RESET lock_configuration",
    "SET temp_directory = '.'",
    "PRAGMA enable_profiling",
    "PRAGMA profiling_output = 'stolen.json'",
    "PRAGMA memory_limit = '100GB'",
    "CREATE SECRET s (TYPE s3)",
    "CREATE PERSISTENT SECRET s (TYPE http)",
    "INSERT INTO lignes SELECT * FROM lignes",
    "UPDATE lignes SET montant = 0",
    "DELETE FROM lignes",
    "TRUNCATE lignes",
    "DROP TABLE lignes",
    "ALTER TABLE lignes ADD COLUMN x INTEGER",
    "CREATE TABLE t AS SELECT 1",
    "CREATE VIEW v AS SELECT 1",
    "CREATE SCHEMA s",
    "CREATE SEQUENCE s",
    "WITH x AS (DELETE FROM lignes RETURNING *) SELECT * FROM x",
    "WITH x AS (UPDATE lignes SET montant = 0 RETURNING *) SELECT sum(montant) FROM x",
    "WITH x AS (INSERT INTO lignes SELECT * FROM lignes RETURNING *) SELECT * FROM x",
    "SELECT * FROM (WITH x AS (DELETE FROM lignes RETURNING 1) FROM x)",
    "EXPLAIN ANALYZE DELETE FROM lignes",
    "EXPLAIN ANALYZE COPY lignes TO 'stolen.csv'",
)
# Each tells of the engine or the machine, or is no question at all.
INSIDE = (
    "",
    "   ",
    "-- nothing",
    ";",
    "SELECT 1; DELETE FROM lignes",
    "SELECT 1; SELECT 2",
    "BEGIN; DELETE FROM lignes; COMMIT",
    "COMMIT",
    "ROLLBACK",
    "EXPLAIN SELECT 1",
    "EXPLAIN ANALYZE SELECT 1",
    "DESCRIBE lignes",
    "SHOW TABLES",
    "SHOW ALL TABLES",
    "SUMMARIZE lignes",
    "CALL duckdb_settings()",
    "CALL pragma_version()",
    "PREPARE q AS SELECT 1",
    "EXECUTE q",
    "USE memory",
    "CHECKPOINT",
    "VACUUM",
    "ANALYZE",
    "DETACH memory",
    "CREATE MACRO m() AS 1",
    "CREATE TEMP TABLE t AS SELECT 1",
    "SET VARIABLE v = 1",
    "SELECT ?",
    "SELECT $name",
    "SELECT getenv('HOME')",
    "SELECT GETENV('HOME')",
    "SELECT current_setting('memory_limit')",
    "SELECT getvariable('v')",
    "SELECT version()",
    "SELECT current_database()",
    "SELECT current_query()",
    "SELECT error('Binder Error')",
    "SELECT * FROM duckdb_settings()",
    "SELECT * FROM duckdb_secrets()",
    "SELECT * FROM duckdb_tables()",
    "SELECT * FROM duckdb_extensions()",
    "SELECT * FROM pragma_table_info('lignes')",
    "SELECT * FROM pragma_database_list",
    "SELECT * FROM sqlite_master",
    "SELECT * FROM information_schema.tables",
    "SELECT * FROM pg_catalog.pg_class",
    "SELECT * FROM system.main.duckdb_settings",
    "SELECT * FROM memory.main.lignes",
    "SELECT * FROM temp.lignes",
    "SELECT * FROM raw",
    "SELECT * FROM cube",
    "SELECT * FROM territoire_types",
    "SELECT * FROM query('SELECT 1')",
    "SELECT * FROM query_table('lignes')",
    "SELECT * FROM json_execute_serialized_sql('{}')",
    "SELECT * FROM seq_scan('lignes')",
    "SELECT * FROM checkpoint()",
    "SELECT * FROM test_all_types()",
    "PIVOT lignes ON axe USING sum(montant)",
    "SELECT * FROM (PIVOT lignes ON axe USING sum(montant))",
    "SELECT repeat('x', 2000000000)",
    "SELECT lpad('x', 2000000000, 'y')",
    "SELECT range(1000000000)",
    "SELECT list_resize([1], 2000000000)",
    "SELECT format('{:>1000000000}', 1)",
    "SELECT " + "(" * 5000 + "1" + ")" * 5000,
    "SELECT " + "1 + " * 30_000 + "1",
    "SELECT '\udce9'",
    "SELECT 1/0::DOUBLE",
    "SELECT [1, 2]",
    "SELECT {'a': 1}",
    "SELECT 'x'::BLOB",
    "SELECT now()",
    "SELECT 1 AS a, 2 AS a",
    "SELECT 'a'::INTEGER",
    "SELECT 1e300::DOUBLE, 1e-300::DOUBLE",
)
ENGINE_WORDS = (
    b"Error:\n",
    b"Binder",
    b"Catalog",
    b"Parser",
    b"LINE 1",
    b"Candidate",
    b"Traceback",
    b"duckdb_setting ",
)


def content(folder: Path) -> dict[str, str]:
    """Every file under the folder, by its hash."""
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with files to steal."""
    for name in ("secret.csv", "secret.json"):
        (tmp_path / name).write_text(f'{{"secret": "{STOLEN}"}}\n', "utf-8")
    return tmp_path


def test_every_attack_is_a_wrong_question(
    clsctl: Run, folder: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = nullcontext(parser())  # a parse leaves nothing in it
    monkeypatch.setattr(statement, "parser", lambda: kept)
    before = content(folder) | content(data)
    for sql in OUTSIDE + INSIDE:
        done = clsctl("sql", sql)
        said = done.stdout + done.stderr
        assert (done.returncode, done.stdout) == (2, b""), (sql[:80], said[-2000:])
        assert STOLEN.encode() not in said
        assert not [word for word in ENGINE_WORDS if word in said], (sql[:80], said)
        assert said.startswith(b"Error: ")
        assert b"\n  \xe2\x86\x92 " in said  # a remedy
    assert content(folder) | content(data) == before


def test_the_engine_refuses_them_by_itself(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    before = content(folder)
    with open_dataset() as dataset:
        engine = sealed(dataset, VIEWS)
        for sql in OUTSIDE:
            with pytest.raises(RefusedError):
                ask(engine, sql, 10, None)
            engine.execute("ROLLBACK; BEGIN TRANSACTION READ ONLY")  # a failed question ends its transaction
        count = ask(engine, "SELECT count(*) FROM lignes", 10, None).rows
    assert count == ((124,),)
    assert content(folder) == before


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*) FROM range(100000000000)",
        "SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b",
        "WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t",
    ],
)
def test_a_question_without_end_is_stopped(sql: str) -> None:
    with open_dataset() as dataset, pytest.raises(RefusedError) as refused:
        ask(sealed(dataset, ()), sql, 0.2, None)
    assert refused.value.obstacle is Obstacle.TIME


def test_an_answer_that_memory_cannot_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closed, "MOST_CELLS", 20_000)
    with open_dataset() as dataset, pytest.raises(RefusedError) as refused:
        ask(sealed(dataset, ()), "SELECT * FROM range(20001)", 10, None)
    assert refused.value.obstacle is Obstacle.TOO_LARGE


@pytest.mark.slow(reason="waits for a query that obeys no interrupt")
@pytest.mark.posix
def test_a_step_that_obeys_no_interrupt_ends_with_the_program(program: Run) -> None:
    steps = "list_transform(list(a.range), lambda x: list_sum(list_transform(list(a.range), lambda y: x * y % 7)))"
    done = program("sql", "--timeout", "1", f"SELECT list_sum({steps}) FROM range(30000) a")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"Error: The question took too long.")
