"""The comparison of a figure and its lines: rounding, scope, missing lines, sums without a figure."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from clsctl.dataset.opening import open_dataset
from clsctl.errors import ReadError
from clsctl.finding import InvalidDataError
from clsctl.questions.check.examination import Question, examine_proof
from clsctl.questions.check.proof import Proof, Statut, prove
from clsctl.vocabulary.selection import Request
from conftest import ROOT, Run
from support.samples import Cells, csv_text, line, write

FIGURES = ("exercice", "territoire_code", "territoire", "axe", "libelle", "montant", "arrondi", "page")
PUBLISHED = ROOT / "data" / "published_2025.csv"


def figure(**cells: str) -> Cells:
    sound = {
        "exercice": "2025",
        "territoire_code": "02",
        "territoire": "Aisne",
        "axe": "1",
        "libelle": "Total Axe 1",
        "montant": "100",
        "arrondi": "1",
        "page": "2",
    }
    return {**sound, **cells}


def proof(
    tmp_path: Path, rows: list[Cells], figures: list[Cells], request: Mapping[str, list[str]] | None = None
) -> Proof:
    write(tmp_path / "contracts_2025.csv", rows)
    (tmp_path / "published_2025.csv").write_text(csv_text(figures, header=FIGURES), encoding="utf-8")
    with open_dataset([str(tmp_path / "contracts_2025.csv")]) as dataset:
        return prove(dataset, dataset.figures(), dataset.select(Request(**(request or {}))))  # type: ignore[arg-type]  # names of several values


def statut(tmp_path: Path, calcule: str, **cells: str) -> str:
    (comparison,) = proof(tmp_path, [line(1, montant=calcule)], [figure(**cells)]).figures
    return comparison.statut.value


@pytest.mark.parametrize(
    ("montant", "expected"),
    [
        ("250000", "arrondi"),
        ("249999.99", "ecart"),
        ("350000", "arrondi"),
        ("350000.01", "ecart"),
        ("300000", "exact"),
        ("300000.01", "arrondi"),
    ],
)
def test_rounded_figures_hold_to_both_ends_of_their_interval(tmp_path: Path, montant: str, expected: str) -> None:
    assert statut(tmp_path, montant, montant="300000", arrondi="100000") == expected


@pytest.mark.parametrize(
    ("montant", "expected"), [("100", "exact"), ("101", "ecart"), ("99", "ecart"), ("1000000000", "ecart")]
)
def test_a_figure_to_the_euro_is_exact_or_has_a_gap(tmp_path: Path, montant: str, expected: str) -> None:
    assert statut(tmp_path, montant) == expected


@pytest.mark.parametrize(
    "cells",
    [
        {"exercice": "2024"},
        {"territoire_code": "59", "territoire": "Nord"},
        {"axe": "2"},
        {"exercice": "2026", "territoire_code": "32", "territoire": "Hauts-de-France", "axe": ""},
    ],
)
def test_a_figure_without_lines_is_a_contradiction_and_not_silence(tmp_path: Path, cells: Cells) -> None:
    found = proof(tmp_path, [line(1)], [figure(), figure(**cells)])
    assert [comparison.statut for comparison in found.figures] == [Statut.EXACT, Statut.SANS_LIGNES]
    assert not found.holds


def test_a_contract_whose_lines_have_no_amount_sums_to_zero_and_is_no_proof(tmp_path: Path) -> None:
    assert statut(tmp_path, "") == "ecart"


def test_a_figure_covers_its_own_territoire_and_the_region_all(tmp_path: Path) -> None:
    """Nord's contract is not the métropole's that lies in it."""
    mel = {"territoire_code": "200093201", "territoire": "Métropole européenne de Lille"}
    nord = {"territoire_code": "59", "territoire": "Nord"}
    rows = [line(1, montant="7", **nord), line(1, montant="5", **mel)]
    figures = [
        figure(montant="7", **nord),
        figure(montant="5", **mel),
        figure(montant="12", territoire_code="32", territoire="Hauts-de-France", axe=""),
    ]
    assert proof(tmp_path, rows, figures).count(Statut.EXACT) == 3


def test_a_selection_picks_figures_and_never_lines(tmp_path: Path) -> None:
    rows = [line(1, montant="7"), line(1, axe="2", montant="5")]
    figures = [figure(montant="7"), figure(montant="5", axe="2"), figure(montant="12", axe="")]
    picked = proof(tmp_path, rows, figures, {"axe": ["1"]})
    assert [(c.scope.axe, c.statut) for c in picked.figures] == [(1, Statut.EXACT)]
    whole = proof(tmp_path, rows, figures, {"territoire": ["Aisne"]})
    assert whole.count(Statut.EXACT) == 3


def test_contract_totals_are_proved_by_the_axis_totals_too(tmp_path: Path) -> None:
    rows = [line(1, montant="7"), line(1, axe="2", montant="5")]
    figures = [figure(montant="7"), figure(montant="6", axe="2"), figure(montant="12", axe="")]
    found = proof(tmp_path, rows, figures)
    assert [c.statut for c in found.figures] == [Statut.EXACT, Statut.ECART, Statut.EXACT]
    assert [(c.statut, c.calcule) for c in found.axes] == [(Statut.ECART, Decimal(13))]


def test_a_gap_is_explained_unless_the_question_says_not_to(tmp_path: Path) -> None:
    proof(tmp_path, [line(1, montant="63000"), line(2)], [figure(montant="36100")])
    with open_dataset([str(tmp_path)]) as dataset:
        ((told,), (bare,)) = (
            [each for each in examine_proof(dataset, question).report.outcomes if each.fails]
            for question in (Question(), Question(explain=False))
        )
    assert told.hints
    assert not bare.hints


def test_sums_that_no_figure_vouches_for_are_listed() -> None:
    with open_dataset() as dataset:
        found = prove(dataset, dataset.figures(), dataset.select(Request()))
        names = [(c.scope.territoire_code, c.scope.axe) for c in found.unpublished]
        answer = examine_proof(dataset, Question()).answer
    assert names == [("32", 1), ("32", 2), ("32", 3), ("32", 4), ("200093201", None), ("248000531", None)]
    sentence = "28 figures exact, 1 within rounding; 2 territories have no published contract total"
    assert answer.closing[0].startswith(sentence)


def test_the_spreadsheet_form_holds_all_three_tables_under_one_header(clsctl: Run) -> None:
    lines = clsctl("check", "--format", "csv").stdout.decode().splitlines()
    assert lines[0].startswith("exercice,territoire_code,territoire,axe,libelle,publie,calcule,ecart,lignes,")
    assert len(lines) == 1 + 29 + 5 + 6


def test_standard_input_needs_published_figures(clsctl: Run) -> None:
    content = (ROOT / "data" / "contracts_2025.csv").read_bytes()
    done = clsctl("check", "--data", "-", stdin=content)
    assert (done.returncode, done.stdout) == (3, b"")
    assert "--published FILE.csv" in done.stderr.decode()
    assert clsctl("check", "--data", "-", "--published", str(PUBLISHED), stdin=content).returncode == 0


def test_published_figures_may_come_from_standard_input(clsctl: Run) -> None:
    assert clsctl("check", "--published", "-", stdin=PUBLISHED.read_bytes()).returncode == 0
    one = PUBLISHED.read_bytes().replace(b",1910075,", b",1910076,")
    done = clsctl("check", "--published", "-", stdin=one)
    assert done.returncode == 1
    assert "-:3: 2025, Aisne, Total Axe 1 (page 2)" in done.stderr.decode()


def test_standard_input_cannot_be_both(clsctl: Run) -> None:
    lines = (ROOT / "data" / "contracts_2025.csv").read_bytes()
    done = clsctl("check", "--data", "-", "--published", "-", stdin=lines)
    assert done.returncode == 3
    assert "named twice" in done.stderr.decode()


def test_a_file_with_a_header_alone_has_no_figures_to_look_for(tmp_path: Path) -> None:
    with open_dataset([str(write(tmp_path / "x.csv", []))]) as dataset, pytest.raises(ReadError):
        dataset.figures()


@pytest.mark.parametrize(
    ("cells", "slug"),
    [
        ({"territoire_code": "99"}, "unknown-territoire"),
        ({"territoire": "Nord"}, "territoire-name"),
        ({"montant": ""}, "missing-value"),
        ({"arrondi": ""}, "missing-value"),
        ({"arrondi": "-1"}, "negative-montant"),
        ({"libelle": ""}, "missing-value"),
    ],
)
def test_a_published_file_that_breaks_its_schema_proves_nothing(tmp_path: Path, cells: Cells, slug: str) -> None:
    with pytest.raises(InvalidDataError) as caught:
        proof(tmp_path, [line(1)], [figure(**cells)])
    assert list(caught.value.findings.counts) == [slug]
    (found,) = caught.value.findings.kept
    assert found.place.line == 2


def test_each_year_of_the_data_brings_its_published_file(tmp_path: Path, clsctl: Run) -> None:
    write(tmp_path / "contracts_2025.csv", [line(1)])
    write(tmp_path / "contracts_2026.csv", [line(1, exercice="2026")])
    for year in ("2025", "2026"):
        (tmp_path / f"published_{year}.csv").write_text(csv_text([figure(exercice=year)], header=FIGURES), "utf-8")
    done = clsctl("check", "--data", str(tmp_path))
    assert done.returncode == 0
    assert b"2 figures exact" in done.stdout
