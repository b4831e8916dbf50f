"""Brochures that real writers made: Chromium prints a PDF, LibreOffice writes a DOCX; both are read whole."""

import random
import shutil
import subprocess
from pathlib import Path

import pytest

from clsctl.brochure.page.source import read_source
from clsctl.brochure.reader import read_outline
from support.brochures.as_page import as_page
from support.brochures.invented import Brochure, invent
from support.brochures.measure import Case, errors
from support.brochures.offices import OFFICES, named, sheet
from support.brochures.shown import show

pytestmark = pytest.mark.office
BROWSER, OFFICE = shutil.which("chromium"), shutil.which("soffice")
LAYOUTS = ["grid-objectif", "grid-everything", "lines-parts", "zebra", "territories-once", "hyphens"]
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-pdf-header-footer",
)  # fmt: skip


def _page(name: str, folder: Path) -> tuple[Brochure, Path]:
    office = next(office for office in OFFICES if office.name == name)
    brochure, dice = named(invent(3)), random.Random(3)
    page = folder / "brochure.html"
    page.write_text(as_page(sheet(brochure, show(brochure), office, dice), dice), encoding="utf-8")
    return brochure, page


def _is_whole(brochure: Brochure, path: Path) -> bool:
    reading = read_outline(read_source(path), brochure.exercice, brochure.referentiel)
    pages = {(block.territoire.code, block.axe): frozenset(range(100)) for block in brochure.blocks}
    assert [finding.fact for finding in reading.findings] == []
    return not errors(Case(brochure, show(brochure), (), random.Random(0)), reading, pages)


@pytest.mark.skipif(BROWSER is None, reason="Chromium is not installed")
@pytest.mark.parametrize("name", LAYOUTS)
def test_what_a_browser_prints_is_read_whole(name: str, tmp_path: Path) -> None:
    brochure, page = _page(name, tmp_path)
    printed = tmp_path / "brochure.pdf"
    command = [str(BROWSER), *QUIET, f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={printed}", str(page)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert _is_whole(brochure, printed)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", LAYOUTS)
def test_what_a_word_processor_writes_is_read_whole(name: str, tmp_path: Path) -> None:
    brochure, page = _page(name, tmp_path)
    command = [
        str(OFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
        "--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path), str(page),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert _is_whole(brochure, tmp_path / "brochure.docx")
