"""Candidates about the published figure itself: its axis totals contradict it, or a slip explains it."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from clsctl.ligne import Figure
from clsctl.questions.check.explain.candidate import Candidate, Cause, Effect
from clsctl.questions.check.explain.prices import PRIORS, chance_price
from clsctl.questions.check.explain.situation import Situation
from clsctl.questions.check.explain.slips import meant

UNREAD = 40  # no slip is known that makes the figure of the sum


def find_suspect_figures(situation: Situation) -> Iterator[Candidate]:
    """Each contradicted figure with the sum of its lines in its place."""
    crossed = {comparison.figure for comparison in situation.proof.axes}
    for comparison in situation.proof.figures:
        figure, calcule = comparison.figure, comparison.calcule
        if figure is None or calcule is None or not comparison.statut.is_contradiction:
            continue
        montant = _printed(situation.settled(comparison), figure)
        reading = meant(figure.montant, montant - figure.montant, montant - figure.montant).get(montant)
        is_crossed = figure in crossed or any(
            total.scope.territoire_code == figure.territoire_code and total.scope.exercice == figure.exercice
            for total in situation.proof.axes
        )
        if reading is not None or is_crossed:
            price = PRIORS[Cause.FIGURE] + (UNREAD if reading is None else chance_price(reading.chance))
            effect = Effect(figures=((figure, montant),))
            slip = reading.slip if reading else None
            yield Candidate(Cause.FIGURE, price, effect, (), montant, figure=figure, slip=slip)


def _printed(calcule: Decimal, figure: Figure) -> Decimal:
    """A sum as the brochure would print it: rounded to the figure's unit."""
    return (calcule / figure.arrondi).quantize(Decimal(1), ROUND_HALF_UP) * figure.arrondi
