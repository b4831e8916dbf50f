"""Number formats: a reader of clsctl sees what a reader of LibreOffice sees."""

import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from clsctl.sheets.workbooks.number_formats import number_format
from support.number_formats import recorded, shown

OFFICE = shutil.which("soffice")


def _letters(text: str) -> str:
    """The text without what only groups or aligns it, in one notation of decimals."""
    return re.sub("[\\s,.\u202f\xa0]", "", text)


@pytest.mark.parametrize("code", recorded())
def test_a_number_shows_the_digits_and_words_that_libreoffice_shows(code: str) -> None:
    seen = {number: _letters(text) for number, text in recorded()[code].items()}
    # The year of a day before 1900 is another in Excel; where no section is for a number below 0, its sign is.
    told = {number: text for number, text in seen.items() if not (code in ODD and number == "-500")}
    assert {number: _letters(number_format(code).shown(Decimal(number))) for number in told} == told


ODD = ("yyyy",)


@pytest.mark.parametrize(
    ("code", "number", "text"),
    [
        ("#,##0.00", "1234567.891", "1\u202f234\u202f567,89"),
        ("0.00", "0.005", "0,01"),
        ("0.00", "1.005", "1,01"),
        ("0", "12345678901234567", "12345678901234600"),
        ("# ?/?", "22.5", "22 1/2"),
        ("yyyy-mm-dd", "45658", "2025-01-01"),
    ],
)
def test_digits_are_grouped_and_rounded_as_french_excel_does(code: str, number: str, text: str) -> None:
    assert number_format(code).shown(Decimal(number)) == text


@pytest.mark.parametrize(
    ("code", "text"),
    [("@", "a"), ("0;0;0;@", "a"), ("0.00", "a"), ('@" k€"', "a k€"), (";;;", ""), ('0;0;0;"x"', "x")],
)
def test_a_text_is_shown_as_the_last_section_says(code: str, text: str) -> None:
    assert number_format(code).shown_text("a") == text


@pytest.mark.office
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_this_libreoffice_shows_what_was_recorded(tmp_path: Path) -> None:
    assert shown(str(OFFICE), tmp_path) == recorded()
