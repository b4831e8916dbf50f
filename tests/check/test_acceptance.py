"""What `check` promises, held against every line of 2025: no change goes unseen."""

import shutil
from collections.abc import Sequence
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
from support.samples import PARTIES, Cells, bundled, write

ROWS = bundled()
PAGES = {(row["territoire_code"], row["axe"]): row["page"] for row in ROWS}
WITH_CONTRACT_TOTAL = {"02", "59", "60", "62", "80"}
EACH_PARTY = pytest.mark.parametrize("code", PARTIES)


def judge(folder: Path, rows: Sequence[Cells]) -> tuple[int, Proof | None, Referentiel | None]:
    """The exit code that `check` would end with, and the proof where there is one."""
    path = write(folder / "contracts_2025.csv", rows)
    try:
        with open_dataset([str(path)]) as dataset:
            proof = prove(dataset, dataset.figures([ROOT / "data" / "published_2025.csv"]), Selection())
            return (0 if proof.holds else 1), proof, dataset.referentiel
    except InvalidDataError:
        return 3, None, None


def places(code: str, *, priced: bool = True) -> list[int]:
    """The lines of a territoire, by their place in the file."""
    return [i for i, row in enumerate(ROWS) if row["territoire_code"] == code and (row["montant"] or not priced)]


def euros(amount: int) -> str:
    return f"€{amount:,}"


def test_the_118_priced_lines_are_all_tried() -> None:
    assert sum(len(places(code)) for code in PARTIES) == 118
    assert sum(len(places(code, priced=False)) for code in PARTIES) == 124


def test_the_data_as_they_are_hold(tmp_path: Path) -> None:
    code, proof, _referentiel = judge(tmp_path, ROWS)
    assert (code, proof and len(proof.figures), proof and len(proof.axes)) == (0, 29, 5)


@EACH_PARTY
def test_one_euro_on_any_line_is_named_with_both_values_and_the_page(code: str, tmp_path: Path) -> None:
    for i in places(code):
        row, step = ROWS[i], 1 if i % 2 else -1
        changed = [{**each, "montant": str(Decimal(each["montant"]) + step)} if each is row else each for each in ROWS]
        verdict, proof, referentiel = judge(tmp_path, changed)
        assert verdict == 1
        assert proof is not None
        assert referentiel is not None
        messages = contradictions(proof, referentiel)
        axis = next(m for m in messages if f"{row['territoire']}, Total Axe {row['axe']} (page {row['page']})" in m)
        whole = int(sum(Decimal(each["montant"] or 0) for each in table(ROWS, row)))
        assert f"published {euros(whole)}" in axis
        assert euros(whole + step) in axis
        totals = [m for m in messages if f"{row['territoire']}, Montant total du Pacte" in m]
        assert len(totals) == (code in WITH_CONTRACT_TOTAL)
        assert len(messages) == 1 + len(totals)


def contradictions(proof: Proof, referentiel: Referentiel) -> list[str]:
    outcomes = report(Accepted(proof, {}, Findings()), {}, {Statut.ECART, Statut.SANS_LIGNES}, referentiel).outcomes
    return [outcome.message for outcome in outcomes if outcome.fails]


@EACH_PARTY
def test_a_line_moved_to_another_axis_is_seen_even_where_the_rangs_are_mended(code: str, tmp_path: Path) -> None:
    for i in places(code):
        row = ROWS[i]
        other = {"1": "3", "3": "4", "4": "1", "2": "1"}[row["axe"]]
        assert judge(tmp_path, mended(i, {"axe": other}))[0] == 1


@EACH_PARTY
def test_a_line_moved_to_another_territoire_is_seen_even_where_the_rangs_are_mended(code: str, tmp_path: Path) -> None:
    codes = list(PARTIES)
    other = codes[(codes.index(code) + 1) % len(codes)]
    for i in places(code)[::2]:
        moved = mended(i, {"territoire_code": other, "territoire": PARTIES[other]})
        assert judge(tmp_path, moved)[0] == 1


@EACH_PARTY
def test_a_line_moved_with_its_rang_breaks_the_key_or_the_figures(code: str, tmp_path: Path) -> None:
    codes = list(PARTIES)
    other = codes[(codes.index(code) + 1) % len(codes)]
    for i in places(code)[::4]:
        for cells in (
            {"axe": str(int(ROWS[i]["axe"]) % 4 + 1)},
            {"territoire_code": other, "territoire": PARTIES[other]},
        ):
            changed = [{**row, **cells} if row is ROWS[i] else row for row in ROWS]
            assert judge(tmp_path, changed)[0] in {1, 3}


@EACH_PARTY
def test_a_line_deleted_is_seen_but_for_one_without_amount_at_the_end_of_its_table(code: str, tmp_path: Path) -> None:
    unseen = [ROWS[i] for i in places(code, priced=False) if judge(tmp_path, ROWS[:i] + ROWS[i + 1 :])[0] == 0]
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


def test_deleting_a_line_in_a_real_run(clsctl: Run, tmp_path: Path) -> None:
    shutil.copy(ROOT / "data" / "published_2025.csv", tmp_path)
    lines = (ROOT / "data" / "contracts_2025.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    path = tmp_path / "contracts_2025.csv"
    for number, expected in ((1, 3), (14, 1), (124, 1)):
        path.write_text("".join(lines[:number] + lines[number + 1 :]), encoding="utf-8", newline="")
        assert clsctl("check", "--data", str(tmp_path)).returncode == expected
