"""A published figure that is itself suspect: its own axis totals contradict it, or a slip would make it right."""

from collections.abc import Iterator

from clsctl.check.explain.candidate import Candidate, Cause, Effect, Simplicity
from clsctl.check.explain.situation import Situation
from clsctl.check.explain.slips import meant


def find_suspect_figures(situation: Situation) -> Iterator[Candidate]:
    """Each contradicted figure with the sum of its lines in its place."""
    crossed = {comparison.figure for comparison in situation.proof.axes}
    for comparison in situation.proof.figures:
        figure, calcule = comparison.figure, comparison.calcule
        if figure is None or calcule is None or not comparison.statut.is_contradiction:
            continue
        slip = meant(figure.montant).get(calcule)
        is_crossed = figure in crossed or any(
            total.scope.territoire_code == figure.territoire_code and total.scope.exercice == figure.exercice
            for total in situation.proof.axes
        )
        if slip is not None or is_crossed:
            simplicity = Simplicity.RARE if slip else Simplicity.LOOSE
            effect = Effect(figures=((figure, calcule),))
            yield Candidate(Cause.FIGURE, simplicity, effect, (), calcule, figure=figure, slip=slip)
