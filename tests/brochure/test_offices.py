"""Brochures as offices set them: each layout is read whole, as a PDF with drawn tables, as HTML and as DOCX."""

import random
from pathlib import Path

import pytest

from clsctl.brochure.page.source import read_source
from clsctl.brochure.reader import read_outline
from clsctl.brochure.reading import Reading
from support.brochures.as_office_pdf import as_office_pdf
from support.brochures.as_page import as_page
from support.brochures.invented import Brochure, invent
from support.brochures.measure import Case, errors
from support.brochures.offices import OFFICES, Office, named, sheet
from support.brochures.shown import show

pytestmark = pytest.mark.usefixtures("within_this_process")

# Layouts whose names or sub-headings nothing on the page settles: they are refused, never guessed.
UNSETTLED = {"picture", "bold-plain"}
DRAWN = [office for office in OFFICES if office.name not in UNSETTLED]


def _read(office: Office, form: str, folder: Path, seed: int = 1) -> tuple[Brochure, Reading]:
    brochure, dice = named(invent(seed)), random.Random(seed)
    set_out = sheet(brochure, show(brochure), office, dice)
    path = folder / f"brochure.{form}"
    path.write_bytes(as_office_pdf(set_out, dice) if form == "pdf" else as_page(set_out, dice).encode())
    return brochure, read_outline(read_source(path), brochure.exercice, brochure.referentiel)


def _errors(brochure: Brochure, reading: Reading) -> list[str]:
    pages = {(block.territoire.code, block.axe): frozenset(range(100)) for block in brochure.blocks}
    return errors(Case(brochure, show(brochure), (), random.Random(0)), reading, pages)


@pytest.mark.slow(reason="a PDF is set and read for each layout")
@pytest.mark.parametrize("office", DRAWN, ids=lambda office: office.name)
def test_a_drawn_layout_is_read_whole(office: Office, tmp_path: Path) -> None:
    brochure, reading = _read(office, "pdf", tmp_path)
    assert [finding.fact for finding in reading.findings] == []
    assert _errors(brochure, reading) == []


@pytest.mark.slow(reason="a web page is set and read for each layout")
@pytest.mark.parametrize("office", [office for office in OFFICES if office.names != "picture"], ids=lambda o: o.name)
def test_the_same_is_read_whole_from_a_web_page(office: Office, tmp_path: Path) -> None:
    brochure, reading = _read(office, "html", tmp_path)
    assert [finding.fact for finding in reading.findings] == []
    assert _errors(brochure, reading) == []


@pytest.mark.slow(reason="PDFs are set and read")
@pytest.mark.parametrize(
    ("name", "seed"),
    [
        pytest.param("picture", 1, id="names that the totals decide"),
        pytest.param("bold-plain", 9, id="sub-headings that stand in two tables"),
    ],
)
def test_these_layouts_are_read_whole_where_something_settles_them(name: str, seed: int, tmp_path: Path) -> None:
    office = next(office for office in OFFICES if office.name == name)
    brochure, reading = _read(office, "pdf", tmp_path, seed)
    assert reading.is_proved
    assert _errors(brochure, reading) == []


@pytest.mark.slow(reason="PDFs are set and read")
@pytest.mark.parametrize("name", sorted(UNSETTLED))
def test_what_a_page_does_not_settle_is_never_claimed_wrongly(name: str, tmp_path: Path) -> None:
    office = next(office for office in OFFICES if office.name == name)
    brochure, reading = _read(office, "pdf", tmp_path, seed=4)
    assert not reading.is_proved or _errors(brochure, reading) == []
