"""The careful reading: each record with its line, each fault with its place, in bounded memory.

Far slower than the engine, it runs on small files, and on large ones only after the fast verdict reported a fault.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeGuard, TypeVar

from clsctl.finding import Fault, Finding, FindingLog, Place
from clsctl.rules.files import UNNAMED_COLUMN
from clsctl.sheets.header import Header
from clsctl.sheets.sheet import Sheet
from clsctl.verdict.header import header_faults
from clsctl.vocabulary.cells import Cell, Value, cast
from clsctl.vocabulary.schema import Field, Schema

Exact = TypeVar("Exact", str, int, Decimal)
Meaning = TypeVar("Meaning")

REMEMBERED, SHORT = 10_000, 200
# The guard that `excel-fr` writes before an apparent formula, or before a text that starts with `'`.
GUARD = "'"
GUARDED = re.compile(rf"{GUARD}[=+\-@\t\r'＝＋－＠]")


@dataclass(frozen=True, slots=True)
class Record:
    """A sound record: its values by column name, and its first line."""

    line: int
    values: Mapping[str, Value]

    def text(self, name: str) -> str:
        """The text in a column of text."""
        return typed(str, self.values[name])

    def integer(self, name: str) -> int:
        """The number in a required column of integers or years."""
        return typed(int, self.values[name])

    def montant(self, name: str) -> Decimal:
        """The euros in a required column of amounts."""
        return typed(Decimal, self.values[name])

    def integer_or_none(self, name: str) -> int | None:
        """The number in an optional column of integers or years."""
        return None if self.values[name] is None else self.integer(name)


def typed(kind: type[Exact], value: Value) -> Exact:
    """`value` with the kind that the schema declares; TypeError where schema and code differ."""
    if not isinstance(value, kind):
        raise TypeError(value)
    return value


def read_records(sheet: Sheet, schema: Schema, log: FindingLog) -> Iterator[Record]:
    """The records of a sheet whose every cell fits its column; findings go to `log`."""
    names = schema.names
    for line, values, _extras in read_rows(sheet, schema, log, cast):
        if isinstance(values, list):
            yield Record(line, dict(zip(names, values, strict=True)))


def read_rows(
    sheet: Sheet, schema: Schema, log: FindingLog, meaning: Callable[[Field, Cell], Meaning | Fault]
) -> Iterator[tuple[int, list[Meaning] | dict[str, Meaning], tuple[str, ...]]]:
    """The line of each row, the values of its cells, and its undeclared cells; findings go to `log`.

    The values are in schema order; in a row with a fault, those of the other cells are given by name. Tuples rather
    than objects: there may be millions.
    """
    log.include(sheet.faults)
    faults = list(header_faults(sheet, schema))
    log.extend(faults)
    if faults or not sheet.header.written:
        return
    header = sheet.header
    positions = header.positions
    columns = [(_Known(field, meaning, guarded=sheet.guarded), positions.get(field.name)) for field in schema.fields]
    unnamed, width, extras = header.unnamed, len(header.written), tuple(header.extras)
    names = schema.names
    for line, cells in sheet.rows(log):
        if unnamed or len(cells) > width:
            log.extend(_stray(cells, header, Place(sheet.name, line)))
        meanings = [known["" if index is None else cells[index]] for known, index in columns]
        extra = tuple(_extra(cells[index], sheet) for index in extras) if extras else ()
        if _fit(meanings):
            yield line, meanings, extra
        else:
            sound = {}
            for name, found in zip(names, meanings, strict=True):
                if not isinstance(found, Fault):
                    sound[name] = found
                elif not log.only_counts(found.rule):
                    log.add(found.at(Place(sheet.name, line, name)))
            yield line, sound, extra


class _Known(dict[Cell, Meaning | Fault], Generic[Meaning]):
    """The values of a column's cells, cached: most cells repeat."""

    def __init__(self, field: Field, meaning: Callable[[Field, Cell], Meaning | Fault], *, guarded: bool) -> None:
        self._field = field
        self._meaning = meaning
        self._guarded = guarded

    def __missing__(self, cell: Cell) -> Meaning | Fault:
        found = self._meaning(self._field, _unguarded(cell) if self._guarded else cell)
        # Texts only: the number 1 would match a cached True.
        if len(self) < REMEMBERED and isinstance(cell, str) and len(cell) < SHORT:
            self[cell] = found
        return found


def _fit(meanings: list[Meaning | Fault]) -> TypeGuard[list[Meaning]]:
    return Fault not in map(type, meanings)


def _stray(cells: Sequence[Cell], header: Header, place: Place) -> Iterator[Finding]:
    """Findings on values without a heading."""
    for index in (*header.unnamed, *range(len(header.written), len(cells))):
        if cells[index] not in {"", None}:
            yield Finding(UNNAMED_COLUMN, place, {"value": cells[index]})


def _extra(cell: Cell, sheet: Sheet) -> str:
    """A cell of an undeclared column, as a CSV would write it."""
    if isinstance(cell, float) and cell.is_integer():
        return f"{cell:.0f}"
    text = "" if cell is None else str(cell)
    return str(_unguarded(text)) if sheet.guarded else text


def _unguarded(cell: Cell) -> Cell:
    """The text without the `'` that guards an apparent formula; any other cell unchanged."""
    return cell[1:] if isinstance(cell, str) and cell.startswith(GUARD) and GUARDED.match(cell) else cell
