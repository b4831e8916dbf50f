"""The report of a check for each of its readers: a terminal, a file, a CI log, the data's folder."""

from collections.abc import Mapping
from pathlib import Path

from clsctl.cli.output.answers import emit, emit_pieces
from clsctl.cli.output.ci_report import append, project_root, step_summary
from clsctl.cli.output.destination import Destination
from clsctl.cli.output.talk import say, say_error, say_findings, say_notes
from clsctl.cli.output.whole_file import write_whole
from clsctl.dataset.dataset import Dataset
from clsctl.language import _, ngettext
from clsctl.questions.check.examination import Examined
from clsctl.questions.check.outcome import Outcome, Report
from clsctl.render.formats import Format, encode
from clsctl.render.safe import visible

# The formats of documents and machines, which hold the causes as a table; people of a terminal read them on stderr.
DETAILED = frozenset({Format.JSON, Format.MARKDOWN, Format.HTML, Format.LATEX, Format.RST})
FEW, MOST_HINTS = 2, 10  # up to so few gaps, all first candidates are shown


def emit_report(examined: Examined, to: Destination, dataset: Dataset, *, whole: bool) -> None:
    """Write the answer, as marks on a terminal unless `whole`; or the report, in a CI format."""
    if to.ci is None:
        glance = not whole and to.is_seen
        detailed = examined.detailed if to.form in DETAILED else examined.answer
        emit(examined.glance if glance else detailed, to, dataset)
        return
    from clsctl.render.ci import render_ci
    from clsctl.render.ci.github import render_summary

    root = project_root()
    emit_pieces([encode(render_ci(examined.report, to.ci, root), to.form)], to.target)
    if summary := step_summary(to.ci):
        append(summary, render_summary(examined.answer, examined.report, root))


def write_drafts(texts: Mapping[Path, str]) -> None:
    """Write the drafts of known gaps, each whole, and report the number of gaps in each."""
    for target, text in texts.items():
        write_whole(target, [text.encode()])
        count = len(text.splitlines()) - 1
        say_notes(
            [_("{name}: {count} gaps; write the reason and the finder of each.").format(name=target, count=count)]
        )


def say_outcomes(report: Report) -> None:
    """Report where to look, then each figure that fails with its candidates once, regions last; then the findings.

    Of many gaps, the first candidates alone are shown, so that eight fit on a screen.
    """
    if report.where:
        say(visible(report.where))
    failing = [outcome for outcome in report.outcomes if outcome.fails]
    most = MOST_HINTS if sum(bool(outcome.hints) for outcome in failing) <= FEW else 1
    said: dict[tuple[str, ...], str] = {}
    for outcome in sorted(failing, key=lambda each: each.is_regional):
        place = f"{outcome.place}: " if outcome.place.file else ""
        lines = _candidates(outcome, said, most)
        message = f"{place}{outcome.message} [{outcome.slug}]"
        if outcome.is_sum:
            message, lines = " → ".join([message, *lines]), []
        say_error(message, *lines)
    if report.findings:
        say_findings(report.findings)


def _candidates(outcome: Outcome, said: dict[tuple[str, ...], str], most: int) -> list[str]:
    """The candidates to show; of those left out, the number beside the last."""
    lines = [_("to verify, rank {rank}: {text}").format(rank=hint.rank, text=hint.text) for hint in outcome.hints]
    if lines and (first := said.setdefault(tuple(lines), outcome.subject)) != outcome.subject:
        return [_("to verify: the same lines as for {subject}").format(subject=first)]
    if len(lines) <= most:
        return [*lines, *outcome.rest]
    more = ngettext(
        "{text} ({count} more candidate with --format json)",
        "{text} ({count} more candidates with --format json)",
        outcome.candidates - most,
    )
    return [*lines[: most - 1], more.format(text=lines[most - 1], count=outcome.candidates - most)]
