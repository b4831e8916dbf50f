"""Files that no spreadsheet would write: each ends with its documented exit code, in bounded memory and output."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from clsctl.errors import ExitCode
from conftest import Run
from support.launched import OBEY, launched
from support.processes import on_terminal
from support.samples import HEADER, csv_text, line, write
from trial import invoke

COMMANDS = ("totals --data", "lines --data", "check --data", "info --data", "fmt", "fmt --check", "validate")
HEAD = ",".join(HEADER).encode() + b"\n"
SOUND = csv_text([line(1), line(2)]).encode()
ROW = "2025,02,Aisne,1,1,,{action},{montant},2,\n"


def montant(text: str) -> bytes:
    return HEAD + ROW.format(action="une action", montant=text).encode()


# A content, the slug that names what is wrong with it, and whether it is no table at all.
NO_TABLE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "empty-file"),
    "blank-lines": (b"\n\r\n\n", "empty-file"),
    "no-header": (b"2025,02,Aisne,1,1,,une action,100,2,\n", "no-header"),
    "binary": (bytes(range(256)) * 40, "no-header"),
    "nul": (b"\0" * 5000, "no-header"),
    "commas": (b"," * 5000 + b"\n", "empty-file"),
    "one-line": (b"a" * 50_000, "no-header"),
    "zip": (b"PK\x03\x04" + b"\xff" * 500, "no-table"),
    "parquet": (b"PAR1" + b"\0" * 500 + b"PAR1", "no-table"),
    "json": (b'{"rows": [', "no-table"),
    "nested-json": (b"[" * 20_000, "no-table"),
}
BROKEN: dict[str, tuple[bytes, str]] = {
    "nul-in-a-cell": (montant("1").replace(b"une", b"u\0e"), "nul-byte"),
    "duplicate-header": (HEAD.replace(b"page", b"axe") + b"x", "duplicate-column"),
    "missing-header": (HEAD.replace(b",montant", b""), "missing-column"),
    "quote-never-closed": (SOUND + b'2025,02,Aisne,1,3,,"open,1,2,\n' * 500, "open-quote"),
    "quote-in-the-middle": (HEAD + b'2025,02,Aisne,1,1,,"a"b,1,2,\n', "open-quote"),
    "no-utf-8": (SOUND.replace(b"Aisne", "Aisne é".encode() + b"\xff\x81"), "encoding"),
    "cut-off": (SOUND[:-12], "column-count"),
    "too-many-cells": (SOUND + b"2025,02,Aisne,1,3,,a,1,2,,,,x\n", "column-count"),
    "negative": (montant("-1"), "negative-montant"),
    "minus-sign": (montant("−1"), "negative-montant"),
    "huge": (montant("1" * 17), "not-a-montant"),
    "huge-float": (montant("1e400"), "not-a-montant"),
    "nan": (montant("NaN"), "not-a-montant"),
    "inf": (montant("inf"), "not-a-montant"),
    "three-decimals": (montant("1000.005"), "not-a-montant"),
    "two-readings": (montant("1.234"), "ambiguous-montant"),
    "digits-of-another-script": (montant("١٢٣"), "not-a-montant"),
    "formula": (montant('"=1+1"'), "not-a-montant"),
    "bidirectional": (montant("\u202e100"), "not-a-montant"),
    "escape": (montant("\x1b[2J100"), "not-a-montant"),
    "markup": (montant("[bold]100[/]"), "not-a-montant"),
    "repeated-key": (SOUND + SOUND.splitlines()[1] + b"\n", "duplicate-key"),
    "hole": (HEAD + b"2025,02,Aisne,1,2,,a,1,2,\n", "rang-hole"),
    "rang-zero": (HEAD + b"2025,02,Aisne,1,0,,a,1,2,\n", "out-of-bounds"),
    "huge-rang": (HEAD + b"2025,02,Aisne,1,99999999999999999999,,a,1,2,\n", "not-an-integer"),
}


HOSTILE = {**NO_TABLE, **BROKEN}


def is_said_safely(said: str, slug: str) -> bool:
    return f"[{slug}]" in said and len(said) < 20_000 and not re.search(r"Traceback|[\x00\x1b\u202e]", said)


# With processes of their own, whose streams are real; all are tried in this one.
ALONE = ("binary", "nul-in-a-cell", "bidirectional", "escape")


@pytest.mark.parametrize("name", ALONE)
def test_a_hostile_file_gets_its_findings_and_no_answer(name: str, program: Run, tmp_path: Path) -> None:
    content, slug = HOSTILE[name]
    (tmp_path / "x.csv").write_bytes(content)
    done = program("totals", "--data", "x.csv")
    assert (done.returncode, done.stdout) == (ExitCode.UNREADABLE, b"")
    assert is_said_safely(done.stderr.decode(), slug)
    judged = program("validate", "x.csv")
    assert judged.returncode == (ExitCode.CONTRADICTION if name in BROKEN else ExitCode.UNREADABLE)
    assert is_said_safely(judged.stdout.decode(), slug)


@pytest.mark.parametrize("name", HOSTILE)
def test_every_command_refuses_a_hostile_file(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    content, slug = HOSTILE[name]
    Path("x.csv").write_bytes(content)
    *others, judge = COMMANDS
    number = list(HOSTILE).index(name)
    for command in (others[number % len(others)], judge):
        end = invoke(*command.split(), "x.csv")
        is_judged = command == judge and name in BROKEN
        assert end.code == (ExitCode.CONTRADICTION if is_judged else ExitCode.UNREADABLE)
        assert is_said_safely(end.out + end.talk, slug)
        assert command == judge or end.out == ""


@pytest.mark.parametrize("command", ["totals --data", "fmt --check", "validate", "check --data"])
def test_a_header_alone_is_sound(command: str, clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(HEAD)
    done = clsctl(*command.split(), "x.csv")
    expected = ExitCode.UNREADABLE if command.startswith("check") else ExitCode.NOTHING_TO_REPORT
    assert done.returncode == expected, done.stderr  # check: there is no year, hence no figure to compare with


@pytest.mark.parametrize("command", ["totals --data", "validate", "check --published"])
def test_a_folder_in_place_of_a_file(command: str, clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    done = clsctl(*command.split(), "folder")
    assert (done.returncode, done.stdout) == (ExitCode.UNREADABLE, b"")
    assert b"Traceback" not in done.stderr


@pytest.mark.posix
@pytest.mark.parametrize("arguments", ["totals --data /dev/null", "fmt /proc/self/mem"])
def test_a_device_in_place_of_a_file(arguments: str, clsctl: Run) -> None:
    done = clsctl(*arguments.split())
    assert done.returncode == ExitCode.UNREADABLE
    assert b"Traceback" not in done.stderr


@pytest.mark.posix
@pytest.mark.parametrize("command", ["totals --data", "validate", "fmt --in-place"])
def test_a_file_without_permission(command: str, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(SOUND)
    (tmp_path / "x.csv").chmod(0)
    end = launched(OBEY, [], *command.split(), "x.csv", cwd=tmp_path)
    assert (end.code, end.out) == (ExitCode.UNREADABLE, "")
    assert "x.csv: the file cannot be read" in end.talk


@pytest.mark.posix
@pytest.mark.parametrize("command", ["totals --data", "fmt --in-place"])
def test_a_file_that_the_system_refuses(command: str, clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "x.csv").symlink_to("x.csv")
    done = clsctl(*command.split(), "x.csv")
    assert done.returncode == ExitCode.UNREADABLE
    assert b"Traceback" not in done.stderr


def test_a_key_that_two_files_repeat_names_both(clsctl: Run, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        write(tmp_path / name, [line(1)])
    done = clsctl("totals", "--data", "a.csv", "--data", "b.csv")
    assert done.returncode == ExitCode.UNREADABLE
    assert "b.csv:2: the key 2025-02-1-01 is already at a.csv:2 [duplicate-key]" in done.stderr.decode()


def test_the_greatest_amounts_are_summed_exactly(clsctl: Run, tmp_path: Path) -> None:
    greatest = Decimal("9999999999999999.99")
    write(tmp_path / "x.csv", [line(rang, montant=str(greatest)) for rang in range(1, 1001)])
    done = clsctl("totals", "--data", "x.csv")
    assert done.returncode == 0
    assert ",1000,0,9999999999999999990,100.00" in done.stdout.decode()


LABELS = ("[/]", "[bold]x[/bold]", ":house:", "\x1b[2J", "a\u202eb", "=1+1", "@SUM(A1)", "+1", "-1", "<b>&amp;", "a|b")


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    return write(tmp_path / "x.csv", [line(rang, action=label) for rang, label in enumerate(LABELS, 1)])


@pytest.mark.posix
def test_a_terminal_shows_hostile_labels_letter_by_letter(labelled: Path) -> None:
    code, shown = on_terminal("lines", "--format", "table", "--data", str(labelled), columns=150)
    assert code == 0
    assert all(label in shown for label in LABELS if label.isprintable())
    assert not re.search(r"\x1b\[2J|\u202e|🏠", shown)


def test_a_spreadsheet_runs_no_label_as_a_formula(labelled: Path, clsctl: Run) -> None:
    done = clsctl("lines", "--format", "excel-fr", "--data", str(labelled))
    cells = [cell for row in done.stdout.decode("utf-8-sig").splitlines() for cell in row.split(";")]
    assert done.returncode == 0
    assert {"'=1+1", "'@SUM(A1)", "'+1", "'-1"} <= set(cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_a_machine_gets_hostile_labels_unaltered(labelled: Path, clsctl: Run) -> None:
    done = clsctl("lines", "--format", "csv", "--data", str(labelled))
    assert done.returncode == 0
    assert all(f",{label}," in done.stdout.decode() for label in LABELS)
