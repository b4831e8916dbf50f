"""Files that no spreadsheet would write: each ends with its documented exit code, in bounded memory and output."""

import csv
import os
import re
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from clsctl.errors import ExitCode
from conftest import ENVIRONMENT, PROGRAM, Run
from samples import HEADER, csv_text, line, write

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
    "commas": (b"," * 100_000 + b"\n", "empty-file"),
    "one-line": (b"a" * 3_000_000, "no-header"),
    "zip": (b"PK\x03\x04" + b"\xff" * 500, "no-table"),
    "parquet": (b"PAR1" + b"\0" * 500 + b"PAR1", "no-table"),
    "json": (b'{"rows": [', "no-table"),
    "nested-json": (b"[" * 100_000, "no-table"),
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


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_its_findings_and_no_answer(name: str, clsctl: Run, tmp_path: Path) -> None:
    content, slug = HOSTILE[name]
    (tmp_path / "x.csv").write_bytes(content)
    others = COMMANDS[:-1]
    for command in ("totals --data", others[list(HOSTILE).index(name) % len(others)], "validate"):
        done = clsctl(*command.split(), "x.csv")
        is_judged = command == "validate" and name in BROKEN
        assert done.returncode == (ExitCode.CONTRADICTION if is_judged else ExitCode.UNREADABLE)
        said = (done.stdout + done.stderr).decode()
        assert f"[{slug}]" in said
        assert "Traceback" not in said
        assert len(said) < 20_000
        assert not re.search(r"[\x00\x1b\u202e]", said)
        assert command == "validate" or done.stdout == b""


@pytest.mark.parametrize("command", COMMANDS)
def test_a_header_alone_is_sound(command: str, clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(HEAD)
    done = clsctl(*command.split(), "x.csv")
    expected = ExitCode.UNREADABLE if command.startswith("check") else ExitCode.NOTHING_TO_REPORT
    assert done.returncode == expected, done.stderr  # check: there is no year, hence no figure to compare with


@pytest.mark.parametrize("command", ["validate", "fmt", "totals --published", "check --published"])
def test_a_folder_in_place_of_a_file(command: str, clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    expected = ExitCode.USAGE if command.startswith("totals") else ExitCode.UNREADABLE
    assert clsctl(*command.split(), "folder").returncode == expected


@pytest.mark.parametrize("device", ["/dev/null", "/proc/self/mem"])
@pytest.mark.parametrize("command", ["totals --data", "validate", "fmt"])
def test_a_device_in_place_of_a_file(command: str, device: str, clsctl: Run) -> None:
    done = clsctl(*command.split(), device)
    assert done.returncode == ExitCode.UNREADABLE
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything; a loop of links stands in for it below")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_without_permission(command: str, clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(SOUND)
    (tmp_path / "x.csv").chmod(0)
    done = clsctl(*command.split(), "x.csv")
    assert done.returncode == ExitCode.UNREADABLE
    assert b"the file cannot be read" in done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_the_system_refuses(command: str, clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "x.csv").symlink_to("x.csv")
    done = clsctl(*command.split(), "x.csv")
    assert done.returncode == ExitCode.UNREADABLE
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_hundred_thousand_columns_are_read_and_not_all_named(separator: str, clsctl: Run, tmp_path: Path) -> None:
    header = (*HEADER, *(f"c{number}" for number in range(100_000)))
    (tmp_path / "x.csv").write_text(csv_text([line(1), line(2)], separator, header=header), "utf-8")
    done = clsctl("totals", "--data", "x.csv")
    assert done.returncode == 0
    assert b",2,0,200,100.00" in done.stdout
    assert "… (100000)".encode() in done.stderr
    assert len(done.stderr) < 1000


@pytest.mark.parametrize("cell", ["x" * 10_000_000, 'a "quoted"\n' * 900_000], ids=["one-line", "many-lines"])
@pytest.mark.parametrize("command", ["totals --data", "lines --data", "validate", "fmt"])
def test_ten_megabytes_in_a_cell_are_read(command: str, cell: str, tmp_path: Path) -> None:
    write(tmp_path / "x.csv", [line(1, action=cell), line(2)])
    end = measured(*command.split(), str(tmp_path / "x.csv"))
    assert end.code == 0, end.talk
    assert end.mebibytes < 700
    if command in {"lines --data", "fmt"}:
        csv.field_size_limit(2**31 - 1)
        (first, _second) = csv.DictReader(end.out.splitlines(keepends=True))
        assert first["action"] == cell


@pytest.mark.parametrize("name", ["montant", "axe", "territoire", "page", "rang"])
def test_ten_megabytes_in_a_cell_of_numbers_are_a_short_finding(name: str, tmp_path: Path) -> None:
    write(tmp_path / "x.csv", [{**line(1), name: "1" * 10_000_000}])
    end = measured("totals", "--data", str(tmp_path / "x.csv"))
    assert (end.code, end.out) == (ExitCode.UNREADABLE, "")
    assert len(end.talk) < 2000


MILLION, MANY = 1_000_000, 100_000
FINDINGS: dict[str, tuple[Callable[[], str], dict[str, int]]] = {
    "short-lines": (lambda: csv_text([]) + "a,b\n" * MILLION, {"column-count": MILLION}),
    "cells": (
        lambda: csv_text(line(rang, montant="-1", page="?") for rang in range(1, MANY + 1)),
        {"negative-montant": MANY, "not-an-integer": MANY},
    ),
    "repeated-keys": (lambda: csv_text(line(1) for _again in range(MANY)), {"duplicate-key": MANY - 1}),
    "holes": (lambda: csv_text(line(2 * rang) for rang in range(1, MANY + 1)), {"rang-hole": MANY}),
}


@pytest.mark.parametrize("name", FINDINGS)
def test_a_million_findings_are_counted_exactly_in_bounded_memory(name: str, tmp_path: Path) -> None:
    content, counts = FINDINGS[name]
    (tmp_path / "x.csv").write_text(content(), "utf-8")
    end = measured("totals", "--data", str(tmp_path / "x.csv"))
    assert (end.code, end.out) == (ExitCode.UNREADABLE, "")
    for slug, count in counts.items():
        shown = end.talk.count(f"[{slug}]")
        assert shown == 20
        assert f"and {count - shown} more of the kind {slug}" in end.talk
    assert f"{sum(counts.values())} findings" in end.talk
    assert len(end.talk) < 20_000
    assert end.mebibytes < (900 if name in {"repeated-keys", "holes"} else 200)  # those are sorted by the engine


def test_a_key_that_two_files_repeat_names_both(clsctl: Run, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        write(tmp_path / name, [line(1)])
    done = clsctl("totals", "--data", "a.csv", "--data", "b.csv")
    assert done.returncode == ExitCode.UNREADABLE
    assert "b.csv:2: the key 2025-02-1-01 stands already at a.csv:2 [duplicate-key]" in done.stderr.decode()


def test_the_greatest_amounts_are_summed_exactly(clsctl: Run, tmp_path: Path) -> None:
    greatest = Decimal("9999999999999999.99")
    write(tmp_path / "x.csv", [line(rang, montant=str(greatest)) for rang in range(1, 1001)])
    done = clsctl("totals", "--data", "x.csv")
    assert done.returncode == 0
    assert ",1000,0,9999999999999999990,100.00" in done.stdout.decode()


@dataclass(frozen=True, slots=True)
class End:
    """How a process ended, what it said, and the most memory that it held."""

    code: int
    out: str
    talk: str
    mebibytes: float


def measured(*arguments: str) -> End:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as talk:
        with subprocess.Popen([PROGRAM, *arguments], stdout=out, stderr=talk, env=ENVIRONMENT) as process:
            _pid, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0), talk.seek(0)
        return End(process.returncode, out.read().decode(), talk.read().decode(), usage.ru_maxrss / 1024)
