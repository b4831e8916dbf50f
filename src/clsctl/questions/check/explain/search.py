"""The search for candidates of all kinds, weighed against every figure and ranked."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from clsctl.questions.check.explain import (
    amounts,
    earlier_version,
    exchanges,
    figures,
    moves,
    pairs,
    presence,
    shifts,
    tables,
)
from clsctl.questions.check.explain.candidate import SINCE, Candidate, Cause
from clsctl.questions.check.explain.line_sets import search_several
from clsctl.questions.check.explain.prices import OPEN, WITNESSED
from clsctl.questions.check.explain.situation import Situation, covers
from clsctl.questions.check.proof import Comparison

# One function per kind of cause; its docstring documents it.
CAUSES: tuple[Callable[[Situation], Iterator[Candidate]], ...] = (
    presence.find_twins,
    earlier_version.find_since,
    moves.find_moves,
    tables.find_titles,
    tables.find_exchanged_tables,
    tables.find_units,
    amounts.find_slips,
    figures.find_suspect_figures,
    exchanges.find_exchanges,
    shifts.find_shifts,
    amounts.find_neighbours,
    amounts.find_signs,
    amounts.find_fills,
    presence.find_missing,
    presence.find_surplus,
)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate and its rank from 1; candidates of equal standing share it."""

    rank: int
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class Explanation:
    """The candidate causes of one comparison's gap, the likeliest first; to verify, never to apply.

    `sums` are the gaps inside it that it is the sum of: it has no causes of its own then. `unsearched` are the lines
    that were too many to search, and the bound. `complete` is False where the search for several lines stopped early.
    """

    comparison: Comparison
    ranked: tuple[Ranked, ...] = ()
    complete: bool = True
    sums: tuple[Comparison, ...] = ()
    unsearched: tuple[int, int] | None = None


def explain(situation: Situation) -> tuple[Explanation, ...]:
    """An explanation for each contradiction of the proof, in order; possibly without candidates."""
    pool = list(_worth([situation.weigh(each) for find in CAUSES for each in find(situation)]))
    complete, settling = True, _by_gap(pool)
    if any(all(each.price > OPEN for each in settling.get(gap, ())) for gap in situation.own):
        search = search_several(situation)
        complete = search.complete
        pool += _worth([situation.weigh(each) for each in (*search.candidates, *pairs.find_pairs(situation))])
        settling = _by_gap(pool)
    partial = [each for each in pool if each.cause in SINCE and not each.mends]
    return tuple(
        Explanation(gap, sums=situation.sums[gap])
        if gap in situation.sums
        else Explanation(
            gap, _not_alone(_ranked((*_clean(settling.get(gap, ())), *_touching(gap, partial, situation)))), complete
        )
        for gap in situation.contradictions
    )


def _by_gap(pool: Iterable[Candidate]) -> Mapping[Comparison, Sequence[Candidate]]:
    """The candidates that settle each gap."""
    found: dict[Comparison, list[Candidate]] = {}
    for candidate in pool:
        for gap in candidate.mends:
            found.setdefault(gap, []).append(candidate)
    return found


def _clean(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates of a gap; none that breaks a figure where another breaks none."""
    clean = any(not each.breaks for each in candidates)
    return (each for each in candidates if not (clean and each.breaks))


def _touching(gap: Comparison, partial: Iterable[Candidate], situation: Situation) -> Iterator[Candidate]:
    """The changes since an earlier version in the tables of a gap that do not close it alone."""
    for each in partial:
        ((cell, _more),) = each.effect.cells
        if covers(gap.scope, cell, situation.referentiel) and gap in situation.proof.figures:
            yield each


def _not_alone(ranked: tuple[Ranked, ...]) -> tuple[Ranked, ...]:
    """A missing line explains any sum below its figure, and so does an amount too low: one is not named alone."""
    if len(ranked) == 1 and ranked[0].candidate.cause is Cause.MISSING:
        return (*ranked, Ranked(2, replace(ranked[0].candidate, cause=Cause.AMOUNT)))
    return ranked


def _worth(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates that settle more than they break; equal effects on the same lines once, as the simplest cause.

    Changes since an earlier version are kept whatever they settle.
    """
    simplest: dict[object, Candidate] = {}
    for each in candidates:
        if each.gain <= 0 and not (each.cause in SINCE and not each.mends):
            continue
        key = (each.lignes if len(each.proposed) > 1 else each.lignes[:1], each.effect, each.proposed[1:])
        other = simplest.get(key)
        if other is None or each.standing < other.standing:
            simplest[key] = each
    twins = {(ligne, each.effect) for each in simplest.values() if each.price <= WITNESSED for ligne in each.lignes}
    for each in simplest.values():
        if each.price <= WITNESSED or not any((ligne, each.effect) in twins for ligne in each.lignes):
            yield each


def _ranked(candidates: Iterable[Candidate]) -> tuple[Ranked, ...]:
    """In order of standing; the rank counts those before."""
    ordered = sorted(candidates, key=lambda each: each.standing)
    ranked: list[Ranked] = []
    for place, candidate in enumerate(ordered, 1):
        same = bool(ranked) and ranked[-1].candidate.standing == candidate.standing
        ranked.append(Ranked(ranked[-1].rank if same else place, candidate))
    return tuple(ranked)


def narrowed(explanation: Explanation, first: int) -> Explanation:
    """The explanation with its first candidates only, without splitting a rank."""
    if len(explanation.ranked) <= first:
        return explanation
    last = explanation.ranked[first - 1].rank
    return replace(explanation, ranked=tuple(each for each in explanation.ranked if each.rank <= last))
