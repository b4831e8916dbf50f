"""The format of an answer, and the writing of a file: whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from conftest import ROOT, Run
from support.processes import session

STARTS = {
    "csv": b"axe,libelle,",
    "json": b'{\n  "schema_version"',
    "markdown": b"**Amounts by axis**",
    "tsv": b"axe\tlibelle\t",
}


@pytest.mark.parametrize(
    ("arguments", "env", "expected"),
    [
        ([], {}, "csv"),
        ([], {"CLSCTL_FORMAT": "json"}, "json"),
        ([], {"CLSCTL_FORMAT": "auto"}, "csv"),
        (["--format", "tsv"], {"CLSCTL_FORMAT": "json"}, "tsv"),
        (["--format", "auto"], {"CLSCTL_FORMAT": "json"}, "csv"),
        (["-f", "JSON"], {}, "json"),
        (["-o", "x.md"], {"CLSCTL_FORMAT": "json"}, "markdown"),
        (["-o", "x.MD"], {}, "markdown"),
        (["-o", "x.md", "--format", "tsv"], {"CLSCTL_FORMAT": "json"}, "tsv"),
        (["-o", "x", "--format", "tsv"], {}, "tsv"),
        (["-o", "-"], {"CLSCTL_FORMAT": "json"}, "json"),
    ],
)
def test_format_then_ending_then_the_variable_then_auto(
    clsctl: Run, tmp_path: Path, arguments: list[str], env: dict[str, str], expected: str
) -> None:
    done = clsctl("totals", *arguments, env=env)
    assert done.returncode == 0, done.stderr
    written = b"".join(path.read_bytes() for path in tmp_path.glob("x*"))
    assert (written or done.stdout).startswith(STARTS[expected])
    assert not (written and done.stdout)


@pytest.mark.parametrize(
    ("arguments", "env"),
    [
        (["-o", "x.foo"], {}),
        (["-o", "x"], {}),
        (["-o", "."], {}),
        (["-o", ""], {}),
        (["--format", "xml"], {}),
        (["--format", ""], {}),
        ([], {"CLSCTL_FORMAT": "xml"}),
    ],
)
def test_an_unknown_ending_or_format_writes_nothing(
    clsctl: Run, tmp_path: Path, arguments: list[str], env: dict[str, str]
) -> None:
    done = clsctl("totals", *arguments, env=env)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().count("→") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(clsctl: Run) -> None:
    done = clsctl("totals", "-o", "nowhere/x.csv")
    assert done.returncode == 3
    assert "nowhere/x.csv" in done.stderr.decode()


@pytest.mark.posix
@pytest.mark.skipif(getattr(os, "geteuid", int)() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_keeps_the_old_file(clsctl: Run, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    (folder / "x.csv").write_text("old", encoding="utf-8")
    folder.chmod(0o555)
    assert clsctl("totals", "-o", "locked/x.csv").returncode == 3
    assert (folder / "x.csv").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("arguments", [["--territoire", "x"], ["--data", "nope"], ["--by", "x"]])
def test_a_command_that_fails_keeps_the_old_file(clsctl: Run, tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "x.csv").write_text("old", encoding="utf-8")
    assert clsctl("totals", "-o", "x.csv", *arguments).returncode in {2, 3}
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("x.csv", "old")]


@pytest.mark.posix
def test_a_file_keeps_its_mode_and_a_link_to_it_stays(clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real = tmp_path / "real" / "x.csv"
    real.write_text("old", encoding="utf-8")
    real.chmod(0o640)
    (tmp_path / "link.csv").symlink_to(Path("real") / "x.csv")
    assert clsctl("totals", "-o", "link.csv").returncode == 0
    assert (tmp_path / "link.csv").is_symlink()
    assert real.read_bytes().startswith(STARTS["csv"])
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert [path.name for path in (tmp_path / "real").iterdir()] == ["x.csv"]


@pytest.mark.posix
def test_a_new_file_has_the_mode_that_the_umask_says(tmp_path: Path) -> None:
    assert session("umask 027; $CLSCTL totals -o x.csv", tmp_path).returncode == 0
    assert stat.S_IMODE((tmp_path / "x.csv").stat().st_mode) == 0o640


@pytest.mark.posix
def test_a_link_to_nothing_yet_makes_the_file(clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to("new.csv")
    assert clsctl("totals", "-o", "link.csv").returncode == 0
    assert (tmp_path / "new.csv").is_file()


@pytest.mark.posix
@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("totals", "contracts_2025.csv"),
        ("totals", "territoires.csv"),
        ("totals", "axes.csv"),
        ("totals", "link.csv"),
        ("totals", "published_2025.csv"),
        ("check", "published_2025.csv"),
    ],
)
def test_no_file_of_the_data_is_overwritten(clsctl: Run, tmp_path: Path, name: str, command: str) -> None:
    for path in (ROOT / "data").glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "link.csv").symlink_to("contracts_2025.csv")
    before = (tmp_path / name).read_bytes()
    done = clsctl(command, "--data", "contracts_2025.csv", "-o", name)
    assert (done.returncode, done.stdout) == (2, b"")
    assert "it would be overwritten" in done.stderr.decode()
    assert (tmp_path / name).read_bytes() == before


def test_a_data_file_whose_name_the_engine_would_expand_is_kept_too(clsctl: Run, tmp_path: Path) -> None:
    path = tmp_path / "a[1]*.csv"
    path.write_bytes((ROOT / "data" / "contracts_2025.csv").read_bytes())
    assert clsctl("totals", "--data", path.name, "-o", path.name).returncode == 2


def test_a_published_file_named_elsewhere_is_kept_too(clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "figures.csv").write_bytes((ROOT / "data" / "published_2025.csv").read_bytes())
    assert clsctl("check", "--published", "figures.csv", "-o", "figures.csv").returncode == 2


@pytest.mark.slow(reason="each case is a process")
@pytest.mark.posix
def test_a_device_or_a_pipe_is_written_as_it_is(tmp_path: Path) -> None:
    done = session("$CLSCTL totals -f csv -o /dev/stdout | cat; $CLSCTL totals -f csv -o >(cat)", tmp_path)
    assert done.stdout.encode().count(STARTS["csv"]) == 2
    assert session("$CLSCTL totals -f csv -o /dev/full", tmp_path).returncode == 3


def test_csv_is_the_same_in_a_file_and_in_a_pipe(clsctl: Run, tmp_path: Path) -> None:
    assert clsctl("totals", "-o", "x.csv").returncode == 0
    assert (tmp_path / "x.csv").read_bytes() == clsctl("totals").stdout


def test_excel_fr_has_a_bom_semicolons_commas_and_crlf(clsctl: Run) -> None:
    out = clsctl("totals", "--format", "excel-fr").stdout
    assert out.startswith(b"\xef\xbb\xbfaxe;libelle;")
    assert out.count(b"\r\n") == out.count(b"\n") == 5
    assert b";14392105;49,61\r\n" in out


@pytest.mark.parametrize("form", ["csv", "tsv", "excel-fr"])
def test_what_a_bare_table_has_no_place_for_goes_to_stderr(clsctl: Run, form: str) -> None:
    done = clsctl("totals", "--format", form)
    assert done.stderr.decode() == "Note: 6 lines have no amount in the source and are left out of the sums.\n"
    assert clsctl("totals", "--format", "json").stderr == b""
