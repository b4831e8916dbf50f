"""The hints on a gap: its first candidates as sentences, or the reason for their absence and the next thing to try."""

from collections.abc import Sequence
from dataclasses import dataclass

from clsctl.finding import Place
from clsctl.language import _, ngettext
from clsctl.questions.check.explain.search import Explanation, Ranked, narrowed
from clsctl.questions.check.hints.sentences import cause_sentence, place_of, table_name
from clsctl.questions.check.proof import Comparison
from clsctl.vocabulary.referentiel import Referentiel

SHOWN = 5
FAR = 40  # ten thousand times less likely than the first: counted, not shown
MOST_PARTS = 4


@dataclass(frozen=True, slots=True)
class Hint:
    """A sentence on one candidate, its rank from 1, and the line to look at, if it has one in a file."""

    rank: int
    text: str
    place: Place | None


def hints(explanation: Explanation, referentiel: Referentiel) -> tuple[Hint, ...]:
    """The first candidates, each to verify."""
    return tuple(
        Hint(each.rank, cause_sentence(each.candidate, referentiel), place_of(each.candidate))
        for each in _shown(explanation)
    )


def rest(explanation: Explanation, referentiel: Referentiel) -> tuple[str, ...]:
    """The remaining facts: how many candidates are not shown, or why none is; and whether the search stopped."""
    if not explanation.ranked:
        return (nothing(explanation, referentiel),)
    hidden = len(explanation.ranked) - len(_shown(explanation))
    said = []
    if hidden:
        text = ngettext("{count} more candidate, less likely", "{count} more candidates, less likely", hidden)
        said.append(text.format(count=hidden))
    if not explanation.complete:
        said.append(_("the search stopped at its limit: other sets of lines may sum to the gap"))
    return tuple(said)


def _shown(explanation: Explanation) -> Sequence[Ranked]:
    """The first ranks, without those far less likely than the first."""
    first = explanation.ranked[0].candidate.price if explanation.ranked else 0
    few = narrowed(explanation, SHOWN).ranked[: 2 * SHOWN]
    return [each for each in few if each.rank == 1 or each.candidate.price <= first + FAR]


def nothing(explanation: Explanation, referentiel: Referentiel) -> str:
    """The reason why a gap has no candidate: it is a sum of other gaps, nothing was searched, or nothing was found."""
    if explanation.sums:
        return _sum(explanation.comparison, explanation.sums, referentiel)
    if explanation.unsearched:
        text = _(
            "no cause was searched: the figures with a gap have {count} lines, and the search is bounded at {most};"
            " narrow the check with --exercice, --territoire or --axe"
        )
        return text.format(count=explanation.unsearched[0], most=explanation.unsearched[1])
    figure = explanation.comparison.figure
    table = table_name(explanation.comparison.scope, referentiel)
    if figure is None or figure.page is None:
        text = _(
            "no cause was found; compare the lines of {table} with the brochure, or name an earlier version with"
            " --against"
        )
        return text.format(table=table)
    text = _(
        "no cause was found; compare the lines of {table} with page {page} of the brochure, or name an earlier version"
        " with --against"
    )
    return text.format(table=table, page=figure.page)


def _sum(whole: Comparison, parts: Sequence[Comparison], referentiel: Referentiel) -> str:
    """The gaps that a gap is the sum of, by axis within a contract, by table within a region."""
    within = all(each.scope.territoire_code == whole.scope.territoire_code for each in parts)
    names = [
        _("axis {axe}").format(axe=each.scope.axe) if within else table_name(each.scope, referentiel)
        for each in parts[:MOST_PARTS]
    ]
    more = len(parts) - len(names)
    if more:
        names.append(ngettext("{count} other table", "{count} other tables", more).format(count=more))
    text = ngettext("this is the gap of {parts}", "this is the sum of the gaps of {parts}", len(parts))
    return text.format(parts=", ".join(names))
