"""Brochures that real writers made: Chromium prints a PDF, LibreOffice writes a DOCX and its PDF."""

import random
import shutil
import subprocess
from pathlib import Path

import pytest

from clsctl.brochure.page.source import read_source
from clsctl.brochure.reader import read_outline
from clsctl.brochure.reading import Reading
from support.brochures.as_page import as_page
from support.brochures.invented import Brochure, invent
from support.brochures.measure import Case, errors
from support.brochures.offices import OFFICES, named, sheet
from support.brochures.shown import show

BROWSER, OFFICE = shutil.which("chromium"), shutil.which("soffice")
LAYOUTS = ["grid-objectif", "grid-everything", "lines-parts", "zebra-porteur", "territories-once", "hyphens"]
# The layouts whose rules LibreOffice takes from a page; the others it prints without any.
RULED = {"grid-objectif", "territories-once", "hyphens"}
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-pdf-header-footer",
)  # fmt: skip


def _page(name: str, folder: Path) -> tuple[Brochure, Path]:
    office = next(office for office in OFFICES if office.name == name)
    brochure, dice = named(invent(3)), random.Random(3)
    page = folder / f"{name}.html"
    page.write_text(as_page(sheet(brochure, show(brochure), office, dice), dice), encoding="utf-8")
    return brochure, page


def _read(brochure: Brochure, path: Path) -> tuple[Reading, list[str]]:
    """The reading, and where it differs from the brochure."""
    reading = read_outline(read_source(path), brochure.exercice, brochure.referentiel)
    pages = {(block.territoire.code, block.axe): frozenset(range(100)) for block in brochure.blocks}
    return reading, errors(Case(brochure, show(brochure), (), random.Random(0)), reading, pages)


def _is_whole(brochure: Brochure, path: Path) -> bool:
    reading, found = _read(brochure, path)
    assert [finding.fact for finding in reading.findings] == []
    return not found


@pytest.mark.browser
@pytest.mark.skipif(BROWSER is None, reason="Chromium is not installed")
@pytest.mark.parametrize("name", [*LAYOUTS, "plain-columns", "two-columns"])
def test_what_a_browser_prints_is_read_whole(name: str, tmp_path: Path) -> None:
    brochure, page = _page(name, tmp_path)
    printed = tmp_path / "brochure.pdf"
    command = [str(BROWSER), *QUIET, f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={printed}", str(page)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert _is_whole(brochure, printed)


@pytest.mark.office
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_what_a_word_processor_writes_is_read_whole_and_its_print_never_wrongly(tmp_path: Path) -> None:
    brochures = {name: _page(name, tmp_path)[0] for name in LAYOUTS}
    pages, documents = ([f"{name}.{ending}" for name in LAYOUTS] for ending in ("html", "docx"))
    for filters, sources in (
        (["--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML"], pages),
        (["--convert-to", "pdf:writer_pdf_Export"], documents),
    ):
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [str(OFFICE), profile, "--headless", *filters, *sources]
        subprocess.run(command, check=True, capture_output=True, timeout=180, cwd=tmp_path)
    for name, brochure in brochures.items():
        assert _is_whole(brochure, tmp_path / f"{name}.docx"), name
        reading, found = _read(brochure, tmp_path / f"{name}.pdf")
        assert not (reading.is_proved and found), name
        assert reading.is_proved or name not in RULED, (name, [each.fact for each in reading.findings])
