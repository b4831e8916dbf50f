"""The outline of a PDF's text layer and of the rules that it draws: cells where it draws them, else columns by gaps.

pypdfium2 reads the page (Apache-2.0 or BSD-3-Clause, no dependencies, the engine that Chrome hardens against hostile
files); position, size and weight of the letters tell rows, headings and wrapped labels apart.
"""

from functools import partial
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from clsctl.brochure.page.bounded_process import OverwhelmedError, apart
from clsctl.brochure.page.letters import words_of
from clsctl.brochure.page.outline import Outline
from clsctl.brochure.page.pages import strips_of
from clsctl.brochure.page.ruling.drawn import drawn
from clsctl.brochure.page.sheets import PdfPage, sent, sheet_of
from clsctl.brochure.page.strips import lines_of
from clsctl.errors import ReadError
from clsctl.language import _

MAX_PAGES = 2_000


def read_pdf(path: Path, name: str) -> Outline:
    """The outline of the text layer; ReadError for a file that is not a PDF, is locked, or is a scan without text."""
    try:
        found = apart(partial(_read, path, name))
    except OverwhelmedError:
        raise ReadError(
            _("{name}: this PDF needs too much memory or time for a brochure.").format(name=name),
            _("Open it in a viewer and print it to a new PDF."),
        ) from None
    if "fact" in found:
        raise ReadError(found["fact"], found["remedy"])
    labels: list[str] = found["labels"]
    sheets = [sheet_of(each) for each in found["sheets"]]
    strips = strips_of(sheets)
    if not strips:
        raise ReadError(
            _("{name}: this PDF contains images without text, like a scan.").format(name=name),
            _(
                "Add a text layer by optical character recognition, then import the result: ocrmypdf -l fra "
                "IN.pdf OUT.pdf"
            ),
        )
    textless = sorted(set(range(1, len(labels) + 1)) - {strip.sheet for strip in strips})
    return Outline(name, tuple(lines_of(strips, labels)), tuple(textless))


def _read(path: Path, name: str) -> dict[str, Any]:
    """The strips and the labels of the pages, or the fact and remedy of a refusal."""
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        return _refusal(
            _("{name}: this PDF cannot be opened ({error}).").format(name=name, error=error),
            _("Check that it opens in a viewer; if it asks for a password, save a copy without one."),
        )
    try:
        if len(document) > MAX_PAGES:
            return _refusal(
                _("{name}: {count} pages are too many for a brochure.").format(name=name, count=len(document)),
                _("Name the text of a brochure (.md, .txt, .html) or its PDF."),
            )
        pages = range(len(document))
        return {
            "sheets": [_sheet(document, index) for index in pages],
            "labels": [document.get_page_label(index) for index in pages],
        }
    except pdfium.PdfiumError as error:
        return _refusal(
            _("{name}: a page of this PDF is damaged ({error}).").format(name=name, error=error),
            _("Open it in a viewer and print it to a new PDF."),
        )
    finally:
        document.close()


def _refusal(fact: str, remedy: str) -> dict[str, Any]:
    return {"fact": fact, "remedy": remedy}


def _sheet(document: pdfium.PdfDocument, index: int) -> dict[str, Any]:
    page = document[index]
    text = page.get_textpage()
    rows, turned = words_of(text)
    rules, boxes = drawn(page) if rows else ((), ())
    sheet = PdfPage(index + 1, page.get_width(), page.get_height() or 1.0, rows, turned, rules, boxes)
    text.close()
    page.close()
    return sent(sheet)
