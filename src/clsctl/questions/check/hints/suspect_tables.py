"""The suspect tables: the fewest whose likeliest candidates explain every gap."""

from collections.abc import Iterable, Mapping, Sequence

from clsctl.language import ngettext
from clsctl.questions.check.explain.candidate import Candidate
from clsctl.questions.check.explain.search import Explanation
from clsctl.questions.check.explain.situation import cell_of
from clsctl.questions.check.hints.sentences import table_name
from clsctl.questions.check.proof import Comparison, Scope
from clsctl.vocabulary.referentiel import Referentiel

MOST_NAMED = 12


def where_to_look(explanations: Mapping[Comparison, Explanation], referentiel: Referentiel) -> str:
    """The sentence that names them; empty without a gap."""
    tables = tables_to_look_in(tuple(explanations.values()))
    if not tables:
        return ""
    names = [table_name(each, referentiel) for each in tables[:MOST_NAMED]]
    if len(tables) > MOST_NAMED:
        more = len(tables) - MOST_NAMED
        names.append(ngettext("{count} other table", "{count} other tables", more).format(count=more))
    gaps = len(explanations)
    text = ngettext("Where to look: {tables} ({gaps} gap).", "Where to look: {tables} ({gaps} gaps).", gaps)
    return text.format(tables="; ".join(names), gaps=gaps)


def tables_to_look_in(explanations: Sequence[Explanation]) -> tuple[Scope, ...]:
    """The scopes in order of the proof: of the first candidates, those that explain most gaps are taken first."""
    order = [each.comparison.scope for each in explanations]
    open_gaps = {each.comparison: each for each in explanations if not each.sums}
    chosen: dict[Scope, None] = {}
    while open_gaps:
        first = next(iter(open_gaps.values()))
        options = [
            (each.candidate, covered)
            for explanation in open_gaps.values()
            for each in explanation.ranked
            if each.rank == 1 and (covered := [gap for gap in each.candidate.mends if gap in open_gaps])
        ]
        if not options:
            chosen.update(dict.fromkeys(each.comparison.scope for each in open_gaps.values()))
            break
        candidate, covered = max(options, key=lambda option: (len(option[1]), -len(_scopes(option[0]))))
        chosen.update(dict.fromkeys(_scopes(candidate) or [first.comparison.scope]))
        for gap in covered:
            del open_gaps[gap]
    return tuple(sorted(chosen, key=lambda scope: _place(scope, order)))


def _scopes(candidate: Candidate) -> list[Scope]:
    """The tables that hold the lines of a candidate, or its figure."""
    if candidate.figure is not None:
        figure = candidate.figure
        return [Scope(figure.exercice, figure.territoire_code, figure.axe)]
    cells: Iterable[tuple[int, str, int]] = dict.fromkeys(map(cell_of, candidate.lignes))
    return [Scope(*cell) for cell in cells or ([candidate.cell] if candidate.cell else ())]


def _place(scope: Scope, order: Sequence[Scope]) -> int:
    return order.index(scope) if scope in order else len(order)
