"""The headers that scripts rely on, word for word."""

import pytest

from clsctl.dataset.dataset import Dataset
from clsctl.questions.totals.shape import Share
from clsctl.vocabulary.selection import Request
from support.asking import ask, changed, header, records, shape

SUMS = "lignes,non_chiffrees,montant,part_pct"
PARTIES = "02,59,60,62,80,200093201,248000531"


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("axe", "axe,libelle"),
        ("territoire", "territoire_code,territoire"),
        ("type", "type"),
        ("objectif", "objectif"),
        ("exercice", "exercice"),
    ],
)
def test_one_dimension(real: Dataset, by: str, expected: str) -> None:
    assert header(ask(real, shape(by))) == f"{expected},{SUMS}"


def test_several_dimensions_in_the_order_given(real: Dataset) -> None:
    assert header(ask(real, shape("axe", "territoire"))) == f"axe,libelle,territoire_code,territoire,{SUMS}"
    assert header(ask(real, shape("type", "exercice", "axe"))) == f"type,exercice,axe,libelle,{SUMS}"


def test_across_axe(real: Dataset) -> None:
    table = ask(real, shape("territoire", across="axe"))
    assert header(table) == "territoire_code,territoire,axe_1,axe_2,axe_3,axe_4,non_chiffrees,total"
    assert records(table)[1] == ["02", "Aisne", "1910075", "", "673850", "570918", "0", "3154843"]


def test_across_another_column_its_values_are_the_names(real: Dataset) -> None:
    assert header(ask(real, shape("axe", across="territoire"))) == f"axe,libelle,{PARTIES},non_chiffrees,total"
    assert header(ask(real, shape("axe", across="type"))) == "axe,libelle,departement,metropole,non_chiffrees,total"
    assert header(ask(real, shape("axe", across="exercice"))) == "axe,libelle,2025,non_chiffrees,total"
    assert header(ask(real, shape("axe", across="objectif"))).startswith("axe,libelle,sans_objectif,Accompagner")


@pytest.mark.parametrize("share", Share)
def test_shares_end_in_pct(real: Dataset, share: Share) -> None:
    table = ask(real, changed(shape("type", across="axe"), share=share))
    assert header(table) == "type,axe_1_pct,axe_2_pct,axe_3_pct,axe_4_pct,non_chiffrees,total_pct"


def test_extras_come_last(real: Dataset) -> None:
    table = ask(real, changed(shape("territoire"), parts=True, per_inhabitant=True))
    extras = "part_etat,part_territoire,population,montant_par_habitant"
    assert header(table) == f"territoire_code,territoire,{SUMS},{extras}"


def test_an_axe_that_has_no_lines_keeps_its_column(real: Dataset) -> None:
    nord = ask(real, shape("territoire", across="axe"), Request(territoire=["Nord"]))
    assert header(nord).endswith("axe_1,axe_2,axe_3,axe_4,non_chiffrees,total")
    only = ask(real, shape("territoire", across="axe"), Request(axe=["3"]))
    assert header(only).endswith("territoire,axe_3,non_chiffrees,total")
