"""Which separator a file uses: the one under which its header has the columns of the schema."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from clsctl.dataset.sources import Source, unreadable
from clsctl.finding import Finding, Place
from clsctl.rules import DUPLICATE_COLUMN, EMPTY_FILE, MISSING_COLUMN, NO_HEADER
from clsctl.schema import Schema

SEPARATORS = (",", ";", "\t", "|")
BOM = b"\xef\xbb\xbf"
# A header is short; a first line longer than this is no header, and need not be held in memory.
HEADER_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file is cut into cells, and what its header says, in its own order."""

    separator: str
    header: tuple[str, ...]


def find_dialect(source: Source, schema: Schema) -> Dialect:
    """The separator under which the first line names the most columns; a comma where it names none."""
    line = _first_line(source)
    readings = [Dialect(separator, _split(line, separator)) for separator in SEPARATORS]
    return max(readings, key=lambda reading: len(set(reading.header) & set(schema.names)))


def check_header(source: Source, dialect: Dialect, schema: Schema) -> Iterator[Finding]:
    """Each column that the header lacks, or names more than once; an empty file; a file without header."""
    place = Place(source.name, 1)
    expected = ",".join(schema.names)
    known = set(dialect.header) & set(schema.names)
    if not dialect.header:
        yield Finding(EMPTY_FILE, Place(source.name), {"expected": expected})
        return
    if not known:
        yield Finding(NO_HEADER, place, {"value": dialect.separator.join(dialect.header), "expected": expected})
        return
    for name in schema.names:
        if name not in known:
            yield Finding(MISSING_COLUMN, Place(source.name, 1, name), {"expected": expected})
    for name, count in Counter(dialect.header).items():
        if count > 1:
            yield Finding(DUPLICATE_COLUMN, Place(source.name, 1, name), {"count": count})


def _first_line(source: Source) -> str:
    """The header's text; bytes that are not UTF-8 are replaced here, and found by the careful reading."""
    try:
        with source.path.open("rb") as stream:
            head = stream.read(HEADER_BYTES).removeprefix(BOM)
    except OSError as error:
        raise unreadable(source.name, error) from None
    lines = head.lstrip(b"\r\n").splitlines()
    return lines[0].decode("utf-8", errors="replace") if lines else ""


def _split(line: str, separator: str) -> tuple[str, ...]:
    if not line.strip():
        return ()
    return tuple(cell.strip() for cell in next(csv.reader([line], delimiter=separator), []))
