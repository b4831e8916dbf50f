"""The answer on gaps: where to look, sums, silence, what a correction breaks, and the rows for machines."""

import json
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from check.test_proof import FIGURES, figure
from clsctl.api import Contracts
from clsctl.questions.check.explain import explanations
from clsctl.questions.check.explain.candidate import Candidate, Cause, Effect
from clsctl.questions.check.hints.sentences import cause_sentence
from conftest import Run
from support.samples import Cells, bundled, csv_text, line, write
from worlds import World, bundled_world

pytestmark = pytest.mark.slow(reason="each test searches for causes")

CAUSES = ("exercice", "territoire_code", "axe", "libelle", "ordre", "cause", "cle", "lu", "propose", "phrase")
EIGHT = {
    "2025-02-1-02": "11810",
    "2025-02-3-03": "22400",
    "2025-59-1-03": "190000",
    "2025-60-3-01": "400",
    "2025-60-4-01": "600960",
    "2025-62-1-05": "197016",
    "2025-80-1-01": "115138",
    "2025-200093201-4-03": "38500",
}
FORMATS = ("auto", "csv", "json", "markdown", "junit", "github-annotations", "gitlab", "sarif")


@pytest.fixture(scope="module")
def world() -> World:
    return bundled_world()


def key(row: Cells) -> str:
    return f"2025-{row['territoire_code']}-{row['axe']}-{int(row['rang']):02d}"


def edited(folder: Path, data: Path, montants: dict[str, str]) -> Path:
    """The data of 2025 with other amounts on some lines."""
    shutil.copy(data / "published_2025.csv", folder)
    rows = bundled()
    assert montants.keys() <= {key(row) for row in rows}
    write(folder / "contracts_2025.csv", [{**row, "montant": montants.get(key(row), row["montant"])} for row in rows])
    return folder


def small(folder: Path, rows: list[Cells], figures: list[Cells]) -> Path:
    write(folder / "contracts_2025.csv", rows)
    (folder / "published_2025.csv").write_text(csv_text(figures, header=FIGURES), encoding="utf-8")
    return folder


def said(clsctl: Run, folder: Path, *words: str) -> list[str]:
    return clsctl("check", "--data", str(folder), *words).stderr.decode().splitlines()


def rows_of(clsctl: Run, folder: Path, *words: str) -> list[dict[str, object]]:
    answer = json.loads(clsctl("check", "--data", str(folder), "--format", "json", *words).stdout)
    rows: list[dict[str, object]] = answer["beside"]["causes"]["rows"]
    return rows


@pytest.fixture
def silent(tmp_path: Path) -> Path:
    """A gap that nothing explains: one line, and a figure that no slip turns into its amount."""
    return small(tmp_path, [line(1, montant="7777")], [figure(montant="3123")])


def test_eight_errors_fit_a_screen_with_the_tables_first_and_sums_in_one_line(
    tmp_path: Path, data: Path, clsctl: Run
) -> None:
    lines = said(clsctl, edited(tmp_path, data, EIGHT))
    assert lines[0].startswith("Where to look: Aisne, axis 1; Aisne, axis 3; Nord, axis 1; Oise, axis 3;")
    assert len(lines) <= 32
    sums = [each for each in lines if "Montant total du Pacte" in each]
    assert len(sums) == 5
    assert all("→ this is the" in each for each in sums)
    assert "→ this is the sum of the gaps of axis 1, axis 3" in sums[0]


def test_a_region_comes_last(tmp_path: Path, data: Path, clsctl: Run) -> None:
    lines = said(clsctl, edited(tmp_path, data, {"2025-02-1-01": "60000000"}))
    assert "Hauts-de-France" in lines[-1]
    assert lines[-1].endswith("→ this is the gap of Aisne, axis 1")


def test_one_table_explains_both_gaps_of_a_line_in_the_wrong_one(tmp_path: Path, data: Path, clsctl: Run) -> None:
    rows = bundled()
    moved = next(row for row in rows if key(row) == "2025-02-1-14")
    last = max(int(row["rang"]) for row in rows if (row["territoire_code"], row["axe"]) == ("02", "4"))
    moved |= {"axe": "4", "rang": str(last + 1)}
    write(tmp_path / "contracts_2025.csv", rows)
    shutil.copy(data / "published_2025.csv", tmp_path)
    assert said(clsctl, tmp_path)[0] == "Where to look: Aisne, axis 4 (2 gaps)."


@pytest.mark.parametrize("form", FORMATS)
def test_a_gap_without_a_candidate_says_so_in_every_format(form: str, silent: Path, clsctl: Run) -> None:
    done = clsctl("check", "--data", str(silent), "--format", form)
    text = "no cause was found; compare the lines of Aisne, axis 1 with page 2 of the brochure"
    assert text in done.stderr.decode()
    assert form in {"auto", "csv"} or text in done.stdout.decode()


def test_a_gap_without_a_candidate_has_one_row(silent: Path, clsctl: Run) -> None:
    (row,) = rows_of(clsctl, silent)
    assert (row["ordre"], row["cause"], row["cle"], row["propose"]) == (None, None, None, None)
    assert str(row["phrase"]).startswith("no cause was found")


def test_it_is_said_in_french(silent: Path, clsctl: Run) -> None:
    done = clsctl("check", "--data", str(silent), env={"CLSCTL_LANG": "fr"})
    assert "aucune cause trouvée" in done.stderr.decode()


def test_above_the_bound_the_answer_says_how_to_narrow(
    silent: Path, clsctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explanations, "MOST_LINES", 0)
    (_where, _gap, hint) = said(clsctl, silent)
    assert "no cause was searched: the figures with a gap have 1 lines, and the search is bounded at 0" in hint
    assert "--territoire" in hint


def test_only_lines_of_gaps_of_their_own_count_for_the_bound(
    tmp_path: Path, data: Path, clsctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explanations, "MOST_LINES", 14)  # the lines of the table with the gap
    lines = said(clsctl, edited(tmp_path, data, {"2025-02-1-02": "11810"}))
    assert any("2025-02-1-02" in each and "two digits exchanged" in each for each in lines)


def test_rows_name_each_line_with_what_was_read_and_what_is_proposed(tmp_path: Path, data: Path, clsctl: Run) -> None:
    before = {key(row): row["montant"] for row in bundled()}
    swapped = {"2025-02-1-02": before["2025-60-1-01"], "2025-60-1-01": before["2025-02-1-02"]}
    rows = [row for row in rows_of(clsctl, edited(tmp_path, data, swapped)) if row["ordre"] == 1]
    assert all(tuple(row) == CAUSES for row in rows)
    assert {(row["territoire_code"], row["axe"]) for row in rows} == {("02", 1), ("60", 1)}
    assert {(row["cause"], row["cle"], row["lu"], row["propose"]) for row in rows} == {
        ("lines-exchanged", cle, swapped[cle], before[cle]) for cle in swapped
    }


def test_the_gap_of_a_contract_that_is_a_sum_has_no_cause_of_its_own(tmp_path: Path, data: Path, clsctl: Run) -> None:
    folder = edited(tmp_path, data, {"2025-02-1-02": "11810"})
    (row,) = [each for each in rows_of(clsctl, folder) if each["axe"] is None]
    assert (row["ordre"], row["cause"], row["phrase"]) == (None, None, "this is the gap of axis 1")


def test_a_contract_gap_without_an_axis_gap_is_a_case_of_its_own(tmp_path: Path, data: Path, clsctl: Run) -> None:
    folder = edited(tmp_path, data, {})
    path = folder / "published_2025.csv"
    path.write_text(path.read_text("utf-8").replace("Pacte,3154843", "Pacte,3154834"), "utf-8")
    rows = [row for row in rows_of(clsctl, folder) if row["ordre"] == 1]
    assert {(row["cause"], row["axe"], row["lu"], row["propose"]) for row in rows} == {
        ("suspect-figure", None, "3154834", "3154843")
    }


def test_all_changes_since_an_earlier_version_are_listed_those_that_close_the_gap_first(
    tmp_path: Path, data: Path, clsctl: Run
) -> None:
    folder = edited(tmp_path, data, {"2025-02-1-02": "11300", "2025-02-1-05": "46900", "2025-02-1-01": "6050"})
    figures = folder / "published_2025.csv"
    figures.write_text(figures.read_text("utf-8").replace("1,Total Axe 1,1910075", "1,Total Axe 1,1910125"), "utf-8")
    rows = rows_of(clsctl, folder, "--against", str(data / "contracts_2025.csv"))
    first = [(row["cle"], row["propose"]) for row in rows if row["axe"] == 1 and row["ordre"] == 1]
    assert first == [("2025-02-1-02", "11180"), ("2025-02-1-05", "46800")]
    changed = {row["cle"] for row in rows if row["axe"] == 1 and row["cause"] == "line-changed"}
    assert changed == {"2025-02-1-01", "2025-02-1-02", "2025-02-1-05"}
    assert any("it does not close the gap alone" in str(row["phrase"]) for row in rows)


def test_what_a_correction_breaks_is_said(world: World) -> None:
    ligne = world.lignes[0]
    total = next(each for each in world.proof().figures if each.scope.territoire_code == "02" and not each.scope.axe)
    candidate = Candidate(Cause.SURPLUS, 0, Effect(), (ligne,), ligne.montant, breaks=(total,))
    text = cause_sentence(candidate, world.referentiel)
    assert text.endswith("; but Aisne (Montant total du Pacte) would no longer hold")


def test_no_line_is_said_to_belong_to_an_axis_that_its_contract_does_not_have(world: World) -> None:
    """Only the metropolises have an axis 2."""
    ligne = world.lignes[0]
    lignes = tuple(replace(each, axe=3, rang=99) if each is ligne else each for each in world.lignes)
    changed = replace(world, lignes=lignes)
    named = {
        each.candidate.cell[1:]
        for explanation in changed.explain(changed.proof())
        for each in explanation.ranked
        if each.candidate.cell
    }
    assert not {code for code, axe in named if axe == 2} & {"02", "59", "60", "62", "80"}


def test_a_missing_line_is_never_named_alone(tmp_path: Path, clsctl: Run) -> None:
    folder = small(tmp_path, [line(1, montant="1000")], [figure(montant="987654")])
    assert [row["cause"] for row in rows_of(clsctl, folder)] == ["line-missing", "amount-too-low"]


def test_python_gives_the_same_rows(tmp_path: Path, data: Path, clsctl: Run) -> None:
    folder = edited(tmp_path, data, {"2025-02-1-02": "5590"})
    with Contracts(folder) as contracts:
        plain, checked = contracts.check(), contracts.check(explain=True)
        against = contracts.check(against=data)
    assert plain.causes == ()
    assert plain.causes_to_frame().empty
    first = checked.causes[0]
    assert (first.ordre, first.cause, first.cle, first.lu, first.propose) == (
        1,
        "half",
        "2025-02-1-02",
        Decimal(5590),
        Decimal(11180),
    )
    frame = checked.causes_to_frame()
    assert tuple(frame.columns) == CAUSES
    assert len(frame) == len(checked.causes) == len(rows_of(clsctl, folder))
    assert against.causes[0].cause == "line-changed"
