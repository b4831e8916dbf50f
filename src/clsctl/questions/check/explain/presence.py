"""Candidates about presence: lines entered twice, in surplus or missing."""

from collections.abc import Iterator

from clsctl.ligne import Ligne
from clsctl.questions.check.explain.candidate import Candidate, Cause, Effect
from clsctl.questions.check.explain.prices import PRIORS
from clsctl.questions.check.explain.situation import Situation, cell_of, euros, suspects
from clsctl.vocabulary.folding import fold


def find_twins(situation: Situation) -> Iterator[Candidate]:
    """A line entered twice: the gap is its amount, and its table has two lines with its label."""
    for cell in situation.cells:
        needs = situation.needs(cell)
        groups: dict[tuple[str, object], list[Ligne]] = {}
        for ligne in situation.by_cell.get(cell, ()):
            if ligne.montant and any(-ligne.montant in need for need in needs):
                groups.setdefault((fold(ligne.action), ligne.montant), []).append(ligne)
        for twins in groups.values():
            if len(twins) > 1:
                effect = Effect(((cell, -euros(twins[0])),))
                yield Candidate(Cause.TWICE, PRIORS[Cause.TWICE], effect, tuple(twins), twins[0].montant)


def find_surplus(situation: Situation) -> Iterator[Candidate]:
    """A line whose amount is the gap: possibly one line too many, or a subtotal."""
    for ligne, need in suspects(situation):
        if ligne.montant and -ligne.montant in need:
            effect = Effect(((cell_of(ligne), -ligne.montant),))
            yield Candidate(Cause.SURPLUS, PRIORS[Cause.SURPLUS], effect, (ligne,), ligne.montant)


def find_missing(situation: Situation) -> Iterator[Candidate]:
    """A missing line: the weakest explanation, possible for any sum below its figure."""
    for cell in situation.cells:
        for need in situation.needs(cell):
            if need.low > 0:
                effect = Effect(((cell, need.middle),))
                price = PRIORS[Cause.MISSING] + situation.amounts.price(need.middle)
                yield Candidate(Cause.MISSING, price, effect, (), need.middle, cell)
