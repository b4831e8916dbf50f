"""Why a total is off: all candidates of all kinds, weighed against every figure, and ranked."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from clsctl.questions.check.explain import amounts, earlier_version, figures, moves, presence
from clsctl.questions.check.explain.candidate import Candidate, Cause
from clsctl.questions.check.explain.choices import WITNESSED
from clsctl.questions.check.explain.line_sets import search_several
from clsctl.questions.check.explain.situation import Situation
from clsctl.questions.check.proof import Comparison

# One function per kind of cause; its docstring says what it looks for.
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
# Any gap of that sign can be explained so: where nothing else does, sets of lines are looked for as well.
LOOSE = frozenset({Cause.NEIGHBOUR, Cause.FILL, Cause.MISSING, Cause.SURPLUS})


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate and its rank from 1; candidates of equal standing share it."""

    rank: int
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class Explanation:
    """What may lie behind the gap of one comparison, the likeliest first; to verify, never to apply.

    `complete` is False where the search for several lines stopped at its bound.
    """

    comparison: Comparison
    ranked: tuple[Ranked, ...]
    complete: bool = True


def explain(situation: Situation) -> tuple[Explanation, ...]:
    """An explanation for each contradiction of the proof, in its order; without candidates where there is none."""
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
    """The candidates that mend more than they break, each effect on the same lines once, as its simplest cause."""
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
    """True where no candidate rests on more than the gap itself."""
    return all(each.cause in LOOSE for each in pool if comparison in each.mends)


def _ranked(candidates: Iterable[Candidate]) -> tuple[Ranked, ...]:
    """In order of standing; the rank counts those that stand before."""
    ordered = sorted(candidates, key=lambda each: each.standing)
    ranked: list[Ranked] = []
    for place, candidate in enumerate(ordered, 1):
        same = bool(ranked) and ranked[-1].candidate.standing == candidate.standing
        ranked.append(Ranked(ranked[-1].rank if same else place, candidate))
    return tuple(ranked)


def narrowed(explanation: Explanation, first: int) -> Explanation:
    """The same with the first candidates alone, no rank cut in two."""
    if len(explanation.ranked) <= first:
        return explanation
    last = explanation.ranked[first - 1].rank
    return replace(explanation, ranked=tuple(each for each in explanation.ranked if each.rank <= last))
