"""The chart of a question of `totals`: its form, its colours, its scale, and the sentence that reads it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from clsctl.dataset.dataset import Dataset
from clsctl.dataset.opening import open_dataset
from clsctl.dataset.sums import Dimension
from clsctl.language import speaking
from clsctl.questions.scenes.drawing import scene
from clsctl.questions.totals.shape import Shape, Share, Sort
from clsctl.questions.totals.table import totals
from clsctl.scene import ChartForm, Scene, Unit
from clsctl.vocabulary.selection import Request
from support.samples import csv_text, line

TERRITOIRE, AXE, OBJECTIF = Dimension.TERRITOIRE, Dimension.AXE, Dimension.OBJECTIF


@pytest.fixture(scope="module")
def bundled() -> Iterator[Dataset]:
    with open_dataset() as dataset:
        yield dataset


def drawn(dataset: Dataset, shape: Shape, request: Request | None = None, language: str = "en") -> Scene:
    with speaking(language):
        selection = dataset.select(request or Request())
        return scene(dataset, selection, shape, totals(dataset, selection, shape))


@pytest.mark.parametrize(
    ("shape", "form", "unit"),
    [
        (Shape(), ChartForm.BARS, Unit.EUROS),
        (Shape((TERRITOIRE, AXE)), ChartForm.BARS, Unit.EUROS),
        (Shape((TERRITOIRE,), per_inhabitant=True), ChartForm.BARS, Unit.PER_INHABITANT),
        (Shape((TERRITOIRE,), across=AXE), ChartForm.MATRIX, Unit.EUROS),
        (Shape((TERRITOIRE,), across=AXE, share=Share.ROW), ChartForm.SHARES, Unit.PERCENT),
        (Shape((TERRITOIRE,), across=AXE, share=Share.COLUMN), ChartForm.MATRIX, Unit.PERCENT),
        (Shape((AXE,), across=TERRITOIRE, share=Share.ROW), ChartForm.MATRIX, Unit.PERCENT),
    ],
)
def test_a_question_has_a_form_and_a_unit(bundled: Dataset, shape: Shape, form: ChartForm, unit: Unit) -> None:
    scene = drawn(bundled, shape)
    assert (scene.form, scene.unit) == (form, unit)
    assert {len(row.bars) for row in scene.rows} == {len(scene.parts) or 1}


def test_an_axis_has_one_colour_wherever_it_is_drawn(bundled: Dataset) -> None:
    assert [bar.tint for row in drawn(bundled, Shape()).rows for bar in row.bars] == [1, 2, 3, 4]
    assert {bar.tint for row in drawn(bundled, Shape((TERRITOIRE,)), Request(axe=("3",))).rows for bar in row.bars} == {
        3
    }
    assert {bar.tint for row in drawn(bundled, Shape((TERRITOIRE,))).rows for bar in row.bars} == {0}
    assert [part.tint for part in drawn(bundled, Shape((TERRITOIRE,), across=AXE)).parts] == [1, 2, 3, 4]
    assert {part.tint for part in drawn(bundled, Shape((AXE,), across=TERRITOIRE)).parts} == {0}


def test_the_scale_is_the_greatest_value_or_the_whole_of_the_axes(bundled: Dataset) -> None:
    assert drawn(bundled, Shape((TERRITOIRE,))).scale == 12_667_960
    assert drawn(bundled, Shape()).scale == 29_007_615
    assert drawn(bundled, Shape((TERRITOIRE,), across=AXE)).scale == 6_112_000
    assert drawn(bundled, Shape((TERRITOIRE,), across=AXE, share=Share.ROW)).scale == 100
    assert drawn(bundled, Shape((TERRITOIRE,), per_inhabitant=True)).scale == Decimal("6.00")


def test_a_limit_keeps_the_first_rows_and_the_sum_of_all(bundled: Dataset) -> None:
    scene = drawn(bundled, Shape((TERRITOIRE,), sort=Sort.MONTANT, limit=2))
    assert [row.label for row in scene.rows] == ["Nord", "Pas-de-Calais"]
    assert scene.montant == 29_007_615
    assert any("2 rows of 7 shown" in note for note in scene.notes)


def test_the_selection_stands_apart_from_the_notes(bundled: Dataset) -> None:
    scene = drawn(bundled, Shape(), Request(territoire=("MEL",)))
    assert scene.selected == "Selection: territory Métropole européenne de Lille."
    assert scene.selected not in scene.notes
    assert drawn(bundled, Shape()).selected == ""


@pytest.mark.parametrize(
    ("shape", "english", "french"),
    [
        (
            Shape(),
            "Axis 1 accounts for 49.61% of €29,007,615.",
            "L'axe 1 réunit 49,61 % des 29 007 615 €.",
        ),
        (
            Shape((Dimension.TYPE,)),
            "The departments account for 90.90% of €29,007,615.",
            "Les départements réunissent 90,90 % des 29 007 615 €.",
        ),
        (
            Shape((TERRITOIRE, AXE)),
            "Greatest value, €6,112,000: Nord, axis 1.",
            "Valeur la plus élevée, 6 112 000 € : le Nord, l'axe 1.",
        ),
        (
            Shape((TERRITOIRE,), across=AXE, share=Share.ROW),
            "Axis 1 ranges from 3.13% (Amiens Métropole) to 62.68% (Somme).",
            "L'axe 1 pèse de 3,13 % (Amiens Métropole) à 62,68 % (la Somme).",
        ),
        (
            Shape((TERRITOIRE,), per_inhabitant=True),
            "From €1.67 (MEL) to €6.00 (Aisne) per inhabitant.",
            "De 1,67 € (la MEL) à 6,00 € (l'Aisne) par habitant.",
        ),
    ],
)
def test_a_sentence_reads_the_chart(bundled: Dataset, shape: Shape, english: str, french: str) -> None:
    assert drawn(bundled, shape).sentence == english
    assert drawn(bundled, shape, language="fr").sentence.replace("\u202f", " ").replace("\u00a0", " ") == french


@pytest.mark.parametrize(
    ("montants", "sentence"),
    [
        (("100", "100"), "Greatest value, €100: “a”, “b”."),
        (("0", "0"), ""),
        (("", ""), ""),
        (("0.50", ""), "“a” accounts for 100.00% of €0.50."),
    ],
)
def test_a_sentence_says_nothing_that_other_data_would_make_false(
    montants: tuple[str, str], sentence: str, tmp_path: Path
) -> None:
    rows = [
        _line(number, label, montant) for number, (label, montant) in enumerate(zip("ab", montants, strict=True), 1)
    ]
    file = tmp_path / "contracts.csv"
    file.write_text(csv_text(rows), "utf-8")
    with open_dataset([str(file)]) as dataset:
        assert drawn(dataset, Shape((OBJECTIF,))).sentence == sentence


def _line(number: int, label: str, montant: str) -> Mapping[str, str]:
    return line(number, objectif=label, action=f"action {number}", montant=montant)
