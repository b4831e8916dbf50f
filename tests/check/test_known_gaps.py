"""A known gap is shown and does not fail; one that changed or disappeared fails; a draft asks for its reason."""

import re
import shutil
from pathlib import Path

import pytest

from conftest import Run

HEADER = "exercice,territoire_code,territoire,axe,libelle,preuve,ecart,raison,signale_par,date\n"
KNOWN = "2025,248000531,Amiens Métropole,1,Total Axe 1,lignes,-1,coquille,L. Martin,2025-03-01\n"


@pytest.fixture
def folder(tmp_path: Path, data: Path) -> Path:
    """The 2025 data, in which one figure is a euro too great."""
    target = tmp_path / "data"
    shutil.copytree(data, target)
    published = target / "published_2025.csv"
    text = published.read_text(encoding="utf-8")
    published.write_text(text.replace("Total Axe 1,20000,", "Total Axe 1,20001,"), encoding="utf-8")
    return target


def known(folder: Path, *lines: str) -> None:
    (folder / "known_gaps_2025.csv").write_text(HEADER + "".join(lines), encoding="utf-8")


def test_a_gap_fails_until_it_is_known(folder: Path, clsctl: Run) -> None:
    assert clsctl("check", "--data", str(folder)).returncode == 1
    known(folder, KNOWN)
    done = clsctl("check", "--data", str(folder))
    assert (done.returncode, done.stderr) == (0, b"")
    out = done.stdout.decode()
    assert "≠ known gap" in out
    assert re.search(r"−€1 +coquille +L. Martin +2025-03-01", out)
    assert "1 with a known gap" in out


def test_a_known_gap_that_changed_fails_with_both_values(folder: Path, clsctl: Run) -> None:
    known(folder, KNOWN.replace(",-1,", ",-2,"))
    done = clsctl("check", "--data", str(folder))
    assert done.returncode == 1
    assert (
        "known_gaps_2025.csv:2: the known gap of 2025, Amiens Métropole, Total Axe 1 is −€2, but the gap is now −€1"
        in (done.stderr.decode())
    )
    assert "[known-gap-changed]" in done.stderr.decode()


@pytest.mark.parametrize(
    "gone", [KNOWN.replace("248000531,Amiens Métropole,1", "02,Aisne,1"), KNOWN.replace("Axe 1", "X")]
)
def test_a_known_gap_that_disappeared_fails(gone: str, folder: Path, clsctl: Run) -> None:
    known(folder, KNOWN, gone)
    done = clsctl("check", "--data", str(folder))
    assert done.returncode == 1
    assert "known_gaps_2025.csv:3:" in done.stderr.decode()
    assert "[known-gap-gone]" in done.stderr.decode()


def test_a_known_gap_of_a_figure_that_is_not_picked_is_left_alone(folder: Path, clsctl: Run) -> None:
    known(folder, KNOWN)
    done = clsctl("check", "--data", str(folder), "--territoire", "Nord")
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_figure_without_lines_may_be_known(folder: Path, clsctl: Run) -> None:
    with (folder / "published_2025.csv").open("a", encoding="utf-8") as stream:
        stream.write("2025,80,Somme,2,Total Axe 2,5000,1,\n")
    lost = "2025,80,Somme,2,Total Axe 2,lignes,,table non reçue,L. Martin,2025-03-01\n"
    axes = "2025,80,Somme,,Montant total du Pacte,axes,5000,table non reçue,L. Martin,2025-03-01\n"
    known(folder, KNOWN, lost, axes)
    assert clsctl("check", "--data", str(folder)).returncode == 0


def test_the_draft_holds_every_gap_and_waits_for_its_reason(folder: Path, clsctl: Run) -> None:
    done = clsctl("check", "--data", str(folder), "--write-known-gaps")
    assert done.returncode == 0
    text = (folder / "known_gaps_2025.csv").read_text(encoding="utf-8")
    assert text.startswith(HEADER + "2025,248000531,Amiens Métropole,1,Total Axe 1,lignes,-1,,,")
    unfinished = clsctl("check", "--data", str(folder))
    assert (unfinished.returncode, unfinished.stdout) == (3, b"")
    assert "known_gaps_2025.csv:2: “raison” is empty [missing-value]" in unfinished.stderr.decode()


def test_the_draft_keeps_reasons_and_drops_what_is_gone(folder: Path, clsctl: Run) -> None:
    known(folder, KNOWN, KNOWN.replace("248000531,Amiens Métropole,1", "02,Aisne,1"))
    clsctl("check", "--data", str(folder), "--write-known-gaps")
    assert (folder / "known_gaps_2025.csv").read_text(encoding="utf-8") == HEADER + KNOWN


def test_the_draft_needs_a_folder_of_the_users_own(clsctl: Run, data: Path) -> None:
    before = (data / "known_gaps_2025.csv").read_bytes()
    assert clsctl("check", "--write-known-gaps").returncode == 2
    assert (data / "known_gaps_2025.csv").read_bytes() == before


def test_a_gap_below_zero_is_no_amount_for_a_line(folder: Path, clsctl: Run) -> None:
    contracts = folder / "contracts_2025.csv"
    contracts.write_text(contracts.read_text("utf-8").replace(",217350,2,", ",-217350,2,"), "utf-8")
    done = clsctl("check", "--data", str(folder))
    assert done.returncode == 3
    assert b"[negative-montant]" in done.stderr
