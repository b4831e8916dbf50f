"""The careful reading: each record with its line, each fault with its place, in bounded memory.

Slower than the engine by far, it runs on small files, and on a large one only when the engine's fast
verdict has said that something is wrong.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from clsctl.dataset.cast import Value, cast
from clsctl.dataset.header import Header, header_faults, read_header
from clsctl.dataset.sheet import Cell, Sheet
from clsctl.finding import Finding, FindingLog, Place
from clsctl.rules.files import UNNAMED_COLUMN
from clsctl.schema import Schema

Exact = TypeVar("Exact", str, int, Decimal)

REMEMBERED, SHORT = 10_000, 200
# What `excel-fr` writes before a text that a spreadsheet would compute, and before one that starts with `'`.
GUARDED = re.compile(r"'[=+\-@\t\r']")


@dataclass(frozen=True, slots=True)
class Record:
    """A sound record: its values by column name, the line on which it begins, its cells that no schema declares."""

    line: int
    values: Mapping[str, Value]
    extras: tuple[str, ...] = ()

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


def read_records(
    sheet: Sheet, schema: Schema, log: FindingLog, *, needed: Collection[str] | None = None
) -> Iterator[Record]:
    """The records of a sheet whose every cell fits its column; findings go to `log`.

    With `needed`, those too in which at least these columns fit: for rules between lines, never for sums.
    """
    log.include(sheet.faults)
    faults = list(header_faults(sheet, schema))
    log.extend(faults)
    if faults or not sheet.header:
        return
    header = read_header(sheet.header, schema)
    schema_names = set(schema.names)
    # Most cells have stood in their column before: what they mean is not worked out again.
    wanted = [(field, header.positions[field.name], dict[str, Value]()) for field in schema.fields]
    unnamed, width = header.unnamed, len(header.written)
    for line, cells in sheet.rows(log):
        if unnamed or len(cells) > width:
            log.extend(_stray(cells, header, Place(sheet.name, line)))
        values: dict[str, Value] = {}
        for field, index, known in wanted:
            cell = _unguarded(cells[index]) if sheet.guarded else cells[index]
            if isinstance(cell, str) and cell in known:
                values[field.name] = known[cell]
                continue
            value = cast(field, cell, Place(sheet.name, line, field.name))
            if isinstance(value, Finding):
                log.add(value)
                continue
            values[field.name] = value
            if isinstance(cell, str) and len(known) < REMEMBERED and len(cell) < SHORT:
                known[cell] = value
        if values.keys() >= (schema_names if needed is None else set(needed)):
            yield Record(line, values, tuple(_extra(cells[index], sheet) for index in header.extras))


def _stray(cells: Sequence[Cell], header: Header, place: Place) -> Iterator[Finding]:
    """Values under no heading."""
    for index in (*header.unnamed, *range(len(header.written), len(cells))):
        if cells[index] not in {"", None}:
            yield Finding(UNNAMED_COLUMN, place, {"value": cells[index]})


def _extra(cell: Cell, sheet: Sheet) -> str:
    """A cell of a column that the schema does not declare, as it would be written in a CSV."""
    if isinstance(cell, float) and cell.is_integer():
        return f"{cell:.0f}"
    text = "" if cell is None else str(cell)
    return str(_unguarded(text)) if sheet.guarded else text


def _unguarded(cell: Cell) -> Cell:
    """The text without the `'` that guards what looks like a formula; any other cell as it is."""
    return cell[1:] if isinstance(cell, str) and GUARDED.match(cell) else cell
