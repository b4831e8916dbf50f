"""A page opened from a file: no request, no complaint, whole without script, and its files saved byte for byte."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.chromium import Scheme, opened
from support.page_tree import carried, tree
from support.samples import bundled

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

COLOURS: dict[Scheme, str] = {"light": "rgb(255, 255, 255)", "dark": "rgb(21, 22, 27)"}


def test_a_page_asks_for_nothing_and_complains_of_nothing(browser: "Browser", french: Path) -> None:
    with opened(browser, french) as (page, heard):
        page.fill("#q", "alimentaire")
        page.evaluate("document.getElementById('source').scrollIntoView()")
        page.wait_for_load_state("networkidle")
        assert heard.requests == [french.as_uri()]
        assert heard.messages == []


@pytest.mark.parametrize("scheme", list(COLOURS))
def test_a_page_takes_the_scheme_of_the_system(browser: "Browser", french: Path, scheme: Scheme) -> None:
    with opened(browser, french, scheme=scheme) as (page, _heard):
        colour = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert colour == COLOURS[scheme]


def test_a_page_is_whole_without_script(browser: "Browser", french: Path) -> None:
    with opened(browser, french, script=False) as (page, _heard):
        assert page.locator("tr[id]").count() == len(bundled())
        assert all(row.is_visible() for row in page.locator("tr[id]").all())
        assert not page.locator("#search").is_visible()


def test_an_id_of_the_crossing_unfolds_its_figure(browser: "Browser", french: Path) -> None:
    with opened(browser, french, script=False) as (page, _heard):
        figure = page.locator("#c-cq-19")
        assert not figure.is_visible()
        page.click("a[href='#c-cq-19']")
        assert figure.is_visible()


def test_each_file_is_saved_with_its_bytes(browser: "Browser", french: Path) -> None:
    files = carried(tree(french.read_bytes()))
    with opened(browser, french) as (page, _heard):
        for name, content in files.items():
            with page.expect_download() as saved:
                page.click(f'a[download="{name}"]')
            assert saved.value.suggested_filename == name
            assert Path(saved.value.path()).read_bytes() == content
    assert len(files) == 8
