"""The examination of a check: the proof, its known gaps, candidate causes of the others, and the answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from clsctl.dataset.dataset import Dataset
from clsctl.errors import ReadError, UsageError
from clsctl.finding import FindingLog, Findings
from clsctl.language import _
from clsctl.ligne import Figure
from clsctl.questions.check.answer import check_answer, glance_answer
from clsctl.questions.check.known_gaps import Accepted, accept, draft
from clsctl.questions.check.outcome import Report, report
from clsctl.questions.check.proof import Comparison, Proof, Statut, prove
from clsctl.table import Answer
from clsctl.vocabulary.selection import Selection

if TYPE_CHECKING:
    from clsctl.questions.check.explain.search import Explanation
    from clsctl.questions.check.hints.causes import CauseLine

CONTRADICTIONS = frozenset(statut for statut in Statut if statut.is_contradiction)


@dataclass(frozen=True, slots=True)
class Question:
    """The question of a check: which figures, from which files; `only` and `fail_on` are statuses (empty: all,
    contradictions).

    `against` is an earlier version of the lines, to explain gaps; `explain` is False to skip the search.
    """

    selection: Selection = Selection()  # noqa: RUF009 (frozen)
    published: tuple[Path, ...] = ()
    against: Path | None = None
    explain: bool = True
    only: frozenset[Statut] = frozenset()
    fail_on: frozenset[Statut] = frozenset()


@dataclass(frozen=True, slots=True)
class Examined:
    """The proof with its known gaps, the tables for people and machines, and the report for CI.

    `causes` are the rows of candidate causes; `detailed` is the answer with them, for documents and machines.
    """

    accepted: Accepted
    answer: Answer
    glance: Answer
    report: Report
    causes: tuple["CauseLine", ...] = ()

    @property
    def detailed(self) -> Answer:
        """The answer with the table of causes, where there is a gap; its note names the tables to look in."""
        if not self.causes:
            return self.answer
        from clsctl.questions.check.hints.causes import causes_table  # noqa: PLC0415 (only a gap pays for it)

        table = replace(causes_table(self.causes), notes=(self.report.where,))
        return replace(self.answer, beside=(*self.answer.beside, table))

    def with_findings(self, findings: Findings) -> "Examined":
        """The same, with further findings in the report."""
        log = FindingLog()
        log.include(self.report.findings)
        log.include(findings)
        return replace(self, report=replace(self.report, findings=log.close()))


def examine_proof(dataset: Dataset, question: Question) -> Examined:
    """Prove, accept known gaps, explain the rest. ReadError or InvalidDataError for a file that is not sound."""
    selection = question.selection
    figures = dataset.figures(question.published)
    proof = prove(dataset, figures, selection)
    accepted = accept(proof, dataset.known_gaps(), selection, dataset.referentiel)
    why = _explained(dataset, figures, accepted.proof, question) if question.explain else {}
    outcomes = report(accepted, why, question.fail_on or CONTRADICTIONS, dataset.referentiel)
    shown = _only(accepted.proof, question.only)
    seen = {*shown.figures, *shown.axes, *shown.unpublished}
    answer = check_answer(accepted, shown, dataset, selection)
    return Examined(
        accepted,
        answer,
        glance_answer(answer, shown, dataset.referentiel),
        replace(outcomes, outcomes=tuple(each for each in outcomes.outcomes if each.comparison in seen or each.fails)),
        _causes(why, dataset),
    )


def _causes(why: Mapping[Comparison, "Explanation"], dataset: Dataset) -> tuple["CauseLine", ...]:
    if not why:
        return ()
    from clsctl.questions.check.hints.causes import cause_lines  # noqa: PLC0415 (only a gap pays for them)

    return cause_lines(why.values(), dataset.referentiel)


def _explained(
    dataset: Dataset, figures: Sequence[Figure], proof: Proof, question: Question
) -> Mapping[Comparison, "Explanation"]:
    """The explanation of each gap; without a gap the search is not even imported."""
    if not any(each.statut.is_contradiction for each in (*proof.figures, *proof.axes)):
        return {}
    from clsctl.questions.check.explain.explanations import explanations  # noqa: PLC0415 (only a gap pays for the search)

    return explanations(dataset, figures, proof, question.against)


def drafts(dataset: Dataset, question: Question, today: date) -> Mapping[Path, str]:
    """The text of `known_gaps_<exercice>.csv` beside the data, one per year; UsageError for data outside a folder."""
    if dataset.is_bundled or dataset.pages or len(dataset.folders) != 1:
        raise UsageError(
            _("--write-known-gaps needs data in one folder, other than the bundled one."),
            _("Name one file or folder with --data."),
        )
    known = dataset.known_gaps()
    proof = examine_proof(dataset, question).accepted.proof
    return {
        dataset.folders[0] / f"known_gaps_{exercice}.csv": draft(proof, known, exercice, today)
        for exercice in dataset.exercices
    }


def refuse_no_figure(examined: Examined, selection: Selection) -> None:
    """UsageError where the selection picks no figure, ReadError without any figure: nothing would be proved."""
    if examined.accepted.proof.figures:
        return
    if selection.as_written:
        raise UsageError(
            _("The selection contains no published figure: nothing was checked."),
            _("Widen the selection; clsctl check without one shows all figures."),
        )
    raise ReadError(
        _("The file of published figures is empty: nothing was checked."),
        _("Enter the figures that the brochure prints, one per line."),
    )


def _only(proof: Proof, statuts: frozenset[Statut]) -> Proof:
    """The comparisons with these statuses; all of them where none is given."""

    def kept(comparisons: Iterable[Comparison]) -> tuple[Comparison, ...]:
        return tuple(each for each in comparisons if not statuts or each.statut in statuts)

    return Proof(kept(proof.figures), kept(proof.axes), kept(proof.unpublished))
