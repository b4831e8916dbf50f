"""Delimited text in UTF-8: cells separated by `,` `;` tab or `|`, under a header found by its column names."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from io import BytesIO, StringIO
from itertools import islice

from clsctl.finding import Finding, FindingLog, Place
from clsctl.rules.files import COLUMN_COUNT, ENCODING, LONG_RECORD, MANY_FINDINGS, NUL_BYTE, OPEN_QUOTE
from clsctl.sheets.content import HEAD
from clsctl.sheets.encoding import Encoding
from clsctl.sheets.formats.csv_records import LongRecordError, OpenQuoteError, records
from clsctl.sheets.header import Header, Headings, header_of, headings
from clsctl.sheets.limits import FINDINGS, RECORD
from clsctl.sheets.sheet import Row, Sheet
from clsctl.sheets.sources import Source, unreadable
from clsctl.sheets.titles import HEADER_ROWS, from_header_on, lines_above
from clsctl.vocabulary.schema import Schema

SEPARATORS = (",", ";", "\t", "|")
BOM = b"\xef\xbb\xbf"
# bytes of a header line: a longer first line is not a header, and need not be held in memory
HEADER_BYTES = 1 << 20
# Bytes read at once: a chunk without special characters is not scanned line by line.
CHUNK = 1 << 18
# French Excel's output: `;` with a BOM, or Windows-1252. Only there is a formula guard (`'`) removed.
EXCEL_ENCODINGS = frozenset({Encoding.UTF_8_BOM, Encoding.WINDOWS_1252})


@dataclass(frozen=True, slots=True)
class _Cut:
    """A candidate header line, split at one separator; `is_closed` is false where a quoted cell goes on below it."""

    line: int
    separator: str
    cells: Headings
    is_closed: bool


@dataclass(frozen=True, slots=True)
class _Top:
    """A candidate header line as the header of one kind of file."""

    cut: _Cut
    header: Header

    @property
    def line(self) -> int:
        return self.cut.line

    @property
    def separator(self) -> str:
        return self.cut.separator

    @property
    def columns(self) -> int:
        return len(self.header.positions)


def text_sheet(source: Source, schema: Schema) -> Sheet:
    """The table below its header: the first line with half of the column names, else the one with the most."""
    lines = _head(source)
    begin = next((index for index, line in enumerate(lines) if line.strip()), 0)
    top = _top(lines[begin : begin + 1], schema, begin + 1)
    if 2 * top.columns < len(schema.fields):
        deeper = _top(lines[begin : begin + HEADER_ROWS], schema, begin + 1)
        top = deeper if deeper.columns > top.columns else top
    is_first = top.line == begin + 1
    faults = FindingLog()
    if top.columns and not top.cut.is_closed:
        faults.add(Finding(OPEN_QUOTE, Place(source.name, top.line)))
        return Sheet(source.name, Header(), lambda _log: iter(()), faults=faults.close())
    if not is_first:
        above = islice(_records(source, top.separator, FindingLog()), HEADER_ROWS)
        faults.extend(lines_above((row for row in above if row[0] < top.line), top.header, schema, source.name))
    return Sheet(
        source.name,
        top.header,
        partial(_rows, source, top),
        top.line,
        faults.close(),
        () if is_first else (from_header_on(source.name, top.line),),
        separator=top.separator if is_first else None,
        guarded=top.separator == ";" and source.encoding in EXCEL_ENCODINGS,
        has_title=not is_first,
    )


def _head(source: Source) -> list[bytes]:
    """The first lines: from the bytes already read to recognise the file, or from more if those hold few lines."""
    head = source.head
    if head.count(b"\n") <= HEADER_ROWS and len(head) == HEAD:
        try:
            with source.path.open("rb") as stream:
                head = stream.read(HEADER_BYTES)
        except OSError as error:
            raise unreadable(source.name, error) from None
    return head.removeprefix(BOM).splitlines()


def _top(lines: Sequence[bytes], schema: Schema, begin: int) -> _Top:
    """The line from `begin` on, and its separator, with the most column names; the first among equals."""
    tops = [_Top(cut, header_of(cut.cells, schema)) for cut in _cuts(tuple(lines) or (b"",), begin)]
    return max(tops, key=lambda top: top.columns)


@lru_cache(maxsize=2)  # its first line and its first lines, while a file is held against each kind of file in turn
def _cuts(lines: tuple[bytes, ...], begin: int) -> tuple[_Cut, ...]:
    """Each line, split at each separator in it."""
    return tuple(
        _Cut(number, separator, headings(cells), is_closed)
        for number, line in enumerate(lines, begin)
        for text in [line.decode("utf-8", errors="replace")]
        for separator in [each for each in SEPARATORS if each in text] or SEPARATORS[:1]
        for cells, is_closed in [_cells(text, separator)]
    )


def _cells(line: str, separator: str) -> tuple[tuple[str, ...], bool]:
    """The cells of a header; False where a quoted cell continues below its line and would swallow lines unseen."""
    try:
        found = [cells for _line, cells in records([line], separator) if line.strip()]
    except OpenQuoteError:
        return tuple(cell.strip(' "') for cell in line.split(separator)), False
    return tuple(cell for cells in found for cell in cells), True


def _rows(source: Source, top: _Top, log: FindingLog) -> Iterator[Row]:
    """Each record of the right width below the header, with its first line; empty records are skipped."""
    width = len(top.header.written)
    for row in _records(source, top.separator, log):
        line, cells = row
        if line <= top.line or not any(cells):
            continue
        if len(cells) == width or (len(cells) > width and not any(cells[width:])):
            yield row
        elif not log.only_counts(COLUMN_COUNT):
            log.add(Finding(COLUMN_COUNT, Place(source.name, line), {"count": len(cells), "expected": width}))


def _records(source: Source, separator: str, log: FindingLog) -> Iterator[tuple[int, list[str]]]:
    try:
        yield from records(_lines(source, log), separator)
    except OpenQuoteError as error:
        log.add(Finding(OPEN_QUOTE, Place(source.name, error.line)))
    except LongRecordError as error:
        log.add(Finding(LONG_RECORD, Place(source.name, error.line), {"limit": RECORD.text}))


def _lines(source: Source, log: FindingLog) -> Iterator[str]:
    """The lines of a file, ended by LF, CRLF or CR alone (old spreadsheets); the ends are kept."""
    number = 0
    try:
        with source.path.open("rb") as stream:
            while chunk := stream.read(CHUNK) + stream.readline(RECORD.most):
                if len(chunk) > RECORD.most:
                    raise LongRecordError(number + chunk.count(b"\n", 0, CHUNK) + 1)
                bare = chunk if number else chunk.removeprefix(BOM)
                if log.count > FINDINGS.most:
                    log.add(Finding(MANY_FINDINGS, Place(source.name, number + 1), {"limit": FINDINGS.text}))
                    return
                lines = _plain_lines(bare) or _damaged_lines(bare, source.name, number, log)
                for line in lines:
                    number += 1
                    yield line
    except OSError as error:
        raise unreadable(source.name, error) from None


def _plain_lines(chunk: bytes) -> Iterable[str] | None:
    """Complete lines of UTF-8 ended by LF or CRLF and without NUL; None for a chunk with any other line."""
    if b"\0" in chunk or chunk.count(b"\r") > chunk.count(b"\r\n"):
        return None
    try:
        return StringIO(chunk.decode("utf-8"), newline="\n")
    except UnicodeDecodeError:
        return None


def _damaged_lines(chunk: bytes, name: str, number: int, log: FindingLog) -> Iterator[str]:
    """The other lines, after the first `number` of the file, with a finding for each fault."""
    for part in _decodable(chunk):
        for line in StringIO(_decoded(part, Place(name, number + 1), log), newline=""):
            number += 1
            if "\0" not in line:
                yield line
                continue
            if not log.only_counts(NUL_BYTE):
                log.add(Finding(NUL_BYTE, Place(name, number)))
            yield line.replace("\0", "\N{REPLACEMENT CHARACTER}")


def _decodable(chunk: bytes) -> Iterable[bytes]:
    """The chunk if it is UTF-8, else its lines one by one."""
    try:
        chunk.decode("utf-8")
    except UnicodeDecodeError:
        return BytesIO(chunk)
    return (chunk,)


def _decoded(chunk: bytes, place: Place, log: FindingLog) -> str:
    try:
        return chunk.decode("utf-8")
    except UnicodeDecodeError as error:
        if not log.only_counts(ENCODING):
            log.add(Finding(ENCODING, place, {"value": chunk[error.start : error.end].hex(" ")}))
        return chunk.decode("utf-8", errors="replace")
