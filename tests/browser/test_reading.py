"""A page as people read it: by keyboard, on narrow screens, and checked by axe-core."""

import json
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from support.chromium import Scheme, opened
from support.pages import page_of
from support.samples import PARTIES, line

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

WIDTHS = (320, 360, 390, 412, 480, 540, 600, 640, 768, 834, 912, 1024, 1280, 1440, 1600)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
LONG = "Anticonstitutionnellementinséparable" * 3
# What reaches beyond the window, though a reader sees it: texts within hidden heads are cut off on purpose.
BEYOND = """() => {
  const edge = document.documentElement.clientWidth, found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = texts.nextNode());) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const right = range.getBoundingClientRect().right;
    if (right > edge + 1 && !node.parentNode.closest("thead, .unseen")) found.push(node.data);
  }
  return found;
}"""


def fits(page: "Page", widths: Sequence[int] = WIDTHS) -> dict[int, Any]:
    """The widths at which the page scrolls sideways or a text is cut, with those texts."""
    wrong = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        scrolled = page.evaluate("document.documentElement.scrollWidth")
        beyond = page.evaluate(BEYOND)
        if scrolled > width or beyond:
            wrong[width] = (scrolled, beyond)
    return wrong


@pytest.mark.parametrize("language", ["english", "french"])
def test_a_page_fits_every_width(browser: "Browser", language: str, request: pytest.FixtureRequest) -> None:
    with opened(browser, request.getfixturevalue(language)) as (page, _heard):
        assert fits(page) == {}


def test_a_page_of_endless_words_fits_every_width(browser: "Browser", tmp_path: Path) -> None:
    rows = [
        line(
            1,
            territoire_code=code,
            territoire=name,
            axe=axe,
            action=LONG,
            objectif=LONG,
            remarque=LONG,
            montant=montant,
        )
        for code, name in PARTIES.items()
        for axe, montant in (("1", "99999999.99"), ("2", "0.01"), ("4", ""))
    ]
    path = tmp_path / "report.html"
    path.write_bytes(page_of(tmp_path / "data", rows, f"2025,02,Aisne,1,{LONG},1,1,2\n", language="en"))
    with opened(browser, path) as (page, _heard):
        assert fits(page) == {}


def test_the_keyboard_reaches_all_that_can_be_used_and_shows_where_it_is(browser: "Browser", french: Path) -> None:
    with opened(browser, french) as (page, _heard):
        usable = page.locator("a, input, summary").count()
        reached = []
        for _step in range(usable):
            page.keyboard.press("Tab")
            reached.append(
                page.evaluate("[...document.querySelectorAll('a, input, summary')].indexOf(document.activeElement)")
            )
            seen = page.evaluate(
                """() => {
                  const it = document.activeElement, box = it.getBoundingClientRect(), style = getComputedStyle(it);
                  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
                  return box.top >= 0 && box.bottom <= innerHeight && parseFloat(style.outlineWidth) >= 2
                    && (top === it || it.contains(top) || top.contains(it));
                }"""
            )
            assert seen, page.evaluate("document.activeElement.outerHTML.slice(0, 80)")
        assert reached == list(range(usable))


def test_the_skip_link_leads_past_the_head(browser: "Browser", french: Path) -> None:
    with opened(browser, french) as (page, _heard):
        page.keyboard.press("Tab")
        assert page.locator(".skip").is_visible()
        page.keyboard.press("Enter")
        assert page.url.endswith("#main")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 768, 320])
def test_axe_finds_no_fault(browser: "Browser", french: Path, width: int, scheme: Scheme) -> None:
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    with opened(browser, french, width, scheme=scheme) as (page, _heard):
        page.evaluate(axe)
        page.fill("#q", "")
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        answer = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", RULES)
    assert len(answer["passes"]) > 20
    assert json.dumps([(each["id"], each["nodes"][0]["html"]) for each in answer["violations"]]) == "[]"
