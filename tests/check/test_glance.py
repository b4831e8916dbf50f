"""On a terminal, marks by territoire and axe; everywhere else the long table; and which statuses fail."""

import shutil
from pathlib import Path

import pytest

from conftest import Run
from support.processes import on_terminal


def glance(*arguments: str, **environment: str) -> str:
    """The output of the program on a terminal of 80 columns; stderr stays apart."""
    env = {"NO_COLOR": "1", "COLUMNS": "80", "TERM": "xterm", **environment}
    return on_terminal(*arguments, env=env, with_talk=False)[1]


@pytest.fixture
def holed(tmp_path: Path, data: Path) -> Path:
    """The 2025 data with a gap, a known gap and a table without lines."""
    folder = tmp_path / "data"
    shutil.copytree(data, folder)
    published = folder / "published_2025.csv"
    text = published.read_text("utf-8").replace("Total Axe 1,20000", "Total Axe 1,20001")
    published.write_text(text + "2025,80,Somme,2,Total Axe 2,5000,1,\n", "utf-8")
    contracts = folder / "contracts_2025.csv"
    contracts.write_text(contracts.read_text("utf-8").replace(",750000,24,", ",570000,24,"), "utf-8")
    with (folder / "known_gaps_2025.csv").open("a", encoding="utf-8") as stream:
        stream.write("2025,248000531,Amiens Métropole,1,Total Axe 1,lignes,-1,coquille,L. Martin,2025-03-01\n")
    return folder


@pytest.mark.slow(reason="each case is a process on a pseudo-terminal")
@pytest.mark.posix
def test_a_terminal_shows_a_mark_per_table(holed: Path) -> None:
    out = glance("check", "--data", str(holed))
    rows = {line.split("  ")[0].strip(): line.split() for line in reversed(out.splitlines())}
    assert rows["Hauts-de-France"][1:] == ["·", "·", "·", "·", "≈"]
    assert rows["Nord"][1:] == ["✓", "✓", "✗", "✗"]
    assert rows["Somme"][1:] == ["✓", "?", "✓", "✓", "✓"]
    assert rows["Amiens Métropole"][2:] == ["≠", "✓", "✓", "✓", "·"]
    for mark, meaning in (("✗", "gap"), ("?", "no lines"), ("≠", "known gap"), ("≈", "rounded"), ("✓", "exact")):
        assert any(line.split() == [mark, *meaning.split()] for line in out.splitlines())
    assert "Published figures and the sums" not in out


@pytest.mark.posix
def test_the_marks_stand_under_their_axis(data: Path) -> None:
    out = glance("check", "--data", str(data)).splitlines()
    head = next(line for line in out if line.startswith("Territory"))
    aisne = next(line for line in out if line.startswith("Aisne"))
    places = [head.index(name) for name in ("Axis 1", "Axis 2", "Axis 3", "Axis 4", "Contract")]
    assert [aisne.ljust(80)[place] for place in places] == ["✓", " ", "✓", "✓", "✓"]


@pytest.mark.slow(reason="each case is a process on a pseudo-terminal")
@pytest.mark.posix
def test_the_marks_hold_where_the_terminal_knows_ascii_alone(holed: Path) -> None:
    out = glance("check", "--data", str(holed), PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    rows = {line.split("  ")[0].strip(): line.split() for line in reversed(out.splitlines())}
    assert out.isascii()
    assert rows["Nord"][1:] == ["v", "v", "X", "X"]
    assert rows["Amiens Metropole"][2:] == ["!", "v", "v", "v", "."]
    assert "X     gap" in out


@pytest.mark.slow(reason="each case is a process on a pseudo-terminal")
@pytest.mark.posix
@pytest.mark.parametrize("arguments", [("--all",), ("--format", "table")])
def test_the_long_table_comes_when_it_is_asked_for(arguments: tuple[str, ...], data: Path) -> None:
    out = glance("check", "--data", str(data), *arguments)
    assert "Published figures and the sums" in out
    assert "Coverage" not in out


def test_off_a_terminal_the_long_table_stays(clsctl: Run) -> None:
    assert clsctl("check").stdout.decode().startswith("Published figures and the sums of their lines")


def test_only_shows_one_status_and_keeps_the_exit_code(holed: Path, clsctl: Run) -> None:
    done = clsctl("check", "--data", str(holed), "--only", "sans_lignes", "--format", "csv")
    assert done.returncode == 1
    assert [row.split(",")[-1] for row in done.stdout.decode().splitlines()] == ["statut", "sans_lignes"]
    assert b"Nord" in done.stderr


@pytest.mark.parametrize(
    ("status", "code"),
    [(("non_publie",), 1), (("arrondi",), 1), (("ecart_connu",), 0), (("sans_lignes",), 0), ((), 0)],
)
def test_fail_on_says_which_statuses_fail(status: tuple[str, ...], code: int, clsctl: Run) -> None:
    arguments = [word for name in status for word in ("--fail-on", name)]
    done = clsctl("check", *arguments)
    assert done.returncode == code
    assert bool(done.stderr) == bool(code)


def test_fail_on_leaves_other_gaps_to_be_seen_without_failing(holed: Path, clsctl: Run) -> None:
    done = clsctl("check", "--data", str(holed), "--fail-on", "sans_lignes")
    assert done.returncode == 1
    assert done.stderr.decode().count("[ecart]") == 0
    assert done.stderr.decode().count("[sans_lignes]") == 1
    assert "✗ gap" in done.stdout.decode()


def test_an_unknown_status_is_refused_with_the_nearest(clsctl: Run) -> None:
    done = clsctl("check", "--only", "ecarts")
    assert done.returncode == 2
    assert b"ecart" in done.stderr


def test_the_strength_of_the_proof_counts_the_lines_that_could_vanish(tmp_path: Path, data: Path, clsctl: Run) -> None:
    for name in ("territoires.csv", "axes.csv"):
        shutil.copy(data / name, tmp_path)
    head = "exercice,territoire_code,territoire,axe,rang,objectif,action,montant,page,remarque\n"
    amounts = ("100", "200", "300", "5000", "")
    lines = [f"2025,02,Aisne,1,{rang},,a{rang},{montant},2,\n" for rang, montant in enumerate(amounts, 1)]
    (tmp_path / "contracts_2025.csv").write_text(head + "".join(lines), "utf-8")
    figure = "2025,02,Aisne,1,Total,6000,1000,2\n"
    header = "exercice,territoire_code,territoire,axe,libelle,montant,arrondi,page\n"
    (tmp_path / "published_2025.csv").write_text(header + figure, "utf-8")
    out = clsctl("check", "--data", str(tmp_path)).stdout.decode()
    # 5 600 euros; 6 000 to the thousand lets it fall to 5 500: 100 euros may go, no more.
    assert "Aisne (Total), printed to €1,000: of its 4 lines with an amount, 1 could vanish without this" in out
    assert "1 line with an amount could vanish without any of the figures showing it." in out


def test_every_line_could_vanish_where_no_figure_covers_it(tmp_path: Path, data: Path, clsctl: Run) -> None:
    shutil.copytree(data, tmp_path / "data")
    published = tmp_path / "data" / "published_2025.csv"
    kept = [row for row in published.read_text("utf-8").splitlines(keepends=True) if "Amiens" not in row]
    published.write_text("".join(kept), "utf-8")
    out = clsctl("check", "--data", str(tmp_path / "data")).stdout.decode()
    assert "Any one of 13 lines with an amount could vanish without any of the figures showing it." in out
