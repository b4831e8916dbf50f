"""Two slips in one table whose effects sum to its gap: a bounded search."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from heapq import nsmallest
from itertools import count

from clsctl.ligne import Ligne
from clsctl.questions.check.explain.candidate import Candidate, Cause, Effect
from clsctl.questions.check.explain.prices import PRIORS, chance_price
from clsctl.questions.check.explain.situation import Need, Situation, euros
from clsctl.questions.check.explain.slips import Meant, meant
from clsctl.questions.check.proof import TableKey

MOST_LINES = 60  # of a table
MOST_LINES_ALL = 400  # of all tables together: a fraction of a second
MOST_FOUND = 20
EVERY = Decimal(10**16)
# A line, the amount meant, and the euros that it adds.
Amended = tuple[Ligne, Decimal, Decimal]


def find_pairs(situation: Situation) -> Iterator[Candidate]:
    """The likeliest pairs of slips of each table of at most 60 lines, of 400 lines in all."""
    left = MOST_LINES_ALL
    for cell in situation.cells:
        lignes = [ligne for ligne in situation.by_cell.get(cell, ()) if ligne.montant]
        if len(lignes) <= min(MOST_LINES, left):
            left -= len(lignes)
            amended = [each for ligne in lignes for each in _amended(ligne)]
            for need in situation.needs(cell):
                yield from _pairs(situation, cell, need, amended)


@lru_cache(maxsize=1024)
def _every(written: Decimal) -> Mapping[Decimal, Meant]:
    return meant(written, -EVERY, EVERY)


def _amended(ligne: Ligne) -> Iterator[Amended]:
    written = euros(ligne)
    for montant in _every(written):
        yield ligne, montant, montant - written


def _pairs(situation: Situation, cell: TableKey, need: Need, amended: list[Amended]) -> Iterator[Candidate]:
    by_more: dict[Decimal, list[Amended]] = {}
    for each in amended:
        by_more.setdefault(each[2], []).append(each)
    number = count()
    gap = need.middle
    found = (
        (_price(situation, first) + _price(situation, second), next(number), first, second)
        for first in amended
        for second in by_more.get(gap - first[2], ())
        if first[0].line < second[0].line
    )
    for price, _number, first, second in nsmallest(MOST_FOUND, found):
        effect = Effect(((cell, first[2] + second[2]),))
        yield Candidate(
            Cause.PAIR, PRIORS[Cause.PAIR] + price, effect, (first[0], second[0]), proposed=(first[1], second[1])
        )


def _price(situation: Situation, amended: Amended) -> int:
    ligne, montant, _more = amended
    chance = _every(euros(ligne))[montant].chance
    return situation.amounts.price(montant) - situation.amounts.price(ligne.montant) + chance_price(chance)
