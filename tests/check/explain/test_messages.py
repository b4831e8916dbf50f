"""The printed messages, read without the data: twenty single errors, each with its line among the first candidates."""

import csv
import random
import re
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from clsctl.ligne import Ligne
from clsctl.montant import montant_text
from clsctl.vocabulary.schema import package
from conftest import Run
from injections import Error
from kinds import INJECTIONS
from worlds import bundled_world

KINDS = [
    "two digits exchanged",
    "× 10, × 100, × 1 000",
    "line entered twice",
    "wrong axis (the whole line moved)",
    "wrong territory (the whole line moved)",
]
DRAWN = [(kind, number) for kind in KINDS for number in range(4)]
CANDIDATE = re.compile(r"to verify, rank (\d+): (?:\S+): (\S+) “")


@pytest.mark.slow(reason="twenty errors are explained in whole runs")
@pytest.mark.parametrize(("kind", "number"), DRAWN)
def test_the_message_names_the_faulty_line(kind: str, number: int, tmp_path: Path, data: Path, clsctl: Run) -> None:
    error = _drawn(kind, number)
    _write(tmp_path, data, error.world.lignes)
    done = clsctl("check", "--data", str(tmp_path))
    assert done.returncode == 1
    named = CANDIDATE.findall(done.stderr.decode())
    faulty = {ligne.cle for ligne in error.world.lignes if ligne.line in error.lines}
    assert faulty & {cle for rank, cle in named if int(rank) <= 3}


def _drawn(kind: str, number: int) -> Error:
    chance = random.Random(1000 + number)
    while True:
        error = INJECTIONS[kind](bundled_world(), chance)
        if error is not None:
            return error


def _write(folder: Path, data: Path, lignes: tuple[Ligne, ...]) -> None:
    shutil.copy(data / "published_2025.csv", folder)
    names = package().schema("contracts").names
    with (folder / "contracts_2025.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([_cell(getattr(ligne, name)) for name in names] for ligne in lignes)


def _cell(value: object) -> str:
    return "" if value is None else montant_text(value) if isinstance(value, Decimal) else str(value)


def test_no_candidate_is_called_the_cause(tmp_path: Path, data: Path, clsctl: Run) -> None:
    _write(tmp_path, data, _drawn(KINDS[0], 0).world.lignes)
    said = clsctl("check", "--data", str(tmp_path)).stderr.decode()
    hints = [line for line in said.splitlines() if line.startswith("  →")]
    assert hints
    assert all("to verify" in line or "more candidate" in line for line in hints)
    assert "cause" not in said


def test_no_explain_says_the_gap_alone(tmp_path: Path, data: Path, clsctl: Run) -> None:
    _write(tmp_path, data, _drawn(KINDS[0], 0).world.lignes)
    done = clsctl("check", "--no-explain", "--data", str(tmp_path))
    assert done.returncode == 1
    assert "to verify" not in done.stderr.decode()


def test_an_earlier_version_names_the_line_that_was_lost(tmp_path: Path, data: Path, clsctl: Run) -> None:
    lignes = bundled_world().lignes
    _write(tmp_path, data, tuple(ligne for ligne in lignes if ligne.cle != "2025-02-1-14"))
    done = clsctl("check", "--data", str(tmp_path), "--against", str(data / "contracts_2025.csv"))
    first = CANDIDATE.findall(done.stderr.decode())[0]
    assert first == ("1", "2025-02-1-14")
    assert "lost since?" in done.stderr.decode()


def test_an_earlier_version_that_is_not_there_stops_the_check(tmp_path: Path, data: Path, clsctl: Run) -> None:
    _write(tmp_path, data, _drawn(KINDS[0], 0).world.lignes)
    done = clsctl("check", "--data", str(tmp_path), "--against", "nowhere.csv")
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"nowhere.csv: the file or folder does not exist" in done.stderr


def test_a_selection_of_figures_is_explained_by_all_of_them(tmp_path: Path, data: Path, clsctl: Run) -> None:
    """The contract total is not picked, but a candidate that would break it is none."""
    text = (data / "published_2025.csv").read_text(encoding="utf-8").replace("Total Axe 1,451922", "Total Axe 1,451900")
    _write(tmp_path, data, bundled_world().lignes)
    (tmp_path / "published_2025.csv").write_text(text, encoding="utf-8")
    said = clsctl("check", "--data", str(tmp_path), "--territoire", "Oise", "--axe", "1").stderr.decode()
    assert said.count("to verify, rank") == 1
    assert "the figure itself is suspect, €451,900 in place of €451,922?" in said


@pytest.mark.parametrize(("axe", "closed"), [(3, "2 gaps close"), (2, "the gap closes")])
def test_a_line_in_the_wrong_axis_is_said_to_close_the_gaps_that_there_are(
    axe: int, closed: str, tmp_path: Path, data: Path, clsctl: Run
) -> None:
    """No total is printed of axis 2 of the Oise: a line that strays there leaves one gap alone."""
    lignes = bundled_world().lignes
    table = [ligne for ligne in lignes if (ligne.territoire, ligne.axe) == ("Oise", 1)]
    last = 1 + sum((ligne.territoire, ligne.axe) == ("Oise", axe) for ligne in lignes)
    _write(tmp_path, data, tuple(replace(each, axe=axe, rang=last) if each is table[-1] else each for each in lignes))
    said = clsctl("check", "--data", str(tmp_path)).stderr.decode()
    assert f"in the wrong axis? {closed} if it belongs to Oise, axis 1" in said
