"""Candidates about one line's amount: a slip, a sign, the neighbour's amount, a missing one."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from clsctl.ligne import Ligne
from clsctl.questions.check.explain.candidate import Candidate, Cause, Effect
from clsctl.questions.check.explain.choices import choices
from clsctl.questions.check.explain.situation import Situation, cell_of, euros, suspects
from clsctl.questions.check.explain.slips import Slip, meant


def find_slips(situation: Situation) -> Iterator[Candidate]:
    """Amounts that one slip turns into another: digits exchanged, dropped or added, thousands for euros."""
    for ligne, need in suspects(situation):
        for montant, slip in meant(ligne.montant).items() if ligne.montant is not None else ():
            if montant - euros(ligne) in need:
                yield _amended(Cause.SLIP, ligne, montant, slip=slip)


def find_signs(situation: Situation) -> Iterator[Candidate]:
    """An amount that the brochure subtracts and the data add: the gap is twice the amount."""
    for ligne, need in suspects(situation):
        if ligne.montant and -2 * ligne.montant in need:
            yield _amended(Cause.SIGN, ligne, -ligne.montant)


def find_neighbours(situation: Situation) -> Iterator[Candidate]:
    """Two consecutive rows with one amount: the second may repeat the first's and have lost its own."""
    for first, second in pairwise(situation.lignes):
        if first.montant is None or first.montant != second.montant or not _follows(first, second):
            continue
        for ligne, neighbour in ((first, second), (second, first)):
            for need in situation.needs(cell_of(ligne)):
                montant = first.montant + need.middle
                if montant >= 0:
                    yield _amended(Cause.NEIGHBOUR, ligne, montant, neighbour)


def find_exchanged_rows(situation: Situation) -> Iterator[Candidate]:
    """The last row of a table and the first of the next with each other's amounts."""
    for first, second in pairwise(situation.lignes):
        one, other = cell_of(first), cell_of(second)
        if one == other or first.montant is None or second.montant is None or not _follows(first, second):
            continue
        more = second.montant - first.montant
        if any(more in need for need in situation.needs(one)):
            effect = Effect(((one, more), (other, -more)))
            yield Candidate(Cause.ROWS, choices(Cause.ROWS), effect, (first, second))


def find_fills(situation: Situation) -> Iterator[Candidate]:
    """A line without amount that the gap would fill."""
    for ligne, need in suspects(situation):
        if ligne.montant is None and need.low > 0:
            yield _amended(Cause.FILL, ligne, need.middle)


def _follows(first: Ligne, second: Ligne) -> bool:
    """True where the second row is directly below the first, or at the head of the next table."""
    return second.rang == (first.rang + 1 if cell_of(first) == cell_of(second) else 1)


def _amended(cause: Cause, ligne: Ligne, montant: Decimal, *others: Ligne, slip: Slip | None = None) -> Candidate:
    effect = Effect(((cell_of(ligne), montant - euros(ligne)),))
    price = choices(cause, ligne.montant, montant, slip)
    return Candidate(cause, price, effect, (ligne, *others), montant, slip=slip)
