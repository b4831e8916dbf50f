"""The promise of `check`, held against every line of 2025: no change goes unseen."""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from clsctl.dataset.opening import open_dataset
from clsctl.finding import Findings, InvalidDataError
from clsctl.questions.check.known_gaps import Accepted
from clsctl.questions.check.outcome import report
from clsctl.questions.check.proof import Proof, Statut, prove
from clsctl.vocabulary.referentiel import Referentiel
from clsctl.vocabulary.selection import Selection
from conftest import ROOT, Run
from support.samples import PARTIES, Cells, bundled, csv_text, read, write

pytestmark = pytest.mark.slow(reason="every line of 2025 is changed, moved and deleted")

ROWS = bundled()
PAGES = {(row["territoire_code"], row["axe"]): row["page"] for row in ROWS}
WITH_CONTRACT_TOTAL = {"02", "59", "60", "62", "80"}
EACH_PARTY = pytest.mark.parametrize("code", PARTIES)


@pytest.fixture(autouse=True)
def _every_finding_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """One reading tells of all files; else those with the first twenty findings of a kind are told at a time."""
    for module in ("clsctl.finding", "clsctl.verdict.relations"):
        monkeypatch.setattr(f"{module}.KEPT_PER_RULE", 10_000)


@dataclass(frozen=True, slots=True)
class Judged:
    """The exit code that `check` would end with, and the proof with its territoires where there is one."""

    code: int
    proof: Proof | None = None
    referentiel: Referentiel | None = None


def judged(folder: Path, changes: Sequence[Sequence[Cells]]) -> list[Judged]:
    """The verdict on each file of lines: each in a year of its own, so that one reading judges many."""
    years = {2025 + number: rows for number, rows in enumerate(changes)}
    found: dict[int, Judged] = {}
    while sound := {year: rows for year, rows in years.items() if year not in found}:
        lines = [{**row, "exercice": str(year)} for year, rows in sound.items() for row in rows]
        path = write(folder / "contracts_2025.csv", lines)
        try:
            with open_dataset([str(path)]) as dataset:
                proof = prove(dataset, dataset.figures([published(folder, sound)]), Selection())
                found |= {year: _judged(of_year(proof, year), dataset.referentiel) for year in sound}
        except InvalidDataError as error:
            places = [finding.place.line for finding in error.findings.kept]
            found |= {int(lines[place - 2]["exercice"]): Judged(3) for place in places if place}
    return [found[year] for year in years]


def _judged(proof: Proof, referentiel: Referentiel) -> Judged:
    return Judged(0 if proof.holds else 1, proof, referentiel)


def of_year(proof: Proof, year: int) -> Proof:
    kept = [[each for each in part if each.scope.exercice == year] for part in (proof.figures, proof.axes)]
    return Proof(tuple(kept[0]), tuple(kept[1]), ())


def published(folder: Path, years: Iterable[int]) -> Path:
    """The figures of 2025, as if each year had printed them."""
    path, figures = folder / "published_2025.csv", read(ROOT / "data" / "published_2025.csv")
    path.write_text(
        csv_text(({**row, "exercice": str(year)} for year in years for row in figures), header=list(figures[0])),
        "utf-8",
    )
    return path


def codes(folder: Path, changes: Sequence[Sequence[Cells]]) -> list[int]:
    return [each.code for each in judged(folder, changes)]


def places(code: str, *, priced: bool = True) -> list[int]:
    """The lines of a territoire, by their place in the file."""
    return [i for i, row in enumerate(ROWS) if row["territoire_code"] == code and (row["montant"] or not priced)]


def euros(amount: int) -> str:
    return f"€{amount:,}"


def test_the_118_priced_lines_are_all_tried() -> None:
    assert sum(len(places(code)) for code in PARTIES) == 118
    assert sum(len(places(code, priced=False)) for code in PARTIES) == 124


def test_the_data_as_they_are_hold(tmp_path: Path) -> None:
    (found,) = judged(tmp_path, [ROWS])
    assert found.proof is not None
    assert (found.code, len(found.proof.figures), len(found.proof.axes)) == (0, 29, 5)


@EACH_PARTY
def test_one_euro_on_any_line_is_named_with_both_values_and_the_page(code: str, tmp_path: Path) -> None:
    steps = {i: 1 if i % 2 else -1 for i in places(code)}
    changes = [changed(i, {"montant": str(Decimal(ROWS[i]["montant"]) + step)}) for i, step in steps.items()]
    for (i, step), found in zip(steps.items(), judged(tmp_path, changes), strict=True):
        row = ROWS[i]
        assert found.code == 1
        messages = contradictions(found)
        axis = next(m for m in messages if f"{row['territoire']}, Total Axe {row['axe']} (page {row['page']})" in m)
        whole = int(sum(Decimal(each["montant"] or 0) for each in table(ROWS, row)))
        assert f"published {euros(whole)}" in axis
        assert euros(whole + step) in axis
        totals = [m for m in messages if f"{row['territoire']}, Montant total du Pacte" in m]
        assert len(totals) == (code in WITH_CONTRACT_TOTAL)
        assert len(messages) == 1 + len(totals)


def changed(i: int, cells: Cells) -> list[Cells]:
    """The lines with other cells in line `i`."""
    return [{**row, **cells} if row is ROWS[i] else row for row in ROWS]


def contradictions(found: Judged) -> list[str]:
    assert found.proof is not None
    assert found.referentiel is not None
    accepted = Accepted(found.proof, {}, Findings())
    outcomes = report(accepted, {}, {Statut.ECART, Statut.SANS_LIGNES}, found.referentiel).outcomes
    return [outcome.message for outcome in outcomes if outcome.fails]


@EACH_PARTY
def test_a_line_moved_to_another_axis_is_seen_even_where_the_rangs_are_mended(code: str, tmp_path: Path) -> None:
    others = {"1": "3", "3": "4", "4": "1", "2": "1"}
    moved = [mended(i, {"axe": others[ROWS[i]["axe"]]}) for i in places(code)]
    assert set(codes(tmp_path, moved)) == {1}


@EACH_PARTY
def test_a_line_moved_to_another_territoire_is_seen_even_where_the_rangs_are_mended(code: str, tmp_path: Path) -> None:
    other = neighbour(code)
    moved = [mended(i, {"territoire_code": other, "territoire": PARTIES[other]}) for i in places(code)]
    assert set(codes(tmp_path, moved)) == {1}


def neighbour(code: str) -> str:
    """Another territoire."""
    every = list(PARTIES)
    return every[(every.index(code) + 1) % len(every)]


@EACH_PARTY
def test_a_line_moved_with_its_rang_breaks_the_key_or_the_figures(code: str, tmp_path: Path) -> None:
    other = neighbour(code)
    to_axe = [changed(i, {"axe": str(int(ROWS[i]["axe"]) % 4 + 1)}) for i in places(code)]
    to_other = [changed(i, {"territoire_code": other, "territoire": PARTIES[other]}) for i in places(code)]
    assert set(codes(tmp_path, to_axe + to_other)) <= {1, 3}


@EACH_PARTY
def test_a_line_deleted_is_seen_but_for_one_without_amount_at_the_end_of_its_table(code: str, tmp_path: Path) -> None:
    own = places(code, priced=False)
    ends = codes(tmp_path, [ROWS[:i] + ROWS[i + 1 :] for i in own])
    unseen = [ROWS[i] for i, end in zip(own, ends, strict=True) if end == 0]
    last = [row for row in ROWS if not row["montant"] and row is table(ROWS, row)[-1]]
    assert unseen == [row for row in last if row["territoire_code"] == code]


def test_the_one_line_that_leaves_no_trace_is_known() -> None:
    """data/README.md says so."""
    (row,) = [row for row in ROWS if not row["montant"] and row is table(ROWS, row)[-1]]
    key = f"{row['exercice']}-{row['territoire_code']}-{row['axe']}-{int(row['rang']):02d}"
    assert key in (ROOT / "data" / "README.md").read_text(encoding="utf-8").rpartition("ni le rang")[0]


def table(rows: Sequence[Cells], like: Cells) -> list[Cells]:
    """The lines of the same exercice, territoire and axe."""
    names = ("exercice", "territoire_code", "axe")
    return [row for row in rows if all(row[name] == like[name] for name in names)]


def mended(i: int, cells: Cells) -> list[Cells]:
    """The lines with line `i` moved to the end of another table, and every table numbered anew without holes."""
    moved = {**ROWS[i], **cells}
    rows = [*ROWS[:i], *ROWS[i + 1 :], moved]
    counts: dict[tuple[str, str], int] = {}
    numbered = []
    for row in rows:
        key = (row["territoire_code"], row["axe"])
        counts[key] = counts.get(key, 0) + 1
        numbered.append({**row, "rang": str(counts[key])})
    return numbered


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ((",6000,2,", ",6001,2,"), 1),
        ((",6000,2,", ",5999.50,2,"), 0),  # the figures are printed to the euro
        ((",6000,2,", ",5999.49,2,"), 1),
        ((",6000,2,", ",-6000,2,"), 3),
        ((",6000,2,", ",,2,"), 1),
        (("2025,02,Aisne,1,14,", "2025,02,Aisne,2,1,"), 1),
        (("2025,02,Aisne,1,14,", "2025,02,Aisne,3,14,"), 3),
        (("2025,80,Somme,4,4,", "2025,59,Nord,4,3,"), 1),
        (("2025,80,Somme,4,4,", "2025,80,Nord,4,4,"), 3),
        (("2025,80,Somme,4,4,", "2026,80,Somme,4,1,"), 1),
    ],
)
def test_the_program_itself_ends_with_that_code(
    clsctl: Run, tmp_path: Path, change: tuple[str, str], code: int
) -> None:
    for name in ("contracts_2025.csv", "published_2025.csv"):
        shutil.copy(ROOT / "data" / name, tmp_path)
    path = tmp_path / "contracts_2025.csv"
    old, new = change
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())
    done = clsctl("check", "--data", "contracts_2025.csv")
    assert done.returncode == code, done.stderr.decode()
    assert bool(done.stderr) == (code != 0)
    assert bool(done.stdout) == (code != 3)


def test_deleting_a_line_in_a_real_run(program: Run, tmp_path: Path) -> None:
    shutil.copy(ROOT / "data" / "published_2025.csv", tmp_path)
    lines = (ROOT / "data" / "contracts_2025.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    path = tmp_path / "contracts_2025.csv"
    for number, expected in ((1, 3), (14, 1), (124, 1)):
        path.write_text("".join(lines[:number] + lines[number + 1 :]), encoding="utf-8", newline="")
        assert program("check", "--data", str(tmp_path)).returncode == expected
