"""The outcome of each comparison, for people and CI: place, fact, candidates, pass or fail."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clsctl.finding import Findings, Place
from clsctl.language import _, language
from clsctl.ligne import Figure, KnownGap
from clsctl.montant import display_montant
from clsctl.questions.check.known_gaps import AXES, LIGNES, Accepted
from clsctl.questions.check.proof import Comparison, Proof, Statut
from clsctl.vocabulary.referentiel import Referentiel

if TYPE_CHECKING:
    from clsctl.questions.check.explain.search import Explanation
    from clsctl.questions.check.hints.hint import Hint


@dataclass(frozen=True, slots=True)
class Outcome:
    """One comparison: `subject` names the figure, `fails` tells whether CI must stop.

    `hints` are candidates to verify; `rest` is what they omit, or the reason for their absence; `candidates` counts
    all; `is_sum` is True for the sum of other gaps, `is_regional` for a figure of a region. `known` is the reason of an
    accepted gap.
    """

    comparison: Comparison
    preuve: str
    place: Place
    subject: str
    fails: bool
    hints: tuple["Hint", ...] = ()
    rest: tuple[str, ...] = ()
    known: KnownGap | None = None
    candidates: int = 0
    is_sum: bool = False
    is_regional: bool = False

    @property
    def slug(self) -> str:
        """The stable name of the outcome: the status, with `-axes` for the second proof."""
        statut = self.comparison.statut.value
        return f"{statut}-axes" if self.preuve == AXES else statut

    @property
    def identity(self) -> str:
        """The name of the outcome in every run and language: the figure by its scope, its label and the proof."""
        scope, figure = self.comparison.scope, self.comparison.figure
        parts = (scope.exercice, scope.territoire_code, scope.axe or "", figure.libelle if figure else "", self.preuve)
        return "-".join(map(str, parts))

    @property
    def fact(self) -> str:
        """The state of the figure; made when it is asked for, as a run prints few of them."""
        return _fact(self.comparison, self.preuve, self.known)

    @property
    def message(self) -> str:
        """The whole sentence."""
        return _("{subject}: {fact}").format(subject=self.subject, fact=self.fact)


@dataclass(frozen=True, slots=True)
class Report:
    """All outcomes: figures, second proof, unpublished sums; the findings: stale known gaps, altered pages.

    `where` names the tables in which to look for the causes of gaps.
    """

    outcomes: tuple[Outcome, ...]
    findings: Findings
    where: str = ""

    @property
    def fails(self) -> bool:
        """True where the exit code must be 1."""
        return bool(self.findings) or any(outcome.fails for outcome in self.outcomes)


def report(
    accepted: Accepted,
    explanations: Mapping[Comparison, "Explanation"],
    fail_on: Collection[Statut],
    referentiel: Referentiel,
) -> Report:
    """The outcomes of a proof; `fail_on` are the statuses that fail."""
    found = tuple(_outcomes(accepted, explanations, fail_on, referentiel))
    return Report(found, accepted.stale, _where(explanations, referentiel))


def _where(explanations: Mapping[Comparison, "Explanation"], referentiel: Referentiel) -> str:
    if not explanations:
        return ""
    from clsctl.questions.check.hints.suspect_tables import where_to_look  # noqa: PLC0415 (only a gap pays for them)

    return where_to_look(explanations, referentiel)


def _outcomes(
    accepted: Accepted,
    explanations: Mapping[Comparison, "Explanation"],
    fail_on: Collection[Statut],
    referentiel: Referentiel,
) -> Iterator[Outcome]:
    for preuve, comparison in _all(accepted.proof):
        explanation = explanations.get(comparison)
        known = accepted.reasons.get(comparison)
        hints, rest = _told(explanation, referentiel)
        yield Outcome(
            comparison=comparison,
            preuve=preuve,
            place=_place(comparison),
            subject=_subject(comparison, preuve, referentiel),
            fails=comparison.statut in fail_on,
            hints=hints,
            rest=rest,
            known=known,
            candidates=len(explanation.ranked) if explanation else 0,
            is_sum=bool(explanation and explanation.sums),
            is_regional=referentiel.by_code[comparison.scope.territoire_code].type == "region",
        )


def _told(explanation: "Explanation | None", referentiel: Referentiel) -> tuple[tuple["Hint", ...], tuple[str, ...]]:
    """The candidates of a gap, and what they omit."""
    if explanation is None:
        return (), ()
    from clsctl.questions.check.hints.hint import hints, rest  # noqa: PLC0415 (only a gap pays for them)

    return hints(explanation, referentiel), rest(explanation, referentiel)


def _all(proof: Proof) -> Iterator[tuple[str, Comparison]]:
    yield from ((LIGNES, each) for each in proof.figures)
    yield from ((AXES, each) for each in proof.axes)
    yield from ((LIGNES, each) for each in proof.unpublished)


def _place(comparison: Comparison) -> Place:
    figure = comparison.figure
    return Place("") if figure is None else Place(figure.file, figure.line)


def _subject(comparison: Comparison, preuve: str, referentiel: Referentiel) -> str:
    scope, figure = comparison.scope, comparison.figure
    what = figure.libelle if figure else _unprinted(scope.axe)
    page = _(" (page {page})").format(page=figure.page) if figure and figure.page else ""
    second = _(", by the sum of its axis totals") if preuve == AXES else ""
    return f"{scope.exercice}, {referentiel.by_code[scope.territoire_code].nom}, {what}{page}{second}"


def _unprinted(axe: int | None) -> str:
    return _("the whole contract") if axe is None else _("axis {axe}").format(axe=axe)


def _fact(comparison: Comparison, preuve: str, known: KnownGap | None) -> str:
    figure, calcule = comparison.figure, comparison.calcule
    if figure is None:
        computed = "" if calcule is None else display_montant(calcule, language())
        return _("not published; its lines sum to {computed}.").format(computed=computed)
    return _compared(comparison, figure, preuve) + _accepted(known)


def _compared(comparison: Comparison, figure: Figure, preuve: str) -> str:
    published = display_montant(figure.montant, language())
    if comparison.calcule is None or comparison.ecart is None:
        return _("published {published}, without any line in the data.").format(published=published)
    computed = display_montant(comparison.calcule, language())
    what = _("the printed axis totals sum to") if preuve == AXES else _("its lines sum to")
    if comparison.statut is Statut.EXACT:
        return _("published {published}, {what} the same amount.").format(published=published, what=what)
    gap = display_montant(comparison.ecart, language())
    return _("published {published}, {what} {computed}, gap {gap}.").format(
        published=published, what=what, computed=computed, gap=gap
    )


def _accepted(known: KnownGap | None) -> str:
    if known is None:
        return ""
    sentence = _(" Known since {date} ({who}): {reason}")
    return sentence.format(date=known.date, who=known.signale_par, reason=known.raison)
