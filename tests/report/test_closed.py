"""A closed page: it loads nothing, runs its own script alone, and stays small."""

import re
from xml.etree.ElementTree import Element

import pytest

from support.page_tree import bundled_tree, policy_source, text
from support.pages import bundled_page

pytestmark = pytest.mark.slow(reason="each page is the whole report")

PAGE, SCRIPT = 250_000, 2_000  # bytes


@pytest.fixture(scope="module", params=["en", "fr"])
def root(request: pytest.FixtureRequest) -> Element:
    """The elements of the page of 2025, in either language."""
    return bundled_tree(request.param)


def test_the_policy_admits_the_style_and_the_script_of_the_page_and_nothing_else(root: Element) -> None:
    (style,) = (each.text or "" for each in root.iter("style"))
    (script,) = (each.text or "" for each in root.iter("script"))
    (policy,) = (each.get("content", "") for each in root.iter("meta") if each.get("http-equiv"))
    assert policy == (
        f"default-src 'none'; style-src {policy_source(style)}; script-src {policy_source(script)};"
        " base-uri 'none'; form-action 'none'"
    )


def test_the_policy_stands_before_what_it_governs(root: Element) -> None:
    (head,) = root.iter("head")
    tags = [each.tag for each in head]
    assert tags.index("meta") < tags.index("style")
    assert {"charset", "http-equiv"} <= {name for each in list(head)[:2] for name in each.attrib}


def test_no_element_has_a_style_or_a_handler_of_its_own(root: Element) -> None:
    assert [
        each.attrib for each in root.iter() if any(name == "style" or name.startswith("on") for name in each.attrib)
    ] == []


def test_nothing_on_the_page_can_be_loaded(root: Element) -> None:
    assert not any(
        each.tag in {"link", "img", "iframe", "object", "embed", "base", "image", "use"} for each in root.iter()
    )
    assert not any(
        {"src", "srcset", "action", "xlink:href", "data", "poster"} & each.attrib.keys() for each in root.iter()
    )
    (style,) = (each.text or "" for each in root.iter("style"))
    assert not re.search(r"url\(|@import|@font-face", style)
    targets = [each.get("href", "") for each in root.iter() if each.get("href") is not None]
    assert targets
    assert all(re.match(r"#|data:text/csv;charset=utf-8,", target) for target in targets)


def test_a_link_to_a_file_saves_it_under_its_name(root: Element) -> None:
    files = [each for each in root.iter("a") if each.get("href", "").startswith("data:")]
    assert [each.get("download") for each in files] == [text(each) for each in files]
    assert [text(each) for each in files] == [
        "contracts_2025.csv",
        "published_2025.csv",
        "known_gaps_2025.csv",
        "lignes_themes_2025.csv",
        "territoires.csv",
        "axes.csv",
        "themes.csv",
        "contexte.csv",
    ]


def test_the_page_and_its_script_are_small(root: Element) -> None:
    (script,) = (each.text or "" for each in root.iter("script"))
    assert len(bundled_page(root.get("lang", ""))) <= PAGE
    assert len(script.encode()) <= SCRIPT
