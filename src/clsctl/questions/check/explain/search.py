"""The search for candidates of all kinds, weighed against every figure and ranked."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from clsctl.questions.check.explain import amounts, earlier_version, figures, moves, presence
from clsctl.questions.check.explain.candidate import Candidate, Cause
from clsctl.questions.check.explain.choices import WITNESSED
from clsctl.questions.check.explain.line_sets import search_several
from clsctl.questions.check.explain.situation import Situation
from clsctl.questions.check.proof import Comparison

# One function per kind of cause; its docstring documents it.
CAUSES: tuple[Callable[[Situation], Iterator[Candidate]], ...] = (
    presence.find_twins,
    earlier_version.find_since,
    moves.find_moves,
    amounts.find_slips,
    figures.find_suspect_figures,
    amounts.find_exchanged_rows,
    amounts.find_neighbours,
    amounts.find_signs,
    amounts.find_fills,
    presence.find_missing,
    presence.find_surplus,
)
# The catch-all causes: where nothing better explains a gap, sets of lines are searched as well.
LOOSE = frozenset({Cause.NEIGHBOUR, Cause.FILL, Cause.MISSING, Cause.SURPLUS})


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate and its rank from 1; candidates of equal standing share it."""

    rank: int
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class Explanation:
    """The candidate causes of one comparison's gap, the likeliest first; to verify, never to apply.

    `complete` is False where the search for several lines stopped at its bound.
    """

    comparison: Comparison
    ranked: tuple[Ranked, ...]
    complete: bool = True


def explain(situation: Situation) -> tuple[Explanation, ...]:
    """An explanation for each contradiction of the proof, in order; possibly without candidates."""
    pool = tuple(_worth([situation.weigh(each) for find in CAUSES for each in find(situation)]))
    complete = True
    if any(_is_open(comparison, pool) for comparison in situation.contradictions):
        search = search_several(situation)
        complete = search.complete
        pool += tuple(_worth(map(situation.weigh, search.candidates)))
    return tuple(
        Explanation(comparison, _ranked(each for each in pool if comparison in each.mends), complete)
        for comparison in situation.contradictions
    )


def _worth(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates that settle more than they break; equal effects on the same lines once, as the simplest cause."""
    simplest: dict[object, Candidate] = {}
    for each in candidates:
        if each.gain <= 0:
            continue
        key = (each.lignes[:1], each.effect)
        other = simplest.get(key)
        if other is None or each.standing < other.standing:
            simplest[key] = each
    twins = {(ligne, each.effect) for each in simplest.values() if each.choices <= WITNESSED for ligne in each.lignes}
    for each in simplest.values():
        if each.choices <= WITNESSED or not any((ligne, each.effect) in twins for ligne in each.lignes):
            yield each


def _is_open(comparison: Comparison, pool: Iterable[Candidate]) -> bool:
    """True where every candidate rests on the gap alone."""
    return all(each.cause in LOOSE for each in pool if comparison in each.mends)


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
