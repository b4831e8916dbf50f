"""CSV and its kin: cells parted by `,` `;` tab or `|`, in a text that is UTF-8 by now."""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from io import BytesIO, StringIO
from itertools import islice

from clsctl.dataset.encoding import Encoding
from clsctl.dataset.header import read_header
from clsctl.dataset.inputs.cells import OpenQuoteError, records
from clsctl.dataset.sheet import Row, Sheet
from clsctl.dataset.sources import Source, unreadable
from clsctl.finding import Finding, FindingLog, Findings, Place
from clsctl.rules import COLUMN_COUNT, ENCODING, NUL_BYTE, OPEN_QUOTE
from clsctl.schema import Schema

SEPARATORS = (",", ";", "\t", "|")
BOM = b"\xef\xbb\xbf"
# A header is short; a first line longer than this is no header, and need not be held in memory.
HEADER_BYTES = 1 << 20
# Read at once: where all is plain, no line is looked at by itself.
CHUNK = 1 << 18
# A carriage return alone ends a line as well: old spreadsheets of one maker write it.
LONE_CR = re.compile(r"(?<=\r)(?!\n|$)")
# What French Excel writes: `;` with a BOM, or in Windows-1252. Only there is a guard before a formula undone.
EXCEL_ENCODINGS = frozenset({Encoding.UTF_8_BOM, Encoding.WINDOWS_1252})


def text_sheet(source: Source, schema: Schema) -> Sheet:
    """The table under the separator by which the first line names the most columns; a comma where it names none."""
    line = _first_line(source)
    cut = [(separator, *_header(line, separator)) for separator in SEPARATORS]
    separator, header, is_closed = max(cut, key=lambda reading: len(read_header(reading[1], schema).positions))
    if read_header(header, schema).positions and not is_closed:
        finding = Finding(OPEN_QUOTE, Place(source.name, 1))
        return Sheet(source.name, (), lambda _log: iter(()), faults=Findings((finding,), {OPEN_QUOTE.slug: 1}))
    return Sheet(
        source.name,
        header,
        partial(_rows, source, separator, len(header)),
        separator=separator,
        guarded=separator == ";" and source.encoding in EXCEL_ENCODINGS,
    )


def _first_line(source: Source) -> str:
    """The header's text; bytes that are not UTF-8 are replaced here, and found when the rows are read."""
    try:
        with source.path.open("rb") as stream:
            head = stream.read(HEADER_BYTES).removeprefix(BOM)
    except OSError as error:
        raise unreadable(source.name, error) from None
    lines = head.lstrip(b"\r\n").splitlines()
    return lines[0].decode("utf-8", errors="replace") if lines else ""


def _header(line: str, separator: str) -> tuple[tuple[str, ...], bool]:
    """The cells of a header; False where a quoted one goes on below its line: it would swallow lines unseen."""
    try:
        found = [cells for _line, cells in records([line], separator) if line.strip()]
    except OpenQuoteError:
        return tuple(cell.strip(' "') for cell in line.split(separator)), False
    return tuple(cell.strip() for cells in found for cell in cells), True


def _rows(source: Source, separator: str, width: int, log: FindingLog) -> Iterator[Row]:
    """Each record of the right width below the header, with the line on which it begins; blank lines are none."""
    for row in islice(_records(source, separator, log), 1, None):
        line, cells = row
        if len(cells) == width or (len(cells) > width and not any(cells[width:])):
            yield row
        else:
            log.add(Finding(COLUMN_COUNT, Place(source.name, line), {"count": len(cells), "expected": width}))


def _records(source: Source, separator: str, log: FindingLog) -> Iterator[tuple[int, list[str]]]:
    try:
        yield from records(_lines(source, log), separator)
    except OpenQuoteError as error:
        log.add(Finding(OPEN_QUOTE, Place(source.name, error.line)))


def _lines(source: Source, log: FindingLog) -> Iterator[str]:
    """The lines of a file, ended by LF, CRLF or CR, each end kept."""
    number = 0
    try:
        with source.path.open("rb") as stream:
            while chunk := stream.read(CHUNK) + stream.readline():
                bare = chunk if number else chunk.removeprefix(BOM)
                lines = _plain_lines(bare) or _damaged_lines(bare, source.name, number, log)
                for line in lines:
                    number += 1
                    yield line
    except OSError as error:
        raise unreadable(source.name, error) from None


def _plain_lines(chunk: bytes) -> Iterable[str] | None:
    """Whole lines of UTF-8 that end in LF or CRLF and hold no NUL; None where one is otherwise."""
    if b"\0" in chunk or chunk.count(b"\r") > chunk.count(b"\r\n"):
        return None
    try:
        return StringIO(chunk.decode("utf-8"), newline="\n")
    except UnicodeDecodeError:
        return None


def _damaged_lines(chunk: bytes, name: str, number: int, log: FindingLog) -> Iterator[str]:
    """Any other lines, below the first `number` of the file."""
    for part in BytesIO(chunk):
        for line in LONE_CR.split(_decoded(part, Place(name, number + 1), log)):
            number += 1
            if "\0" in line:
                log.add(Finding(NUL_BYTE, Place(name, number)))
            yield line.replace("\0", "\N{REPLACEMENT CHARACTER}")


def _decoded(chunk: bytes, place: Place, log: FindingLog) -> str:
    try:
        return chunk.decode("utf-8")
    except UnicodeDecodeError as error:
        log.add(Finding(ENCODING, place, {"value": chunk[error.start : error.end].hex(" ")}))
        return chunk.decode("utf-8", errors="replace")
