"""The report of a check for each of its readers: a terminal, a file, a CI log, the data's folder."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from clsctl.cli.output.answers import emit, emit_pieces
from clsctl.cli.output.destination import Destination, destination, text_destination
from clsctl.cli.output.talk import say_error, say_findings, say_notes
from clsctl.cli.output.whole_file import unwritable, write_whole
from clsctl.dataset.dataset import Dataset
from clsctl.errors import ReadError, UsageError
from clsctl.language import _
from clsctl.questions.check.examination import Examined, Question, examine_proof
from clsctl.questions.check.known_gaps import draft
from clsctl.questions.check.outcome import Outcome, Report
from clsctl.render.ci import render_ci
from clsctl.render.ci.github import render_summary
from clsctl.render.formats import CiFormat, Format, encode
from clsctl.vocabulary.referentiel import fold
from clsctl.vocabulary.selection import Selection

# The variable with each system's project root; by default the current folder.
ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


@dataclass(frozen=True, slots=True)
class CheckedDestination:
    """The destination of the answer; `ci` is the CI system that reads it, if any."""

    to: Destination
    ci: CiFormat | None


def checked_destination(name: str | None, output: str | None, data: Sequence[str]) -> CheckedDestination:
    """The destination by `--format` and `--output` under `check`, read in logs: `auto` off a terminal is `plain`."""
    ci = _ci_format(name)
    to = text_destination(output, data) if ci else destination(name, output, Format.PLAIN, data)
    return CheckedDestination(to, ci)


def emit_checked(examined: Examined, where: CheckedDestination, dataset: Dataset, *, whole: bool) -> None:
    """Write the answer, as marks on a terminal unless `whole`; or the report, in a CI format."""
    if where.ci is None:
        glance = not whole and where.to.is_seen
        emit(examined.glance if glance else examined.answer, where.to, dataset)
        return
    root = next((Path(os.environ[key]) for key in ROOTS if os.environ.get(key)), Path.cwd())
    emit_pieces([encode(render_ci(examined.report, where.ci, root), where.to.form)], where.to.target)
    if where.ci is CiFormat.GITHUB and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        _append(Path(summary), render_summary(examined.answer, examined.report, root))


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


def say_outcomes(report: Report) -> None:
    """Report each figure that fails, with its candidates once; then the stale known gaps."""
    said: dict[tuple[str, ...], str] = {}
    for outcome in report.outcomes:
        if outcome.fails:
            place = f"{outcome.place}: " if outcome.place.file else ""
            say_error(f"{place}{outcome.message} [{outcome.slug}]", *_candidates(outcome, said))
    if report.stale:
        say_findings(report.stale)


def write_drafts(dataset: Dataset, question: Question) -> None:
    """`known_gaps_<exercice>.csv` beside the data, one per year; UsageError for data outside a folder."""
    if dataset.is_bundled or len(dataset.folders) != 1:
        raise UsageError(
            _("--write-known-gaps needs data in one folder, other than the bundled one."),
            _("Name one file or folder with --data."),
        )
    known = dataset.known_gaps()
    examined = examine_proof(dataset, question)
    for exercice in dataset.exercices:
        target = dataset.folders[0] / f"known_gaps_{exercice}.csv"
        text = draft(examined.accepted.proof, known, exercice, datetime.now(UTC).date())
        write_whole(target, [text.encode()])
        count = len(text.splitlines()) - 1
        say_notes(
            [_("{name}: {count} gaps; write the reason and the finder of each.").format(name=target, count=count)]
        )


def _ci_format(name: str | None) -> CiFormat | None:
    known = {form.value: form for form in CiFormat}
    return known.get(fold(name).replace(" ", "-")) if name else None


def _candidates(outcome: Outcome, said: dict[tuple[str, ...], str]) -> list[str]:
    lines = [_("to verify, rank {rank}: {text}").format(rank=hint.rank, text=hint.text) for hint in outcome.hints]
    if lines and (first := said.setdefault(tuple(lines), outcome.subject)) != outcome.subject:
        return [_("to verify: the same lines as for {subject}").format(subject=first)]
    return [*lines, *outcome.rest]


def _append(target: Path, text: str) -> None:
    try:
        with target.open("a", encoding="utf-8") as stream:
            stream.write(text)
    except OSError as error:
        raise unwritable(target, error) from None
