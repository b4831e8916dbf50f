"""Two slips in one table whose effects sum to its gap: a bounded search."""

from collections.abc import Iterator
from decimal import Decimal
from heapq import nsmallest
from itertools import count

from clsctl.ligne import Ligne
from clsctl.questions.check.explain.candidate import Candidate, Cause, Effect
from clsctl.questions.check.explain.prices import PRIORS, chance_price
from clsctl.questions.check.explain.situation import Need, Situation
from clsctl.questions.check.explain.slips import meant
from clsctl.questions.check.proof import TableKey

MOST_LINES = 60
MOST_FOUND = 20
EVERY = Decimal(10**16)
# A line, the amount meant, the euros that it adds, and its price.
Amended = tuple[Ligne, Decimal, Decimal, int]


def find_pairs(situation: Situation) -> Iterator[Candidate]:
    """The likeliest pairs of slips of each table of at most 60 lines."""
    for cell in situation.cells:
        lignes = [ligne for ligne in situation.by_cell.get(cell, ()) if ligne.montant]
        if len(lignes) <= MOST_LINES:
            amended = [each for ligne in lignes for each in _amended(situation, ligne)]
            for need in situation.needs(cell):
                yield from _pairs(cell, need, amended)


def _amended(situation: Situation, ligne: Ligne) -> Iterator[Amended]:
    written = ligne.montant or Decimal(0)
    for montant, reading in meant(written, -EVERY, EVERY).items():
        price = situation.amounts.price(montant) - situation.amounts.price(written) + chance_price(reading.chance)
        yield ligne, montant, montant - written, price


def _pairs(cell: TableKey, need: Need, amended: list[Amended]) -> Iterator[Candidate]:
    by_more: dict[Decimal, list[Amended]] = {}
    for each in amended:
        by_more.setdefault(each[2], []).append(each)
    number = count()
    found = (
        (first[3] + second[3], next(number), first, second)
        for first in amended
        for second in by_more.get(need.middle - first[2], ())
        if first[0].line < second[0].line
    )
    for price, _number, first, second in nsmallest(MOST_FOUND, found):
        effect = Effect(((cell, first[2] + second[2]),))
        yield Candidate(
            Cause.PAIR, PRIORS[Cause.PAIR] + price, effect, (first[0], second[0]), proposed=(first[1], second[1])
        )
