"""Rows that are totals of others: the label says so, and the amount is the exact sum of lines above."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal

from oracle.amounts import NoTotal

LABEL = re.compile(r"(?:sous[- ]?|montant |grand )?(?:total|totaux)\b")
# exercice, territoire, axe, action, montant
Row = tuple[int, str, int, str, Decimal | None]


def refuse_subtotals(rows: Sequence[Row]) -> list[str]:
    """NoTotal for such a row; a doubt for one that only its label makes a total."""
    doubts = []
    for place, row in enumerate(rows):
        if not LABEL.match(_folded(row[3])):
            continue
        if row[4] and row[4] in set(_sums(rows[:place], row)):
            raise NoTotal(f"{row[3]!r} is the total of lines above it: {row[4]}")
        doubts.append(f"{row[3]!r} may be a total")
    return doubts


def _sums(above: Sequence[Row], row: Row) -> Iterator[Decimal]:
    """The sums that the row may repeat: of its table, of its contract, and of the lines right above it."""
    for width in (3, 2):
        yield sum((each[4] or Decimal() for each in above if each[:width] == row[:width]), Decimal())
    total = Decimal()
    for each in reversed(above):
        total += each[4] or Decimal()
        yield total


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char)).strip(" *:-=")
