"""The total that closes a table in a workbook: a last row without key, whose amount is the sum of those above it."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from clsctl.language import _
from clsctl.montant import CENT
from clsctl.sheets.header import Header
from clsctl.sheets.sheet import Row
from clsctl.vocabulary.cells import Cell, cast
from clsctl.vocabulary.folding import fold
from clsctl.vocabulary.schema import Schema

# The words that stand alone in such a row: Excel and LibreOffice write the first, clsctl too.
WORDS = frozenset({"total", "total general", "grand total", "ensemble", "somme", "sum"})


def closing_total(rows: Callable[[], Iterable[Row]], header: Header, schema: Schema) -> int | None:
    """The number of the last row where it is the total of the rows above; None for a row that could be a line.

    Both signs are needed: a row that bears the word alone is a finding, as its amount may be wrong.
    """
    amounts = [field for field in schema.fields if field.type == "number" and field.name in header.positions]
    last = deque(rows(), maxlen=1)
    if not amounts or not last:
        return None
    ((line, cells),) = last
    place = header.positions[amounts[0].name]
    if not _bears_the_word(cells, place, header):
        return None
    found = [cast(amounts[0], row[place]) for _line, row in rows()]
    *above, total = (value.quantize(CENT) if isinstance(value, Decimal) else Decimal(0) for value in found)
    return line if total == sum(above, Decimal(0)) else None


def total_note(name: str, line: int | None) -> Sequence[str]:
    """The note on the row left out."""
    if line is None:
        return ()
    return (_("{name}: row {line} is the total of the rows above it, and is left out.").format(name=name, line=line),)


def _bears_the_word(cells: Sequence[Cell], place: int, header: Header) -> bool:
    """True for a row whose only text is the word, and whose only number in a declared column is an amount."""
    declared = set(header.positions.values()) - {place}
    filled = [(index, cell) for index, cell in enumerate(cells) if cell not in {"", None} and index != place]
    texts = [cell for _index, cell in filled if isinstance(cell, str)]
    numbers = [index for index, cell in filled if not isinstance(cell, str)]
    return len(texts) == 1 and fold(texts[0]) in WORDS and declared.isdisjoint(numbers)
