"""What a check found, to where each of its readers looks: a terminal, a file, a log of CI, the data's folder."""

import os
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
from clsctl.questions.check.examination import Examined, Question, examine
from clsctl.questions.check.known_gaps import draft
from clsctl.questions.check.outcome import Outcome, Report
from clsctl.render.ci import render_ci
from clsctl.render.ci.github import render_summary
from clsctl.render.formats import CiFormat, Format, encode
from clsctl.vocabulary.referentiel import fold
from clsctl.vocabulary.selection import Selection

# Where each system has the root of the project; elsewhere it is the current folder.
ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


@dataclass(frozen=True, slots=True)
class CheckedDestination:
    """Where the answer goes; `ci` is the CI system that reads it, if it is for one."""

    to: Destination
    ci: CiFormat | None


def checked_destination(name: str | None, output: str | None) -> CheckedDestination:
    """What `--format` and `--output` mean under `check`, which is read in logs: `auto` in a pipe is `plain`."""
    ci = _ci_format(name)
    to = text_destination(output) if ci else destination(name, output, off_terminal=Format.PLAIN)
    return CheckedDestination(to, ci)


def emit_checked(examined: Examined, where: CheckedDestination, dataset: Dataset, *, whole: bool) -> None:
    """The answer, by marks on a terminal unless `whole`; or the report, in the format of a CI system."""
    if where.ci is None:
        glance = not whole and where.to.is_seen
        emit(examined.glance if glance else examined.answer, where.to, dataset)
        return
    root = next((Path(os.environ[key]) for key in ROOTS if os.environ.get(key)), Path.cwd())
    where.to.refuse_inputs(dataset)
    emit_pieces([encode(render_ci(examined.report, where.ci, root), where.to.form)], where.to.target)
    if where.ci is CiFormat.GITHUB and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        _append(Path(summary), render_summary(examined.answer, examined.report, root))


def refuse_no_figure(examined: Examined, selection: Selection) -> None:
    """UsageError where the selection picks no figure, ReadError where there is none at all: nothing is proved."""
    if examined.accepted.proof.figures:
        return
    if selection.as_written:
        raise UsageError(
            _("The selection picks no published figure: nothing was checked."),
            _("Select less; clsctl check without a selection shows all figures."),
        )
    raise ReadError(
        _("The file of published figures holds none: nothing was checked."),
        _("Enter the figures that the brochure prints, a line each."),
    )


def say_outcomes(report: Report) -> None:
    """An error for each figure that fails, with its candidates once; then the known gaps gone stale."""
    said: dict[tuple[str, ...], str] = {}
    for outcome in report.outcomes:
        if outcome.fails:
            place = f"{outcome.place}: " if outcome.place.file else ""
            say_error(f"{place}{outcome.message} [{outcome.slug}]", *_candidates(outcome, said))
    if report.stale:
        say_findings(report.stale)


def write_drafts(dataset: Dataset, question: Question) -> None:
    """`known_gaps_<exercice>.csv` beside the data, one per year; UsageError where the data lie in no folder."""
    if dataset.is_bundled or len(dataset.folders) != 1:
        raise UsageError(
            _("--write-known-gaps: the data are those of clsctl, or lie in no folder, or in several."),
            _("Name one file or folder with --data."),
        )
    known = dataset.known_gaps()
    examined = examine(dataset, question)
    for exercice in dataset.exercices:
        target = dataset.folders[0] / f"known_gaps_{exercice}.csv"
        text = draft(examined.accepted.proof, known, exercice, datetime.now(UTC).date())
        write_whole(target, [text.encode()])
        count = len(text.splitlines()) - 1
        say_notes([_("{name}: {count} gaps; write reason and finder of each.").format(name=target, count=count)])


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
