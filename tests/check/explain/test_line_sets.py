"""Several lines that sum to a gap, found whatever the other figures say of their table."""

from decimal import Decimal
from pathlib import Path

from check.test_proof import figure, proof
from clsctl.dataset.opening import open_dataset
from clsctl.questions.check.explain.candidate import Candidate
from clsctl.questions.check.explain.line_sets import search_several
from clsctl.questions.check.explain.situation import Situation
from support.samples import Cells, line

ROWS = [line(1, montant="137"), line(2, montant="241"), line(3, montant="1000"), line(1, axe="2", montant="7")]


def found(tmp_path: Path, *figures: Cells) -> list[Candidate]:
    proved = proof(tmp_path, ROWS, list(figures))
    with open_dataset([str(tmp_path / "contracts_2025.csv")]) as dataset:
        return list(search_several(Situation(proved, dataset.referentiel, tuple(dataset.lignes()))).candidates)


def test_two_lines_that_one_of_two_figures_has_too_many_are_named(tmp_path: Path) -> None:
    (one,) = found(tmp_path, figure(montant="1000"), figure(axe="", libelle="Total", montant="500"))
    assert [ligne.montant for ligne in one.lignes] == [Decimal(137), Decimal(241)]
    assert one.effect.cells == (((2025, "02", 1), Decimal(-378)),)


def test_two_lines_belong_where_one_of_two_figures_lacks_them(tmp_path: Path) -> None:
    figures = (figure(montant="1000"), figure(axe="2", montant="385"), figure(axe="", libelle="Total", montant="9000"))
    moved, gone = found(tmp_path, *figures)
    assert moved.effect.cells == (((2025, "02", 1), Decimal(-378)), ((2025, "02", 2), Decimal(378)))
    assert gone.effect.cells == (((2025, "02", 1), Decimal(-378)),)
