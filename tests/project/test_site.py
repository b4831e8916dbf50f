"""The site, built strictly: every document in both languages, no dead link, nothing from elsewhere, a search."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from clsctl.cli.app import command
from clsctl.cli.framework import ClsctlGroup
from clsctl.rules.catalogue import RULES
from conftest import ENVIRONMENT, ROOT, Run
from links import broken, foreign
from pages import FRENCH_ONLY, documents, pages
from reference.commands import command_names
from reference.schemas import answer_schema
from support.chromium import Scheme, browser_or_skip, opened
from support.json_schemas import validate
from support.terminal_pictures import PICTURES, terminal_pictures
from words import LANGUAGES, Language, say

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOTS: dict[Language, str] = {"fr": "", "en": "en"}
TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
MARKUP = re.compile(r"[`*]|<[^>]*>")
# Words of the theme, which has no French.
ENGLISH_LABELS = ("Skip to content", "Back to top", "Toggle ", "Light mode", "On this page", ">Next<")
PHONE, DESK = 390, 1280


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, as `make site` builds it: any warning of Sphinx ends the build."""
    pytest.importorskip("furo", reason="needs the extra `site`: make test-site")
    folder = tmp_path_factory.mktemp("site") / "html"
    done = subprocess.run(
        [sys.executable, ROOT / "website" / "build_site.py", folder],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """The browser, once for all tests."""
    yield from browser_or_skip()


def test_every_document_has_a_place() -> None:
    placed = {page.documents["en"] for page in pages()}
    assert set(documents()) - placed == {"docs/findings.md"}  # the site writes that page in each language
    assert len({page.place for page in pages()}) == len(pages())
    roles = ("officer", "analyst", "journalist", "developer")
    assert all(page.is_translated() for page in pages() if page.section in {"start", "tutorials", "guides"})
    assert {f"tutorials/{role}" for role in roles} == {page.place for page in pages() if page.section == "tutorials"}


@pytest.mark.site
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_document_stands_in_both_languages(site: Path, language: Language) -> None:
    for page in pages():
        text = (site / ROOTS[language] / f"{page.place}.html").read_text("utf-8")
        title = TITLE.search((ROOT / page.documents[language]).read_text("utf-8"))
        assert title is not None
        assert MARKUP.sub("", title[1]) in MARKUP.sub("", text).replace("&#39;", "'").replace("&amp;", "&")
        assert f'<html class="no-js" lang="{language}"' in text
        assert say("made", language).replace("'", "&#39;") in text.replace("'", "&#39;")
        assert language == "en" or [word for word in ENGLISH_LABELS if word in text] == []
        note = say("in_french" if page.documents["fr"] in FRENCH_ONLY else "in_english", language)
        assert page.is_translated() or note.replace("'", "&#39;") in text.replace("'", "&#39;")


@pytest.mark.site
def test_no_link_is_broken_and_nothing_comes_from_elsewhere(site: Path) -> None:
    assert list(broken(site)) == []
    assert list(foreign(site)) == []


def test_broken_and_foreign_addresses_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<a href="b.html#here"></a><a href="b.html#gone"></a><a href="gone.html"></a><a href="https://example.org"></a>'
        '<script src="//example.org/x.js"></script><link rel="stylesheet" href="a.css"><img src="https://example.org/x.png">'
    )
    (tmp_path / "b.html").write_text('<h1 id="here"></h1>')
    (tmp_path / "a.css").write_text(
        "@font-face { src: url('https://example.org/x.woff2') } a { background: url(x.png) }"
    )
    assert list(broken(tmp_path)) == ["a.html: b.html#gone", "a.html: gone.html"]
    assert list(foreign(tmp_path)) == [
        "a.html: //example.org/x.js",
        "a.html: https://example.org/x.png",
        "a.css: https://example.org/x.woff2",
    ]


@pytest.mark.site
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reference_has_every_command_option_finding_and_schema(site: Path, language: Language) -> None:
    reference = site / ROOTS[language] / "reference"
    program = command()
    assert isinstance(program, ClsctlGroup)
    assert set(command_names()) == set(program.commands)
    for name, each in program.commands.items():
        text = (reference / "commands" / f"{name}.html").read_text("utf-8")
        named = set(re.findall(r"--?[a-z][a-z-]*", MARKUP.sub("", text)))
        assert {option for parameter in each.params for option in parameter.opts if option.startswith("-")} <= named
    findings = (reference / "findings.html").read_text("utf-8")
    assert all(f'id="{rule.slug}"' in findings for rule in RULES)
    schemas = site / ROOTS[language] / "schemas"
    assert json.loads((schemas / "contracts.json").read_bytes())["fields"][0]["name"] == "exercice"
    assert json.loads((schemas / "answer.json").read_bytes()) == answer_schema()
    assert (schemas / "datapackage.json").read_bytes() == (ROOT / "data" / "datapackage.json").read_bytes()


@pytest.mark.slow(reason="each answer is held against a schema")
@pytest.mark.parametrize(
    "arguments",
    [
        "totals",
        "totals --by territoire --across axe --share row",
        "lines --limit 3",
        "check",
        "info",
        "themes",
        "compare 2025 2025",
    ],
)
def test_an_answer_follows_the_schema_that_the_site_publishes(clsctl: Run, arguments: str) -> None:
    answer = json.loads(clsctl(*arguments.split(), "--format", "json").stdout)
    validate(answer, answer_schema())
    with pytest.raises(jsonschema.ValidationError):
        validate({**answer, "rows": [{"montant": 1.5}]}, answer_schema())


@pytest.mark.site
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_of_2025_is_there_and_proves_itself(site: Path, clsctl: Run, language: Language) -> None:
    done = clsctl("check", str(site / ROOTS[language] / "report-2025.html"))
    assert done.returncode == 0, done.stderr.decode()
    assert "the page has the same bytes" in done.stderr.decode()


@pytest.mark.site
@pytest.mark.posix
def test_the_pictures_of_a_terminal_show_what_the_program_prints() -> None:
    drawn = dict(terminal_pictures())
    assert {name: (PICTURES / name).read_text("utf-8") for name in drawn} == drawn


@pytest.mark.site
@pytest.mark.parametrize(
    ("root", "asked", "found"),
    [
        ("", "alimentation", "Un chiffre à publier"),
        ("", "Métropole", "Une première analyse"),
        ("", "prevenir", "clsctl"),  # without its accent
        ("en", "per-inhabitant", "clsctl totals"),
    ],
)
def test_the_search_answers_in_a_page_opened_as_a_file(
    site: Path, browser: "Browser", root: str, asked: str, found: str
) -> None:
    with opened(browser, site / root / "index.html", DESK) as (page, heard):
        page.fill("input[name=q]", asked)
        page.press("input[name=q]", "Enter")
        page.locator("#search-results li > a").get_by_text(found, exact=True).wait_for()
        assert heard.messages == []
        assert all(request.startswith("file:") for request in heard.requests)


@pytest.mark.site
@pytest.mark.parametrize(("width", "scheme"), [(DESK, "light"), (PHONE, "dark")])
def test_axe_finds_no_fault(site: Path, browser: "Browser", width: int, scheme: Scheme) -> None:
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    for place in ("index", "tutorials/officer", "reference/commands/totals", "search", "guides/check"):
        with opened(browser, site / f"{place}.html", width, scheme=scheme) as (page, _heard):
            page.evaluate(axe)
            answer = page.evaluate("axe.run({resultTypes: ['violations']})")
        assert len(answer["passes"]) > 20
        assert [(place, each["id"], each["nodes"][0]["html"]) for each in answer["violations"]] == []


@pytest.mark.site
@pytest.mark.parametrize("place", ["index", "tutorials/officer", "reference/commands/totals", "reference/findings"])
def test_a_phone_shows_a_page_without_scrolling_aside(site: Path, browser: "Browser", place: str) -> None:
    for language in LANGUAGES:
        with opened(browser, site / ROOTS[language] / f"{place}.html", PHONE) as (page, heard):
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
            assert page.locator(f"a.language[lang={'en' if language == 'fr' else 'fr'}]").count() == 1
            assert heard.messages == []
