"""Pages of other data: a gap in the headline, no figures, one territory, no metropolises, nothing but zeros."""

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from clsctl.language import speaking
from support.page_tree import by_id, carried, cells, charts, text, tree, with_class
from support.pages import page_of, reported
from support.samples import PARTIES, TYPES, Cells, line

pytestmark = pytest.mark.slow(reason="each test writes a page")

DEPARTEMENTS = [code for code in PARTIES if TYPES[code] == "departement"]
FIGURE = "2025,02,Aisne,{axe},Total Axe {axe},{montant},1,2\n"


def contract(code: str, *axes: str, montant: str = "100") -> list[Cells]:
    """A contract with one line in each of these axes."""
    return [line(1, territoire_code=code, territoire=PARTIES[code], axe=axe, montant=montant) for axe in axes or ("1",)]


def made(folder: Path, rows: list[Cells], figures: str | None = None) -> Element:
    """The English page of these lines."""
    return tree(page_of(folder / "data", rows, figures, language="en"))


def test_a_gap_is_said_before_everything_else(tmp_path: Path) -> None:
    root = made(
        tmp_path, contract("02", "1", "3"), FIGURE.format(axe=1, montant=150) + FIGURE.format(axe=3, montant=100)
    )
    (alert,) = with_class(root, "alert")
    assert "1 published figure contradicts the lines below." in text(alert)
    assert "Total Axe 1" in text(alert)
    assert "gap −€50" in text(alert)
    order = [each for each in root.iter() if each is alert or each.get("class") == "keys" or each.tag == "main"]
    assert order[0] is alert
    assert "1 of 2" in text(next(with_class(root, "keys")))
    assert "✗ gap published €150, gap −€50" in " ".join(text(by_id(root, "axe-1")).split())


def test_without_gap_the_headline_is_silent(tmp_path: Path) -> None:
    assert not list(with_class(made(tmp_path, contract("02"), FIGURE.format(axe=1, montant=100)), "alert"))


def test_without_figures_the_page_claims_no_proof(tmp_path: Path) -> None:
    root = made(tmp_path, contract("02", "1", "2"))
    assert "nothing on this page is proved" in text(by_id(root, "preuves"))
    assert "proof of every published total" not in text(next(with_class(root, "lead")))
    assert not any("verdict" in each.get("class", "") for each in root.iter())
    assert [each.get("download") for each in root.iter("a") if each.get("download")] == [
        "contracts_2025.csv",
        "territoires.csv",
        "axes.csv",
    ]


def test_one_territory_is_compared_with_none(tmp_path: Path) -> None:
    root = made(tmp_path, contract("02", "1", "3"))
    assert set(charts(root)) == {"departement-02"}
    assert "What the State and 1 territory finance" in text(root)
    assert not list(with_class(root, "map"))


def test_without_metropolises_their_section_is_left_out(tmp_path: Path) -> None:
    root = made(tmp_path, [row for code in DEPARTEMENTS for row in contract(code, "1", "4")])
    sections = [each.get("id") for each in with_class(root, "part")]
    assert sections == ["argent", "objet", "axe-1", "axe-4", "departement", "preuves", "source"]
    assert not any(each.get("id") == "log10" for each in root.iter())


def test_an_axis_of_metropolises_alone_has_no_chart_by_department(tmp_path: Path) -> None:
    root = made(tmp_path, [*contract("02"), *contract("59"), *contract("200093201", "2"), *contract("248000531", "2")])
    assert "axe-2" not in charts(root)
    assert "axe-1" in charts(root)
    assert text(by_id(root, "t-2-200093201")) == PARTIES["200093201"]


def test_themes_beside_the_data_stand_on_the_page_and_come_back_from_it(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "lignes_themes_2025.csv").write_text(
        "cle,action,theme,marques,raison,decision\n2025-02-1-01,un,sante,,parce que,main\n", "utf-8"
    )
    page = page_of(folder, [line(1, action="un"), line(2, action="deux")], language="en")
    figure = next(each for each in tree(page).iter("figure") if each.get("aria-labelledby") == "g-themes")
    assert [row[0] for row in cells(figure)] == ["Santé", "without theme"]
    (tmp_path / "report.html").write_bytes(page)
    assert reported(tmp_path / "report.html", language="en") == page


def test_a_page_of_lines_without_themes_has_none(tmp_path: Path) -> None:
    page = page_of(tmp_path / "data", [line(1, action="un")])
    assert not [each for each in tree(page).iter("figure") if each.get("aria-labelledby") == "g-themes"]
    assert "themes.csv" not in carried(tree(page))


@pytest.mark.parametrize("montant", ["0", ""])
def test_zeros_and_lines_without_amount_draw_no_bar(tmp_path: Path, montant: str) -> None:
    root = made(tmp_path, [row for code in PARTIES for row in contract(code, "1", "2", montant=montant)])
    assert {each.get("width") for each in root.iter("rect")} <= {"0%", "0.00%"}
    shown = {text(cell) for figure in charts(root).values() for cell in with_class(figure, "n") if cell.tag == "td"}
    assert shown <= {"€0", "–", ""}
    (first,) = (text(item) for item in list(next(with_class(root, "keys")))[:1])
    assert first.startswith("€0")


def test_a_page_counts_in_its_own_language(tmp_path: Path) -> None:
    with speaking("en"):
        root = tree(page_of(tmp_path / "data", [line(1), line(2, montant="")], language="fr"))
    assert "2 lignes, 100" in text(root)
    assert "1 ligne n'a pas de montant" in text(root)
