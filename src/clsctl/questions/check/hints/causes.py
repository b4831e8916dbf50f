"""The causes as rows: one per figure, candidate and line, for JSON and DataFrames."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from decimal import Decimal

from clsctl.language import _
from clsctl.questions.check.explain.candidate import Candidate, Cause
from clsctl.questions.check.explain.search import Explanation, narrowed
from clsctl.questions.check.hints.hint import nothing
from clsctl.questions.check.hints.sentences import cause_sentence
from clsctl.table import Table
from clsctl.vocabulary.columns import column
from clsctl.vocabulary.referentiel import Referentiel

MOST_RANKS = 20
# For people, the sentence says what these hold.
HIDDEN = frozenset({"exercice", "libelle", "cause"})


@dataclass(frozen=True, slots=True)
class CauseLine:
    """A line of a candidate cause of a figure's gap; `ordre` is 1 for the likeliest candidates, equals share one.

    `cle`, `lu`: the line and its amount, or the amount of the figure where that is suspect. `propose`: the amount that
    the candidate gives it; None where the amount is right and the line is not. A gap without a candidate has one row,
    whose `phrase` tells why: `ordre` and `cause` are None.
    """

    exercice: int
    territoire_code: str
    axe: int | None
    libelle: str
    ordre: int | None
    cause: str | None
    cle: str | None
    lu: Decimal | None
    propose: Decimal | None
    phrase: str


def cause_lines(explanations: Iterable[Explanation], referentiel: Referentiel) -> tuple[CauseLine, ...]:
    """The rows of every explanation, in order; of its candidates, the first twenty ranks."""
    return tuple(line for each in explanations for line in _lines(each, referentiel))


def causes_table(lines: Iterable[CauseLine]) -> Table:
    """The table `causes`."""
    names = [field.name for field in fields(CauseLine)]
    return Table(
        name="causes",
        title=_("Candidate causes of gaps, to verify"),
        columns=tuple(column(name, hidden=name in HIDDEN) for name in names),
        rows=tuple(tuple(getattr(line, name) for name in names) for line in lines),
    )


def _lines(explanation: Explanation, referentiel: Referentiel) -> Iterator[CauseLine]:
    scope, figure = explanation.comparison.scope, explanation.comparison.figure
    about = (scope.exercice, scope.territoire_code, scope.axe, figure.libelle if figure else "")
    if not explanation.ranked:
        yield CauseLine(*about, None, None, None, None, None, nothing(explanation, referentiel))
    for ranked in narrowed(explanation, MOST_RANKS).ranked:
        candidate = ranked.candidate
        said, kind = cause_sentence(candidate, referentiel), _kind(candidate)
        for cle, lu, propose in _cells(candidate):
            yield CauseLine(*about, ranked.rank, kind, cle, lu, propose, said)


def _kind(candidate: Candidate) -> str:
    """The slug: of a slip, which slip."""
    return candidate.slip.value if candidate.cause is Cause.SLIP and candidate.slip else candidate.cause.value


def _cells(candidate: Candidate) -> Iterator[tuple[str | None, Decimal | None, Decimal | None]]:
    """The key of each line, what was read, and what the candidate proposes."""
    if candidate.figure is not None:
        yield None, candidate.figure.montant, candidate.montant
    elif not candidate.lignes:
        yield None, None, candidate.montant if candidate.cause is Cause.MISSING else None
    proposed = (*candidate.proposed, *(None for _ligne in candidate.lignes))
    for ligne, montant in zip(candidate.lignes, proposed, strict=False):
        yield ligne.cle, ligne.montant, montant
