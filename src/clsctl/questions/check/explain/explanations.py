"""Explanations of a dataset's gaps: the lines behind them are read again, with their places."""

from collections.abc import Sequence
from pathlib import Path

from clsctl.dataset.dataset import Dataset
from clsctl.ligne import Figure
from clsctl.questions.check.explain.search import Explanation, explain
from clsctl.questions.check.explain.situation import Situation, cell_of, covers
from clsctl.questions.check.proof import Comparison, Proof, prove
from clsctl.vocabulary.selection import Selection

# Lines beyond which a gap has too many candidates to name one, and reading them takes minutes.
MOST_LINES = 20_000


def explanations(
    dataset: Dataset, figures: Sequence[Figure], proof: Proof, against: Path | None = None
) -> dict[Comparison, Explanation]:
    """An explanation per contradiction of the proof; all figures count as evidence, whatever the selection."""
    wanted = [each for each in (*proof.figures, *proof.axes) if each.statut.is_contradiction]
    if not wanted:
        return {}
    if sum(each.lignes for each in wanted) > MOST_LINES:
        return {each: Explanation(each, (), complete=False) for each in wanted}
    full = prove(dataset, figures, Selection())
    (everything,) = dataset.aggregate(())
    whole = everything.lignes <= MOST_LINES
    scopes = {each.scope for each in full.figures if each.statut.is_contradiction}
    lignes = dataset.placed(
        lambda ligne: whole or any(covers(scope, cell_of(ligne), dataset.referentiel) for scope in scopes)
    )
    earlier = None if against is None else dataset.earlier(against)
    found = explain(Situation(full, dataset.referentiel, lignes, earlier))
    return {each.comparison: each for each in found if each.comparison in wanted}
