"""Files of a size that nobody foresaw: read or refused, in bounded memory and few words."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from clsctl.errors import ExitCode
from conftest import Run
from support.launched import measured
from support.samples import HEADER, csv_text, line, write


def test_a_hundred_thousand_columns_are_read_and_not_all_named(clsctl: Run, tmp_path: Path) -> None:
    header = (*HEADER, *(f"c{number}" for number in range(100_000)))
    (tmp_path / "x.csv").write_text(csv_text([line(1), line(2)], ";", header=header), "utf-8")
    done = clsctl("totals", "--data", "x.csv")
    assert done.returncode == 0
    assert b",2,0,200,100.00" in done.stdout
    assert "… (100000)".encode() in done.stderr
    assert len(done.stderr) < 1000


WIDE, LONG = "x" * 10_000_000, ('a "quoted" text of some words; ' * 16 + "\n") * 20_000


@pytest.mark.posix
@pytest.mark.parametrize(
    ("command", "cell"),
    [("totals --data", LONG), ("validate", WIDE), ("fmt", WIDE)],
    ids=["totals", "validate", "fmt"],
)
def test_ten_megabytes_in_a_cell_are_read(command: str, cell: str, tmp_path: Path) -> None:
    write(tmp_path / "x.csv", [line(1, action=cell), line(2)])
    end = measured(*command.split(), str(tmp_path / "x.csv"))
    assert end.code == 0, end.talk
    assert end.mebibytes < 700
    if command == "fmt":
        csv.field_size_limit(2**31 - 1)
        (first, _second) = csv.DictReader(end.out.splitlines(keepends=True))
        assert first["action"] == cell


@pytest.mark.posix
def test_ten_megabytes_in_a_cell_of_numbers_are_a_short_finding(tmp_path: Path) -> None:
    write(tmp_path / "x.csv", [line(1, montant="1" * 10_000_000)])
    end = measured("totals", "--data", str(tmp_path / "x.csv"))
    assert (end.code, end.out) == (ExitCode.UNREADABLE, "")
    assert len(end.talk) < 2000


MILLION, MANY = 1_000_000, 20_000
FINDINGS: dict[str, tuple[Callable[[], str], dict[str, int]]] = {
    "short-lines": (lambda: csv_text([]) + "a,b\n" * MILLION, {"column-count": MILLION}),
    "cells": (
        lambda: csv_text(line(rang, montant="-1", page="?") for rang in range(1, MANY + 1)),
        {"negative-montant": MANY, "not-an-integer": MANY},
    ),
    "repeated-keys": (lambda: csv_text(line(1) for _again in range(MANY)), {"duplicate-key": MANY - 1}),
    "holes": (lambda: csv_text(line(2 * rang) for rang in range(1, MANY + 1)), {"rang-hole": MANY}),
}


@pytest.mark.posix
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
    assert end.mebibytes < (900 if name in {"repeated-keys", "holes"} else 200)  # sorted by the engine
