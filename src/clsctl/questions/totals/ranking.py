"""The order of the rows of `totals`: by key, by amount, or by any column shown."""

from collections.abc import Sequence
from decimal import Decimal

from clsctl.dataset.sums import Aggregate
from clsctl.questions.totals.shape import Sort
from clsctl.table import Cell, Column, Kind, Row
from clsctl.vocabulary.folding import fold
from clsctl.vocabulary.suggestions import unknown_word


def ranked_places(sort: str, columns: Sequence[Column], rows: Sequence[Row], groups: Sequence[Aggregate]) -> list[int]:
    """The places of the rows in the order wanted; rows come in key order, which also parts equals.

    Numbers come greatest first, texts and years in their own order, empty cells last. The amount can be sorted by in
    every table. UsageError for a column that is not shown.
    """
    places = list(range(len(rows)))
    wanted = fold(sort)
    if wanted == Sort.KEY:
        return places
    column_places = {fold(column.name): place for place, column in enumerate(columns)}
    if wanted in column_places:
        place = column_places[wanted]
        cells: list[Cell] = [row[place] for row in rows]
        kind = columns[place].kind
    elif wanted == Sort.MONTANT:
        cells, kind = [group.montant for group in groups], Kind.MONTANT
    else:
        raise unknown_word("--sort", sort, dict.fromkeys((*Sort, *(column.name for column in columns))))
    numbers = {place: Decimal(cell) for place, cell in enumerate(cells) if isinstance(cell, int | Decimal)}
    texts = {place: fold(cell) for place, cell in enumerate(cells) if isinstance(cell, str) and cell}
    known = [
        *sorted(numbers, key=numbers.__getitem__, reverse=kind.is_number),
        *sorted(texts, key=texts.__getitem__),
    ]
    return [*known, *(place for place in places if place not in numbers and place not in texts)]
