"""Explanations of a dataset's gaps: the lines behind them are read again, with their places."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from clsctl.dataset.dataset import Dataset
from clsctl.ligne import Figure
from clsctl.questions.check.explain.search import Explanation, explain
from clsctl.questions.check.explain.situation import Situation, cell_of, covers, is_inside
from clsctl.questions.check.proof import Comparison, Proof, Scope, prove
from clsctl.vocabulary.referentiel import Referentiel
from clsctl.vocabulary.selection import Selection

# Lines of contradicted figures beyond which nothing is searched: candidates are too many to name one (docs/check.md).
MOST_LINES = 20_000


def explanations(
    dataset: Dataset, figures: Sequence[Figure], proof: Proof, against: Path | None = None
) -> dict[Comparison, Explanation]:
    """An explanation per contradiction of the proof; all figures count as evidence, whatever the selection."""
    wanted = [each for each in (*proof.figures, *proof.axes) if each.statut.is_contradiction]
    if not wanted:
        return {}
    full = prove(dataset, figures, Selection())
    (everything,) = dataset.aggregate(())
    whole = everything.lignes <= MOST_LINES
    if not whole:
        full = _about(full, {each.scope for each in wanted}, dataset.referentiel)
        count = _lines_to_search(Situation(full, dataset.referentiel, ()))
        if count > MOST_LINES:
            return {each: Explanation(each, unsearched=(count, MOST_LINES)) for each in wanted}
    scopes = {each.scope for each in Situation(full, dataset.referentiel, ()).own}
    lignes = dataset.placed(
        lambda ligne: whole or any(covers(scope, cell_of(ligne), dataset.referentiel) for scope in scopes)
    )
    earlier = None if against is None else dataset.earlier(against)
    found = explain(Situation(full, dataset.referentiel, lignes, earlier))
    return {each.comparison: each for each in found if each.comparison in wanted}


def _lines_to_search(situation: Situation) -> int:
    """The lines of the contradicted figures, each counted once; gaps that are sums of others are not searched."""
    own = [each for each in situation.own if each in situation.proof.figures]
    return sum(
        each.lignes
        for each in own
        if not any(
            each.scope != other.scope and is_inside(each.scope, other.scope, situation.referentiel) for other in own
        )
    )


def _about(proof: Proof, scopes: Collection[Scope], referentiel: Referentiel) -> Proof:
    """The proof without the contradictions outside these scopes: their lines are not read."""

    def is_near(each: Comparison) -> bool:
        return not each.statut.is_contradiction or any(is_inside(each.scope, scope, referentiel) for scope in scopes)

    return replace(
        proof,
        figures=tuple(each for each in proof.figures if is_near(each)),
        axes=tuple(each for each in proof.axes if is_near(each)),
    )
