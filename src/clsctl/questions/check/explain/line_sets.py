"""Several lines that sum to a gap: a bounded search, which reports when it stopped early."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from clsctl.ligne import Ligne
from clsctl.questions.check.explain.candidate import Candidate, Cause, Effect
from clsctl.questions.check.explain.situation import Situation, euros
from clsctl.questions.check.proof import TableKey

MOST_LINES = 4
MOST_TRIES = 200_000
MOST_FOUND = 50


@dataclass(frozen=True, slots=True)
class LineSearch:
    """The sets found; `complete` is False where the bound stopped the search."""

    candidates: tuple[Candidate, ...]
    complete: bool


def search_several(situation: Situation) -> LineSearch:
    """Sets of 2 to 4 lines of a table that sum to its surplus, moved to the table that lacks as much, if any."""
    found: list[Candidate] = []
    tries = MOST_TRIES
    for size in range(2, MOST_LINES + 1):
        for cell in situation.cells:
            surplus = [need for need in situation.needs(cell) if need.high < 0]
            lignes = [ligne for ligne in situation.by_cell.get(cell, ()) if ligne.montant]
            if not surplus:
                continue
            for group in combinations(lignes, size):
                tries -= 1
                if tries < 0 or len(found) >= MOST_FOUND:
                    return LineSearch(tuple(found), complete=False)
                total = sum(map(euros, group), Decimal(0))
                if any(-total in need for need in surplus):
                    found += _found(situation, cell, group, total)
    return LineSearch(tuple(found), complete=True)


def _found(situation: Situation, here: TableKey, group: Sequence[Ligne], total: Decimal) -> Iterator[Candidate]:
    lignes = tuple(group)
    for there in situation.cells:
        if there != here and any(total in need for need in situation.needs(there)):
            effect = Effect(((here, -total), (there, total)))
            yield Candidate(Cause.LINES, 20 * len(lignes), effect, lignes, total, there)
    yield Candidate(Cause.LINES, 20 * len(lignes), Effect(((here, -total),)), lignes, total)
