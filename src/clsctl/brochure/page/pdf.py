"""The outline of a PDF's text layer: letters grouped into strips by baseline, strips into columns by gaps.

pypdfium2 reads the page (Apache-2.0 or BSD-3-Clause, no dependencies, the engine that Chrome hardens against hostile
files); position, size and weight of the letters tell rows, headings and wrapped labels apart.
"""

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from clsctl.brochure.page.bounded_process import OverwhelmedError, apart
from clsctl.brochure.page.outline import UNKNOWN, Outline, clean
from clsctl.brochure.page.strips import Strip, lines_of
from clsctl.brochure.printed_amounts import parse_printed
from clsctl.errors import ReadError
from clsctl.language import _

MAX_PAGES = 2_000
MAX_LETTERS = 100_000  # of one page: a printed page has 5 000
MAX_TURNED = 80  # letters along the scale of a chart
BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of a page: left, right, baseline from the foot of the page, and size, in points."""

    char: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    turned: bool


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
    strips = [Strip(tuple(cells), *measures) for cells, *measures in found["strips"]]
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
        strips = [astuple(strip) for index in range(len(document)) for strip in _strips(document, index)]
        return {"strips": strips, "labels": [document.get_page_label(index) for index in range(len(document))]}
    except pdfium.PdfiumError as error:
        return _refusal(
            _("{name}: a page of this PDF is damaged ({error}).").format(name=name, error=error),
            _("Open it in a viewer and print it to a new PDF."),
        )
    finally:
        document.close()


def _refusal(fact: str, remedy: str) -> dict[str, Any]:
    return {"fact": fact, "remedy": remedy}


def _strips(document: pdfium.PdfDocument, index: int) -> Iterator[Strip]:
    page = document[index]
    height = page.get_height() or 1.0
    text = page.get_textpage()
    letters = list(_letters(text))
    if sum(letter.turned for letter in letters) > MAX_TURNED:
        letters = []  # a page rotated by a quarter is skipped whole rather than read in part
    for row in _rows([letter for letter in letters if not letter.turned]):
        size = median(letter.size for letter in row)
        cells = _cells(row, size)
        if len(cells) == 1 and row[0].left > page.get_width() / 2:
            cells = ("", *cells)  # the column of amounts, beside a label of several lines
        if any(cells):
            base = median(letter.base for letter in row)
            bold = sum(letter.bold for letter in row) > 0.9 * len(row)
            yield Strip(cells, row[0].left, 1 - base / height, height, size, bold, index + 1)
    text.close()
    page.close()


def _letters(text: pdfium.PdfTextPage) -> Iterator[Letter]:
    count = min(raw.FPDFText_CountChars(text), MAX_LETTERS)
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    flags = ctypes.c_int()
    buffer = ctypes.create_string_buffer(256)
    fonts: dict[bytes, bool] = {}
    for i in range(count):
        code = raw.FPDFText_GetUnicode(text, i)
        if code in {10, 13} or raw.FPDFText_IsGenerated(text, i) == 1:
            continue
        turned = abs(raw.FPDFText_GetCharAngle(text, i)) > 0.2
        char = "-" if raw.FPDFText_IsHyphen(text, i) == 1 or code in {2, 0xFFFE} else chr(code) if code else UNKNOWN
        if char.isspace():
            continue
        if raw.FPDFText_HasUnicodeMapError(text, i) == 1:
            char = UNKNOWN  # a glyph without a known letter is kept as a mark, never dropped
        raw.FPDFText_GetLooseCharBox(text, i, box)
        raw.FPDFText_GetCharOrigin(text, i, x, y)
        length = raw.FPDFText_GetFontInfo(text, i, buffer, 256, flags)
        font = buffer.raw[: max(length - 1, 0)]
        if font not in fonts:
            weight = raw.FPDFText_GetFontWeight(text, i)
            fonts[font] = weight >= 600 or BOLD.search(font.decode("latin-1")) is not None
        tall = abs(box.top - box.bottom)
        size = abs(raw.FPDFText_GetFontSize(text, i))
        if not 0.5 * tall < size < 2 * tall:  # the page scales its letters: the nominal size is meaningless
            size = tall / 1.17 or 10.0
        yield Letter(char, box.left, box.right, y.value, size, fonts[font], turned)


def _rows(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    """The letters of each line, left to right, from the highest line down."""
    row: list[Letter] = []
    for letter in sorted(letters, key=lambda letter: -letter.base):
        if row and row[0].base - letter.base > 0.35 * max(letter.size, row[0].size):
            yield sorted(row, key=lambda letter: letter.left)
            row = []
        row.append(letter)
    if row:
        yield sorted(row, key=lambda letter: letter.left)


def _cells(row: Sequence[Letter], size: float) -> tuple[str, ...]:
    """The columns of a line, split by a wide gap, or by a narrower one before an amount."""
    pieces: list[tuple[float, str]] = []
    text, end, before = "", row[0].left, 0.0
    for letter in row:
        gap = letter.left - end
        if text and gap > 0.9 * size:
            pieces.append((before, text))
            text, before = "", gap
        elif text and gap > 0.12 * size:
            text += " "
        text += letter.char
        end = max(end, letter.right)
    pieces.append((before, text))
    cells = [clean(pieces[0][1]).strip()]
    for gap, piece in pieces[1:]:
        cell = clean(piece).strip()
        if gap > 2.5 * size or parse_printed(cell) is not None:
            cells.append(cell)
        else:
            cells[-1] = f"{cells[-1]} {cell}"
    return tuple(cells)
