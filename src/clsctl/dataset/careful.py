"""The careful reading: each record with its line, each fault with its place, in bounded memory.

Slower than the engine by far, it runs on small files, and on a large one only when the engine's fast
verdict has said that something is wrong.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from clsctl.dataset.cast import Value, cast
from clsctl.dataset.dialect import BOM, check_header, find_dialect
from clsctl.dataset.sources import Source, unreadable
from clsctl.finding import Finding, FindingLog, Place
from clsctl.rules import COLUMN_COUNT, ENCODING, NUL_BYTE, OPEN_QUOTE
from clsctl.schema import Schema

Exact = TypeVar("Exact", str, int, Decimal)

# The csv module refuses longer cells by default; a cell may be as long as memory allows.
CELL_LIMIT = 2**31 - 1
# A carriage return alone ends a line as well: old spreadsheets of one maker write it.
LONE_CR = re.compile(r"(?<=\r)(?!\n|$)")


@dataclass(frozen=True, slots=True)
class Record:
    """A sound record: its values by column name, and the line on which it begins."""

    line: int
    values: Mapping[str, Value]

    def text(self, name: str) -> str:
        """The text of a column of text."""
        return typed(str, self.values[name])

    def integer(self, name: str) -> int:
        """The number in a required column of integers or years."""
        return typed(int, self.values[name])

    def montant(self, name: str) -> Decimal:
        """The euros in a required column of amounts."""
        return typed(Decimal, self.values[name])

    def integer_or_none(self, name: str) -> int | None:
        """The number in a column of integers or years that may be empty."""
        return None if self.values[name] is None else self.integer(name)


def typed(kind: type[Exact], value: Value) -> Exact:
    """`value`, which the schema says is of this kind; TypeError where the schema and the code differ."""
    if not isinstance(value, kind):
        raise TypeError(value)
    return value


def read_records(source: Source, schema: Schema, log: FindingLog) -> Iterator[Record]:
    """The records of a file whose every cell fits its column; findings go to `log`."""
    header_faults = list(find_header_faults(source, schema))
    log.extend(header_faults)
    if header_faults:
        return
    dialect = find_dialect(source, schema)
    wanted = [(field, dialect.header.index(field.name)) for field in schema.fields]
    for line, cells in _rows(source, dialect.separator, len(dialect.header), log):
        values: dict[str, Value] = {}
        sound = True
        for field, index in wanted:
            value = cast(field, cells[index], Place(source.name, line, field.name))
            if isinstance(value, Finding):
                log.add(value)
                sound = False
            else:
                values[field.name] = value
        if sound:
            yield Record(line, values)


def find_header_faults(source: Source, schema: Schema) -> Iterator[Finding]:
    """What is wrong with the header alone."""
    return check_header(source, find_dialect(source, schema), schema)


def _rows(source: Source, separator: str, width: int, log: FindingLog) -> Iterator[tuple[int, list[str]]]:
    """Each record of the right width below the header, with the line on which it begins; blank lines are none."""
    csv.field_size_limit(CELL_LIMIT)
    reader = csv.reader(_lines(source, log), delimiter=separator, strict=True)
    header_seen = False
    while True:
        begin = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            log.add(Finding(OPEN_QUOTE, Place(source.name, begin)))
            return
        if not cells:
            continue
        if not header_seen:
            header_seen = True
        elif len(cells) < width or any(cells[width:]):
            log.add(Finding(COLUMN_COUNT, Place(source.name, begin), {"count": len(cells), "expected": width}))
        else:
            yield begin, cells


def _lines(source: Source, log: FindingLog) -> Iterator[str]:
    """The lines of a file as the csv module wants them: ended by LF, CRLF or CR, each end kept."""
    number = 0
    try:
        with source.path.open("rb") as stream:
            for chunk in stream:
                text = _decoded(chunk if number else chunk.removeprefix(BOM), Place(source.name, number + 1), log)
                for line in LONE_CR.split(text):
                    number += 1
                    if "\0" in line:
                        log.add(Finding(NUL_BYTE, Place(source.name, number)))
                    yield line.replace("\0", "\N{REPLACEMENT CHARACTER}")
    except OSError as error:
        raise unreadable(source.name, error) from None


def _decoded(chunk: bytes, place: Place, log: FindingLog) -> str:
    try:
        return chunk.decode("utf-8")
    except UnicodeDecodeError as error:
        log.add(Finding(ENCODING, place, {"value": chunk[error.start : error.end].hex(" ")}))
        return chunk.decode("utf-8", errors="replace")
