"""Two amounts exchanged: two tables with opposite gaps, and a line of each that differ by the gap."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from clsctl.ligne import Ligne
from clsctl.questions.check.explain.candidate import Candidate, Cause, Effect
from clsctl.questions.check.explain.prices import BESIDE, PRIORS
from clsctl.questions.check.explain.situation import Need, Situation, cell_of, euros, follows
from clsctl.questions.check.proof import TableKey

MOST_FOUND = 2000


def find_exchanges(situation: Situation) -> Iterator[Candidate]:
    """Each pair of lines, one of either table, that close both gaps with each other's amounts."""
    ranges = {cell: _priced(situation.by_cell.get(cell, ())) for cell in situation.cells}
    left = MOST_FOUND
    for here, there in (pair for cells in situation.years for pair in combinations(cells, 2)):
        for lack in situation.needs(here):
            for surplus in situation.needs(there):
                more = Need(max(lack.low, -surplus.high), min(lack.high, -surplus.low))
                if more.low <= more.high:
                    for first, second in _pairs(ranges, here, there, more):
                        yield _exchanged(first, second)
                        left -= 1
                        if left <= 0:
                            return


def _priced(lignes: Sequence[Ligne]) -> list[Ligne]:
    return sorted((ligne for ligne in lignes if ligne.montant is not None), key=euros)


def _pairs(
    ranges: Mapping[TableKey, Sequence[Ligne]], here: TableKey, there: TableKey, more: Need
) -> Iterator[tuple[Ligne, Ligne]]:
    """A line of either table, where the second has that much more than the first."""
    others = ranges[there]
    for first in ranges[here]:
        place = bisect_left(others, euros(first) + more.low, key=euros)
        while place < len(others) and euros(others[place]) - euros(first) <= more.high:
            if others[place].montant != first.montant:
                yield first, others[place]
            place += 1


def _exchanged(first: Ligne, second: Ligne) -> Candidate:
    more = euros(second) - euros(first)
    effect = Effect(((cell_of(first), more), (cell_of(second), -more)))
    beside = follows(first, second) or follows(second, first)
    price = PRIORS[Cause.EXCHANGED] + (BESIDE if beside else 0)
    return Candidate(
        Cause.EXCHANGED, price, effect, (first, second), proposed=(second.montant, first.montant), montant=Decimal(more)
    )
