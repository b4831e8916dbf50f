"""A page printed to A4 by the browser: its length, its page numbers, and no heading alone at the foot of a sheet."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from support.chromium import opened
from support.page_tree import text, tree

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SHEETS = 26
A4 = (595, 842)  # points


def printed(browser: "Browser", path: Path) -> list[list[str]]:
    """The lines of text of each sheet, the foot last."""
    with opened(browser, path) as (page, _heard):
        document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert {tuple(round(side) for side in sheet.get_size()) for sheet in document} == {A4}
    return [
        [row.strip() for row in sheet.get_textpage().get_text_range().splitlines() if row.strip()] for sheet in document
    ]


@pytest.mark.parametrize("language", ["english", "french"])
def test_a_printed_page(browser: "Browser", language: str, request: pytest.FixtureRequest) -> None:
    path = request.getfixturevalue(language)
    sheets = printed(browser, path)
    assert len(sheets) <= SHEETS
    for number, sheet in enumerate(sheets, start=1):
        assert any(row.endswith(f" {number} / {len(sheets)}") for row in sheet)
    root = tree(path.read_bytes())
    headings = {text(each) for each in root.iter() if re.fullmatch("h[1-6]", each.tag)}
    headings |= {text(each) for each in root.iter("th") if each.get("scope") in {"rowgroup", "col"}}
    foot = re.compile(r"Contrats locaux des solidarités, \d{4} \d+ / \d+")
    for sheet in sheets:
        rows = [row for row in sheet if not foot.fullmatch(row)]
        assert rows[-1] not in headings, rows[-1]
        assert not re.fullmatch(r"\d{1,2}", rows[-1]), rows[-1]


def test_what_serves_a_screen_alone_is_not_printed(browser: "Browser", french: Path) -> None:
    words = " ".join(" ".join(sheet) for sheet in printed(browser, french))
    assert "Montant de chaque contrat" in words
    assert "Chercher une action" not in words
    assert "Sommaire" not in words
    assert "surface d'une ferme urbaine" in words  # folded on a screen
