"""Candidates about one line's amount: a slip, a sign, the neighbour's amount, a missing one."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from clsctl.ligne import Ligne
from clsctl.questions.check.explain.candidate import Candidate, Cause, Effect
from clsctl.questions.check.explain.prices import PRIORS, chance_price
from clsctl.questions.check.explain.situation import Situation, cell_of, euros, follows, suspects
from clsctl.questions.check.explain.slips import Meant, meant


def find_slips(situation: Situation) -> Iterator[Candidate]:
    """Amounts that one slip turns into another: digits exchanged, replaced, dropped or added, a share, a scale."""
    for ligne, need in suspects(situation):
        if ligne.montant is not None:
            for montant, reading in meant(ligne.montant, need.low, need.high).items():
                yield _amended(situation, Cause.SLIP, ligne, montant, reading=reading)


def find_signs(situation: Situation) -> Iterator[Candidate]:
    """An amount that the brochure subtracts and the data add: the gap is twice the amount."""
    for ligne, need in suspects(situation):
        if ligne.montant and -2 * ligne.montant in need:
            yield _amended(situation, Cause.SIGN, ligne, -ligne.montant)


def find_neighbours(situation: Situation) -> Iterator[Candidate]:
    """Two consecutive rows with one amount: the second may repeat the first's and have lost its own."""
    for first, second in pairwise(situation.lignes):
        if first.montant is None or first.montant != second.montant or not follows(first, second):
            continue
        for ligne, neighbour in ((first, second), (second, first)):
            for need in situation.needs(cell_of(ligne)):
                montant = first.montant + need.middle
                if montant >= 0:
                    yield _amended(situation, Cause.NEIGHBOUR, ligne, montant, neighbour)


def find_fills(situation: Situation) -> Iterator[Candidate]:
    """A line without amount that the gap would fill."""
    for ligne, need in suspects(situation):
        if ligne.montant is None and need.low > 0:
            yield _amended(situation, Cause.FILL, ligne, need.middle)


def _amended(
    situation: Situation, cause: Cause, ligne: Ligne, montant: Decimal, *others: Ligne, reading: Meant | None = None
) -> Candidate:
    effect = Effect(((cell_of(ligne), montant - euros(ligne)),))
    price = situation.amounts.price(montant) - situation.amounts.price(ligne.montant)
    price += PRIORS.get(cause, 0) + (chance_price(reading.chance) if reading else 0)
    slip = reading.slip if reading else None
    proposed = (montant, *(other.montant for other in others))
    return Candidate(cause, price, effect, (ligne, *others), montant, slip=slip, proposed=proposed)
