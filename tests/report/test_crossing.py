"""The crossing on the page: the contracts in its cells, each figure of other programmes once, and nothing summed."""

import re
from xml.etree.ElementTree import Element

import pytest

from conftest import ROOT
from support.page_tree import bundled_tree, by_id, text, tree, with_class
from support.pages import small_page
from support.samples import bundled, decided_themes, read

FIGURES = read(ROOT / "data" / "contexte.csv")
CELL = re.compile(r"(?P<montant>no amount|€[\d,]+) \((?P<lignes>\d+)\)")


@pytest.fixture(scope="module")
def section() -> Element:
    """The section of the page of 2025."""
    return by_id(bundled_tree("en"), "croisement")


def test_its_cells_are_the_lines_of_the_contracts_and_no_sum_follows(section: Element) -> None:
    (table,) = section.iter("table")
    assert table.find("tfoot") is None
    found = [match for cell in table.iter("td") if (match := CELL.match(text(cell)))]
    euros = [int(re.sub(r"\D", "", each["montant"]) or 0) for each in found]
    assert (sum(euros), sum(int(each["lignes"]) for each in found)) == (29_007_615, 124)
    themes = decided_themes()
    places = {
        (themes[f"{row['exercice']}-{row['territoire_code']}-{row['axe']}-{int(row['rang']):02}"], row["territoire"])
        for row in bundled()
    }
    assert len(found) == len(places)


def test_each_figure_is_cited_in_its_cell_and_unfolds_once(section: Element) -> None:
    cited = [link.get("href", "") for link in section.iter("a")]
    assert sorted(cited) == sorted(f"#c-{figure['id']}" for figure in FIGURES)
    unfolded = [item for part in section.iter("details") for item in part.iter("li")]
    assert len(unfolded) == len(FIGURES)
    for figure in FIGURES:
        said = text(by_id(section, f"c-{figure['id']}")).replace("\xa0", " ")
        assert figure["libelle"] in said
        assert figure["perimetre"] in said
        assert figure["date_source"] in said
    documents = text(list(with_class(section, "note"))[-1])
    assert all(figure["source"] in documents for figure in FIGURES)


def test_an_empty_cell_and_the_half_that_is_crossed_are_said(section: Element) -> None:
    said = text(section)
    for sentence in ("An empty cell means: not documented here.", "never added", "the first half of the tool"):
        assert sentence in said


def test_data_without_context_have_no_crossing() -> None:
    root = tree(small_page())
    assert not [each for each in root.iter("section") if each.get("id") == "croisement"]
