"""A path is a name and nothing else: the engine opens the file that was named, and takes nothing from its folders."""

import gzip
import os
import re
import sys
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from clsctl.dataset.opening import open_dataset
from clsctl.dataset.sums import Aggregate, Dimension
from clsctl.engine.connection import connect
from clsctl.engine.parquet_files import parquet as written
from clsctl.engine.paths import read_path
from conftest import ROOT, Run
from support.samples import Cells, csv_text, line

# What a program may see in a name: a home, a scheme, a partition, a pattern, a quote, an option, another format.
NAMES = (
    *("~", "~root", "file:", "file:x", "http:", "s3:", "hf:", "C:"),
    *("montant=7", "exercice=2024", "a=b", "montant=7,axe=2"),
    *("*", "**", "a?b", "[ab]", "[!a]", "[", "]", "{a,b}", "{a", "b*?[c]"),
    *(
        "a b",
        "it's",
        'say "so"',
        "back\\slash",
        "\\",
        "\\[x]",
        "two\nlines",
        "a\tb",
        "%20",
        "é",
        "-x",
        "--data",
        "dot.",
    ),
    *("f.csv.gz", "f.gz", "f.zst", "f.parquet", "f.zip"),
)
pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names"),
    pytest.mark.slow(reason="each case opens files under many names"),
]
ROWS = [line(1, montant="30"), line(2, montant="4.50"), line(3, montant="")]
SUMS = [Aggregate((), 3, 1, Decimal("34.50"))]


def parquet(path: Path, cells: Sequence[Cells] = ROWS) -> Path:
    """A file of the rows with a program's own types."""
    numbers = {"exercice": int, "axe": int, "rang": int, "page": int, "montant": Decimal}
    rows = [{name: (numbers.get(name, str)(cell) if cell else None) for name, cell in row.items()} for row in cells]
    with path.open("wb") as stream:  # polars knows homes and schemes
        pl.DataFrame(rows).write_parquet(stream)
    return path


def sums(path: str | Path) -> list[Aggregate]:
    with open_dataset([str(path)]) as dataset:
        return list(dataset.aggregate(()))


def _of(year: int) -> list[Cells]:
    return [{**row, "exercice": str(year)} for row in ROWS]


def _by_year(paths: Sequence[Path | str]) -> Mapping[int, Decimal | None]:
    """The euros of each year in the files together: each file has a year of its own."""
    with open_dataset([str(path) for path in paths]) as dataset:
        return {int(found.keys[0]): found.montant for found in dataset.aggregate((Dimension.EXERCICE,))}


YEARS = {year: Decimal("34.50") for year in range(2001, 2001 + len(NAMES))}


def test_a_folder_says_nothing_of_the_lines_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for year, name in zip(YEARS, NAMES, strict=True):
        Path(name).mkdir()
        Path(name, "f.csv").write_text(csv_text(_of(year)), "utf-8")
        parquet(Path(name, "f.parquet"), _of(year))
    for file in ("f.csv", "f.parquet"):
        assert _by_year([Path(name, file) for name in NAMES]) == YEARS


@pytest.mark.parametrize("name", ["~", "file:", "montant=7", "[ab]", "{a,b}"])
def test_nor_does_the_folder_in_which_one_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / name)
    assert sums(parquet(Path("f.parquet"))) == SUMS


@pytest.mark.parametrize("name", ["f.csv.gz", "f.gz", "f.zst", "f.GZ", "f.parquet", "f.zip", "f.csv", "f"])
def test_what_a_file_is_its_ending_does_not_say(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    for content in (csv_text(ROWS).encode(), gzip.compress(csv_text(ROWS).encode())):
        path.write_bytes(content)
        assert sums(path) == SUMS
    assert sums(parquet(path)) == SUMS


def test_a_file_may_have_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for year, name in zip(YEARS, NAMES, strict=True):
        parquet(Path(name), _of(year))
    assert _by_year(NAMES) == YEARS


@pytest.mark.posix
def test_a_link_is_the_file_to_which_it_leads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("montant=7", "~"):
        Path(name).mkdir()
        Path(name, "[f].csv").write_text(csv_text(ROWS).replace("30", "30 €"), "utf-8")
        Path(f"{name}*").symlink_to(name)
        Path(f"{name}.parquet").symlink_to(parquet(Path(name, "f.csv")))
        for path in (f"{name}/[f].csv", f"{name}*/[f].csv", f"{name}.parquet"):
            assert sums(path) == SUMS


def test_a_file_at_home_or_at_the_root_never_stands_for_the_one_that_was_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    for folder in ("home", "~", f"file:{home}"):
        (tmp_path / folder).mkdir(parents=True)
    (home / "f.csv").write_text(csv_text([line(1, montant="999")]), "utf-8")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(tmp_path)
    for folder in ("~", f"file:{home}"):
        Path(folder, "f.csv").write_text(csv_text(ROWS), "utf-8")
        assert sums(f"{folder}/f.csv") == SUMS


@pytest.mark.parametrize("name", ["\\y", "\udcff"])
def test_a_pattern_is_not_sought_among_neighbours_that_the_engine_cannot_name(tmp_path: Path, name: str) -> None:
    for folder in ("[x]", name):
        (tmp_path / folder).mkdir()
    (tmp_path / "[x]" / "f.csv").write_text(csv_text(ROWS), "utf-8")
    assert sums(tmp_path / "[x]" / "f.csv") == SUMS


@pytest.mark.parametrize("name", ["~", "file:", "montant=7", "[ab]", "*?", "it's", "back\\slash", "two\nlines", "f.gz"])
def test_copies_may_lie_in_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / "f.csv").write_text(csv_text(ROWS).replace("30", "30 €"), "utf-8")
    (tmp_path / "f.csv.gz").write_bytes(gzip.compress(csv_text(ROWS).encode()))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / name))
    assert sums(tmp_path / "f.csv") == SUMS
    assert sums(tmp_path / "f.csv.gz") == SUMS
    (tmp_path / "written").write_bytes(written([("montant", "DECIMAL(18,2)")], [("34.50",)]))
    assert pl.read_parquet(tmp_path / "written")["montant"].to_list() == [Decimal("34.50")]
    assert not list((tmp_path / name).iterdir())


def test_what_does_not_fit_in_memory_goes_to_that_folder_too(tmp_path: Path) -> None:
    for name in ("~", "file:", "[ab]", "montant=7", "it's", "*"):
        (tmp_path / name).mkdir()
        with connect(tmp_path / name) as connection:
            connection.execute("SET memory_limit = '20MB'; SET threads = 1")
            connection.execute("CREATE TABLE t AS SELECT hash(range) AS h, repeat('x', 50) AS x FROM range(600000)")
            assert connection.execute("SELECT count(*) FROM (SELECT * FROM t ORDER BY h)").fetchone() == (600000,)
            assert list((tmp_path / name / "engine").iterdir())


def test_a_path_is_absolute_and_its_patterns_are_letters() -> None:
    assert read_path(Path("/a'b/[c]*?")) == "'/a''b/[[]c][*][?]'"
    assert read_path(Path("~/f")) == f"'{Path.cwd()}/~/f'"


def test_no_other_room_hands_a_path_to_the_engine() -> None:
    by_sql = re.compile(
        r"(?:read_\w+|parquet_\w+|sniff_csv|glob)\(\{|\bCOPY\b|\bATTACH\b|from_(?:csv|parquet)\b|FROM '"
    )
    rooms = {path.relative_to(ROOT / "src" / "clsctl"): path.read_text("utf-8") for path in ROOT.glob("src/**/*.py")}
    asking = {
        str(room)
        for room, text in rooms.items()
        if ("clsctl.engine.connection" in text or "duckdb" in text) and by_sql.search(text)
    }
    assert asking == {"engine/connection.py"}
    # and there each call takes its path from `paths`
    calls = re.findall(r"(?:read_\w+|parquet_\w+|glob|TO )\(?\{(\w+)\(", rooms[Path("engine/connection.py")])
    assert set(calls) == {"read_path", "written_path"}


@pytest.mark.parametrize("name", ["\\[x]", "\udcff"])
def test_a_folder_for_copies_that_the_engine_cannot_open_is_refused(clsctl: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    done = clsctl("totals", env={"TMPDIR": str(tmp_path / name)})
    assert (done.returncode, done.stdout, os.listdir(tmp_path / name)) == (3, b"", [])  # noqa: PTH208 (names)
    assert b"Set TMPDIR to a folder" in done.stderr
