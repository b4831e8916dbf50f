"""A table in a text document: the page that the refusal of .docx names, opened in Writer."""

import re
import zipfile
from pathlib import Path

import pytest

from conftest import Run
from support.office import OFFICE, as_document

CELL = re.compile(r"<w:tc>.*?</w:tc>", re.DOTALL)
TEXT = re.compile(r"<w:t[^>]*>([^<]*)</w:t>")


@pytest.mark.office
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_writer_opens_a_page_with_its_table(clsctl: Run, tmp_path: Path) -> None:
    clsctl("totals", "--by", "territoire", "--output", "totals.html")
    with zipfile.ZipFile(as_document(tmp_path / "totals.html", tmp_path)) as archive:
        text = archive.read("word/document.xml").decode()
    cells = ["".join(TEXT.findall(cell)) for cell in CELL.findall(text)]
    assert text.count("<w:tbl>") == 1
    assert len(cells) == 9 * 6
    assert cells[6:12] == ["02", "Aisne", "32", "0", "€3,154,843", "10.88%"]
    assert "lines have no amount in the source" in "".join(TEXT.findall(text))
