"""The report of a check for each of its readers: a terminal, a file, a CI log, the data's folder."""

import os
from collections.abc import Mapping
from pathlib import Path

from clsctl.cli.output.answers import emit, emit_pieces
from clsctl.cli.output.destination import Destination
from clsctl.cli.output.talk import say_error, say_findings, say_notes
from clsctl.cli.output.whole_file import unwritable, write_whole
from clsctl.dataset.dataset import Dataset
from clsctl.errors import ClsctlError
from clsctl.language import _
from clsctl.questions.check.examination import Examined
from clsctl.questions.check.outcome import Outcome, Report
from clsctl.render.formats import CiFormat, encode

# The variable with each system's project root; by default the current folder.
ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def emit_refusal(error: ClsctlError, to: Destination) -> None:
    """Write a refusal in the CI format asked for; of an older file in another format, report that it stays."""
    if to.ci is not None:
        from clsctl.render.ci.refusal import render_refusal

        emit_pieces([encode(render_refusal(error, to.ci, _root()), to.form)], to.target)
    elif to.target is not None and to.target.exists():
        say_notes([_("{name} was left as it was: its answer is an older one.").format(name=to.target)])


def emit_report(examined: Examined, to: Destination, dataset: Dataset, *, whole: bool) -> None:
    """Write the answer, as marks on a terminal unless `whole`; or the report, in a CI format."""
    if to.ci is None:
        glance = not whole and to.is_seen
        emit(examined.glance if glance else examined.answer, to, dataset)
        return
    from clsctl.render.ci import render_ci
    from clsctl.render.ci.github import render_summary

    root = _root()
    emit_pieces([encode(render_ci(examined.report, to.ci, root), to.form)], to.target)
    if to.ci is CiFormat.GITHUB and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        _append(Path(summary), render_summary(examined.answer, examined.report, root))


def write_drafts(texts: Mapping[Path, str]) -> None:
    """Write the drafts of known gaps, each whole, and report the number of gaps in each."""
    for target, text in texts.items():
        write_whole(target, [text.encode()])
        count = len(text.splitlines()) - 1
        say_notes(
            [_("{name}: {count} gaps; write the reason and the finder of each.").format(name=target, count=count)]
        )


def say_outcomes(report: Report) -> None:
    """Report each figure that fails, with its candidates once; then the stale known gaps."""
    said: dict[tuple[str, ...], str] = {}
    for outcome in report.outcomes:
        if outcome.fails:
            place = f"{outcome.place}: " if outcome.place.file else ""
            say_error(f"{place}{outcome.message} [{outcome.slug}]", *_candidates(outcome, said))
    if report.findings:
        say_findings(report.findings)


def _root() -> Path:
    return next((Path(os.environ[key]) for key in ROOTS if os.environ.get(key)), Path.cwd())


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
