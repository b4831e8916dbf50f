"""The structure of a page: every chart, line and table of the brochure once, named, in order."""

import re
from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest

from conftest import ROOT
from support.page_tree import bundled_tree, by_id, charts, text, with_class
from support.samples import bundled, decided_themes

HEADINGS = re.compile(r"h([1-6])")
FIFTEEN = (
    *("axe-1", "axe-3", "axe-4"),
    *("departement-02", "departement-59", "departement-60", "departement-62", "departement-80"),
    *("departements-euros", "departements-parts"),
    "territoires",
    *("metropole-200093201", "metropole-248000531"),
    *("metropoles-euros", "metropoles-parts"),
)


@pytest.fixture(scope="module", params=["en", "fr"])
def root(request: pytest.FixtureRequest) -> Element:
    """The elements of the page of 2025, in either language."""
    return bundled_tree(request.param)


def test_the_fifteen_charts_of_the_brochure_stand_in_the_page_once(root: Element) -> None:
    assert sorted(charts(root)) == sorted(FIFTEEN)


def test_every_line_stands_in_the_page_once_under_its_key(root: Element) -> None:
    rows = [row for row in root.iter("tr") if row.get("id")]
    expected = [f"{row['exercice']}-{row['territoire_code']}-{row['axe']}-{int(row['rang']):02}" for row in bundled()]
    assert sorted(row.get("id", "") for row in rows) == sorted(expected)


def test_a_line_shows_its_label_its_remark_its_theme_and_its_page(root: Element) -> None:
    themes = decided_themes()
    for line in bundled():
        row = by_id(root, f"{line['exercice']}-{line['territoire_code']}-{line['axe']}-{int(line['rang']):02}")
        key, action, _montant, page = row
        assert text(key) == row.get("id")
        shown = (line["action"], line["remarque"], themes[row.get("id", "")])
        assert text(action).replace("\xa0", " ") == " ".join(filter(None, shown))
        assert text(page) == line["page"]


def test_lines_stand_under_their_sub_heading(root: Element) -> None:
    for body in root.iter("tbody"):
        keys = [row.get("id", "") for row in body.iter("tr") if row.get("id")]
        if keys:
            (heading,) = {_objectif(key) for key in keys}
            assert [text(row) for row in with_class(body, "objective")] == [heading] * bool(heading)


def _objectif(key: str) -> str:
    _year, code, axe, rang = key.split("-")
    (found,) = (
        row["objectif"]
        for row in bundled()
        if (row["territoire_code"], row["axe"], int(row["rang"])) == (code, axe, int(rang))
    )
    return found


def test_an_identifier_names_one_element(root: Element) -> None:
    names = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(set(names)) == len(names)


def test_headings_go_down_one_level_at_a_time(root: Element) -> None:
    levels = [int(found[1]) for each in root.iter() if (found := HEADINGS.fullmatch(each.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_section_figure_and_table_has_a_name(root: Element) -> None:
    for kind in ("section", "nav", "figure", "table"):
        for each in root.iter(kind):
            if each.get("class") != "map":  # its drawing is named
                assert text(by_id(root, each.get("aria-labelledby", ""))), (kind, each.attrib)


def test_a_drawing_repeats_its_table_and_is_hidden_from_screen_readers_or_names_itself(root: Element) -> None:
    parents = {child: parent for parent in root.iter() for child in parent}
    for drawing in root.iter("svg"):
        if drawing.get("role") == "img":
            assert all(text(by_id(root, name)) for name in drawing.get("aria-labelledby", "").split())
        else:
            assert "true" in {drawing.get("aria-hidden"), parents[drawing].get("aria-hidden")}


def test_each_cell_keeps_its_role_where_a_phone_lays_it_out_anew(root: Element) -> None:
    roles = {"table": {"table"}, "thead": {"rowgroup"}, "tbody": {"rowgroup"}, "tfoot": {"rowgroup"}, "tr": {"row"}}
    roles |= {"th": {"columnheader", "rowheader"}, "td": {"cell"}}
    for table in root.iter("table"):
        for each in table.iter():
            if each.tag in roles and each.get("aria-hidden") != "true":
                assert each.get("role") in roles[each.tag], each.attrib


def test_the_contents_lead_to_every_section(root: Element) -> None:
    links = [each.get("href") for each in next(root.iter("nav")).iter("a")]
    assert links == [f"#{each.get('id')}" for each in with_class(root, "part")]


def test_the_page_speaks_the_language_that_it_names(root: Element) -> None:
    heading = "Où va l'argent" if root.get("lang") == "fr" else "Where the money goes"
    assert heading in text(by_id(root, "argent-h"))


def test_the_guide_lists_the_charts_by_their_names() -> None:
    for guide in ("docs/report.md", "docs/fr/report.md"):
        listed = re.findall(
            r"^\| `((?:axe|departement|metropole|territoire)[\w-]*)` \|",
            (ROOT / guide).read_text("utf-8"),
            re.MULTILINE,
        )
        assert sorted(listed) == sorted(FIFTEEN), guide


def test_each_picture_is_small_and_shown_by_a_guide_with_words_in_its_place() -> None:
    pictures = sorted((ROOT / "docs" / "pictures").glob("*.png"))
    assert all(picture.stat().st_size <= 120_000 for picture in pictures)
    guides = [ROOT / "README.md", ROOT / "LISEZMOI.md", *(ROOT / "docs").rglob("*.md")]
    shown = [
        (words, (guide.parent / picture).resolve())
        for guide in guides
        for words, picture in re.findall(r"!\[(.*?)\]\((\S+\.png)\)", guide.read_text("utf-8"))
    ]
    assert {picture for _words, picture in shown} == set(pictures)
    assert all(len(words) > 30 for words, _picture in shown)


def test_no_line_of_the_page_can_begin_with_a_mark_that_a_blank_precedes(root: Element) -> None:
    """A browser put the semicolon of a list of documents at the start of its line."""
    shown = [element.text for element in root.iter() if element.tag not in ("script", "style")]
    parts = filter(None, (*shown, *(element.tail for element in root.iter())))
    assert not [words for words in parts if re.search(r" [:;!?»]|« ", words)]
