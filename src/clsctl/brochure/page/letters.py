"""The letters of a PDF's page as words by baseline, and the texts turned by a quarter."""

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot
from statistics import median

import pypdfium2 as pdfium
from pypdfium2 import raw

from clsctl.brochure.page.outline import UNKNOWN
from clsctl.brochure.page.sheets import Token, Upright

MAX_LETTERS = 100_000  # of one page: a printed page has 5 000
MAX_TURNED = 80  # letters along the scale of a chart
BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of a page: left, right, baseline from the foot of the page, and size, in points.

    `spaced`: the page holds a space before it, however narrow.
    """

    char: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    turned: bool
    spaced: bool


def words_of(text: pdfium.PdfTextPage) -> tuple[tuple[tuple[Token, ...], ...], tuple[Upright, ...]]:
    """The words of each line from the highest down, and the texts that are turned."""
    letters = list(_letters(text))
    turned = [letter for letter in letters if letter.turned]
    if len(turned) > MAX_TURNED:
        return (), ()  # a page rotated by a quarter is skipped whole rather than read in part
    rows = _rows([letter for letter in letters if not letter.turned])
    return tuple(tuple(_words(row)) for row in _calls_lowered(list(rows))), tuple(_turned(turned))


def _letters(text: pdfium.PdfTextPage) -> Iterator[Letter]:
    count = min(raw.FPDFText_CountChars(text), MAX_LETTERS)
    matrix = raw.FS_MATRIX()
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    flags = ctypes.c_int()
    buffer = ctypes.create_string_buffer(256)
    fonts: dict[bytes, bool] = {}
    spaced = False
    for i in range(count):
        code = raw.FPDFText_GetUnicode(text, i)
        if code in {10, 13} or raw.FPDFText_IsGenerated(text, i) == 1:
            continue
        turned = abs(raw.FPDFText_GetCharAngle(text, i)) > 0.2
        char = "-" if raw.FPDFText_IsHyphen(text, i) == 1 or code in {2, 0xFFFE} else chr(code) if code else UNKNOWN
        if char.isspace():
            spaced = True
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
        tall = abs(box.right - box.left) if turned else abs(box.top - box.bottom)
        size = abs(raw.FPDFText_GetFontSize(text, i))
        if raw.FPDFText_GetMatrix(text, i, matrix):  # browsers set 12 points and scale the page to 9
            size *= hypot(matrix.c, matrix.d) or 1.0
        if not 0.5 * tall < size < 2 * tall:  # the page scales its letters: the nominal size is meaningless
            size = tall / 1.17 or 10.0
        left = x.value if turned else box.left
        yield Letter(char, left, box.right, y.value, size, fonts[font], turned, spaced)
        spaced = False


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


def _calls_lowered(rows: Sequence[list[Letter]]) -> Iterator[list[Letter]]:
    """The rows with raised footnote calls, small letters just above a line, within that line."""
    waiting: list[Letter] = []
    for row in rows:
        small = max(letter.size for letter in row)
        if waiting:
            size = median(letter.size for letter in row)
            near = waiting[0].base - row[0].base < 0.6 * size
            if near and max(letter.size for letter in waiting) < 0.8 * size and _follows(waiting, row):
                row = sorted([*row, *waiting], key=lambda letter: letter.left)  # noqa: PLW2901 (the line with its calls)
            else:
                yield waiting
            waiting = []
        if small < 20 and len(row) <= 12:
            waiting = row
        else:
            yield row
    if waiting:
        yield waiting


def _follows(call: Sequence[Letter], row: Sequence[Letter]) -> bool:
    """True where each letter of `call` stands close behind letters of `row`, or between two of them."""
    first = call[0].left
    before = [letter.right for letter in row if letter.left < first]
    return bool(before) and first - max(before) < 0.5 * row[0].size


def _words(row: Sequence[Letter]) -> Iterator[Token]:
    size = median(letter.size for letter in row)
    run: list[Letter] = []
    end = row[0].left
    for letter in row:
        gap = letter.left - end
        if run and (gap > 0.12 * size or (letter.spaced and gap > 0.02 * size)):
            yield _token(run)
            run = []
        run.append(letter)
        end = max(end, letter.right)
    yield _token(run)


def _token(run: Sequence[Letter]) -> Token:
    return Token(
        "".join(letter.char for letter in run),
        round(run[0].left, 2),
        round(max(letter.right for letter in run), 2),
        round(median(letter.base for letter in run), 2),
        round(median(letter.size for letter in run), 2),
        sum(letter.bold for letter in run) > 0.9 * len(run),
    )


def _turned(letters: Sequence[Letter]) -> Iterator[Upright]:
    """The turned texts, in the order in which the page holds their letters."""
    run: list[Letter] = []
    for letter in letters:
        last = run[-1] if run else letter
        apart = abs(letter.base - last.base) > 2.5 * letter.size or abs(letter.left - last.left) > letter.size
        if run and apart:
            yield _upright(run)
            run = []
        run.append(letter)
    if run:
        yield _upright(run)


def _upright(run: Sequence[Letter]) -> Upright:
    text = "".join(f" {letter.char}" if letter.spaced else letter.char for letter in run).strip()
    places = [letter.base for letter in run]
    return Upright(text, round(min(places), 2), round(max(places), 2))
