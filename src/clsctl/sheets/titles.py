"""The rows above a table's header: a title, a date, or a line moved there by mistake."""

import re
from collections.abc import Iterable, Iterator

from clsctl.finding import Fault, Finding, Place
from clsctl.language import _
from clsctl.rules.files import LINE_ABOVE_HEADER, OTHER_UNIT
from clsctl.sheets.header import Header
from clsctl.sheets.sheet import Row
from clsctl.sheets.units import announces_unit
from clsctl.vocabulary.cells import cast
from clsctl.vocabulary.schema import Schema

# rows searched for a header; later rows are the table itself
HEADER_ROWS = 50
# characters of a title that are searched for a unit
LONGEST = 1000
NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")


def keyed(rows: Iterable[Row], header: Header, schema: Schema, *, lacking: int = 0) -> Iterator[int]:
    """The numbers of the rows that hold a key under that header, except for `lacking` of its cells.

    A key of texts alone decides nothing: a title may be such a text as well.
    """
    positions = header.positions
    if not positions.keys() >= set(schema.primary_key):
        return
    key = [(schema.field(name), positions[name]) for name in schema.primary_key]
    if all(field.type == "string" for field, _index in key):
        return
    wanted = max(1, len(key) - lacking)
    for line, cells in rows:
        held = [cast(field, cells[index]) for field, index in key if index < len(cells)]
        if sum(not isinstance(value, Fault) and value not in {None, ""} for value in held) >= wanted:
            yield line


def lines_above(rows: Iterable[Row], header: Header, schema: Schema, name: str) -> Iterator[Finding]:
    """A finding for each row above the header that is more than a title.

    Rows with a key, except for a cell, or with as many cells as a line, are lines, which every total would miss; others
    may announce a unit of amounts.
    """
    above = list(rows)
    lines = {*keyed(above, header, schema, lacking=1), *_filled(above, schema)}
    for line in sorted(lines):
        yield Finding(LINE_ABOVE_HEADER, Place(name, line), {})
    if any(field.type == "number" for field in schema.fields):
        for line, cells in above:
            for cell in cells:
                if isinstance(cell, str) and announces_unit(cell[:LONGEST]):
                    yield Finding(OTHER_UNIT, Place(name, line), {"value": cell.strip()})


def _filled(rows: Iterable[Row], schema: Schema) -> Iterator[int]:
    """The numbers of the rows with half of the columns filled, two of them with a number: lines out of place."""
    for line, cells in rows:
        texts = [text for cell in cells if cell is not None and (text := str(cell).strip())]
        if 2 * len(texts) >= len(schema.fields) and sum(NUMBER.fullmatch(text) is not None for text in texts) >= 2:
            yield line


def from_header_on(name: str, line: int) -> str:
    """The note that rows above the header are not read."""
    return _("{name}: the table is read from its header, in row {line}.").format(name=name, line=line)
