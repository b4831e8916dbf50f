"""The search of a page finds the lines of `clsctl lines --search`, and sums them in the same way."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from clsctl.vocabulary.folding import fold_words
from conftest import Run
from support.chromium import opened
from support.pages import page_of
from support.samples import bundled, line, montant, total

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

WORDS = (
    *("alimentaire", "Alimentaires", "précarité", "PRECARITE energetique", "mise en oeuvre", "œuvre"),
    *(
        "l'accès",
        "l’accès",
        "16-25",
        "16",
        "PLS",
        "a",
        "de la",
        "logement d'abord",
        "FALC",
        "travaux",
        "travau",
    ),
    *("jeunes jeune", "dès", "CCAS", "zzz", "*", "é", "-", "RSA et", "Ecole", "école", "mel", "hors-les-murs", "bus s"),
    *("alimentai* aide", "ACCÈS*", "travaux*", "l*", "é* aide", "jeu* log*", "* aide"),
)
WRITTEN = (
    "Straße",
    "ﬁnancer le 1ᵉʳ CŒUR",
    "m² d'ÉCOLE",
    "naïf",
    "ex æquo",
    "E\u0301cole",
    "a_b",
    "½ journée",
    "ſ",
    "İzmir",
)


def found(page: "Page") -> tuple[list[str], str]:
    """The keys of the lines that are shown, and what the page says of them."""
    keys = page.eval_on_selector_all("tr[id]", "rows => rows.filter(row => row.offsetParent).map(row => row.id)")
    return keys, page.inner_text("#found")


def test_the_search_finds_and_sums_as_the_command_does(browser: "Browser", english: Path, clsctl: Run) -> None:
    compare(browser, english, clsctl, WORDS)


def test_letters_are_folded_as_the_command_folds_them(browser: "Browser", tmp_path: Path, clsctl: Run) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(
        page_of(tmp_path / "data", [line(rang, action=text) for rang, text in enumerate(WRITTEN, 1)], language="en")
    )
    folded = (
        "strasse",
        "financer",
        "1er",
        "coeur",
        "m2",
        "ecole",
        "naif",
        "aequo",
        "a",
        "b",
        "izmir",
        "s",
        "12",
        "fi",
        "e",
    )
    compare(browser, path, clsctl, [*WRITTEN, *folded])


def test_a_star_stands_for_the_rest_of_a_word(browser: "Browser", english: Path) -> None:
    with opened(browser, english) as (page, _heard):
        for begin in ("aliment", "pri", "a"):
            page.fill("#q", f"{begin}*")
            keys, _said = found(page)
            expected = [
                row["action"]
                for row in bundled()
                if any(word.startswith(begin) for word in fold_words(f"{row['action']} {row['objectif']}"))
            ]
            assert len(keys) == len(expected), begin


def compare(browser: "Browser", path: Path, clsctl: Run, questions: Sequence[str]) -> None:
    """The same lines and the same sentence for each question, from the page and from the command."""
    with opened(browser, path) as (page, _heard):
        for words in questions:
            page.fill("#q", words)
            keys, said = found(page)
            done = clsctl("lines", "--search", words, "--format", "csv", "--data", str(path))
            if done.returncode:  # no word to search by
                assert said == "", words
                continue
            lines = list(csv.DictReader(io.StringIO(done.stdout.decode())))
            expected = [
                f"{row['exercice']}-{row['territoire_code']}-{row['axe']}-{int(row['rang']):02}" for row in lines
            ]
            assert sorted(keys) == sorted(expected), words
            without = sum(montant(row) is None for row in lines)
            parts = [f"{len(lines)} line{'s' * (len(lines) != 1)}", f"€{total(lines):,}"]
            assert said == " · ".join([*parts, *([f"{without} without amount"] if without else [])]), words


def test_a_search_leaves_the_lines_found_under_their_headings_alone(browser: "Browser", english: Path) -> None:
    with opened(browser, english) as (page, _heard):
        page.fill("#q", "alimentaire")
        assert not page.locator("#axe-1-h").is_visible()
        assert page.locator("#axe-4-h").is_visible()
        assert not page.locator("#axe-4 figure").is_visible()
        assert not any(foot.is_visible() for foot in page.locator(".lines tfoot").all())
        page.fill("#q", "")
        assert all(each.is_visible() for each in page.locator("tr[id], .lines tfoot, #axe-1-h, #axe-4 figure").all())
        assert page.inner_text("#found") == ""


def test_a_search_changes_nothing_of_the_printed_page(browser: "Browser", english: Path) -> None:
    with opened(browser, english) as (page, _heard):
        page.fill("#q", "alimentaire")
        page.emulate_media(media="print")
        assert all(each.is_visible() for each in page.locator("tr[id], .lines tfoot, #axe-4 figure").all())


def test_the_enter_key_leaves_the_page(browser: "Browser", english: Path) -> None:
    with opened(browser, english) as (page, heard):
        page.fill("#q", "logement")
        page.press("#q", "Enter")
        assert page.url == english.as_uri()
        assert heard.messages == []
        assert page.input_value("#q") == "logement"
