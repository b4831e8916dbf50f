"""One line whose amount may be wrong: a slip of the pen, a sign, the neighbour's amount, none at all."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from clsctl.check.explain.candidate import Candidate, Cause, Effect, Simplicity
from clsctl.check.explain.situation import Need, Situation, cell_of, suspects
from clsctl.check.explain.slips import Slip, meant
from clsctl.ligne import Ligne

RARE = frozenset({Slip.APART})


def find_slips(situation: Situation) -> Iterator[Candidate]:
    """An amount that one slip turns into another: digits exchanged, dropped or added, thousands for euros."""
    for ligne, need in suspects(situation):
        for montant, slip in meant(ligne.montant).items() if ligne.montant is not None else ():
            if montant - (ligne.montant or 0) in need:
                simplicity = Simplicity.RARE if slip in RARE else Simplicity.SLIPPED
                yield _amended(Cause.SLIP, simplicity, ligne, montant, slip=slip)


def find_signs(situation: Situation) -> Iterator[Candidate]:
    """An amount that the brochure takes away and the data add: the gap is twice the amount."""
    for ligne, need in suspects(situation):
        if ligne.montant and -2 * ligne.montant in need:
            yield _amended(Cause.SIGN, Simplicity.SLIPPED, ligne, -ligne.montant)


def find_neighbours(situation: Situation) -> Iterator[Candidate]:
    """Two rows in succession with one amount: it may be the neighbour's, and its own was lost."""
    for first, second in pairwise(situation.lignes):
        if first.montant is None or first.montant != second.montant:
            continue
        for ligne, neighbour in ((first, second), (second, first)):
            for need in situation.needs(cell_of(ligne)):
                montant = first.montant + _round(need)
                if montant >= 0:
                    yield _amended(Cause.NEIGHBOUR, Simplicity.RARE, ligne, montant, neighbour)


def find_exchanged_rows(situation: Situation) -> Iterator[Candidate]:
    """The last row of a table and the first of the next with each other's amounts."""
    for first, second in pairwise(situation.lignes):
        one, other = cell_of(first), cell_of(second)
        if one == other or first.montant is None or second.montant is None:
            continue
        euros = second.montant - first.montant
        if any(euros in need for need in situation.needs(one)):
            effect = Effect(((one, euros), (other, -euros)))
            yield Candidate(Cause.ROWS, Simplicity.SLIPPED, effect, (first, second))


def find_fills(situation: Situation) -> Iterator[Candidate]:
    """A line without amount that the gap would fill."""
    for ligne, need in suspects(situation):
        if ligne.montant is None and need.low > 0:
            yield _amended(Cause.FILL, Simplicity.RARE, ligne, _round(need))


def _amended(
    cause: Cause,
    simplicity: Simplicity,
    ligne: Ligne,
    montant: Decimal,
    *others: Ligne,
    slip: Slip | None = None,
) -> Candidate:
    effect = Effect(((cell_of(ligne), montant - (ligne.montant or 0)),))
    return Candidate(cause, simplicity, effect, (ligne, *others), montant, slip=slip)


def _round(need: Need) -> Decimal:
    """What makes sum and figure equal."""
    return need.middle
