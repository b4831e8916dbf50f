"""`clsctl check`: published figures against their lines."""

from typing import Annotated

import typer

from clsctl import bundled
from clsctl.cli import arguments, completion, options
from clsctl.errors import ClsctlError, ExitCode
from clsctl.language import mark

HELP = mark("Check published figures against their lines.")
DETAILS = (
    mark("Exits with code 1 where a figure and its lines differ (statuses ecart, sans_lignes; see --fail-on)."),
    mark("The figures come from published_<exercice>.csv beside the data unless --published names a file."),
    options.SELECTED,
    options.BUNDLED,
)
FORMATS = options.ci_formats_help
EXAMPLES = (
    "clsctl check",
    "clsctl check --territoire Aisne --all",
    "clsctl check --format junit --output check.xml",
)
Published = typer.Option(
    "--published",
    metavar=mark("FILE"),
    help=mark("Read the published figures from this file."),
    show_default=False,
)
Against = typer.Option(
    "--against",
    metavar=mark("OLD.csv"),
    help=mark("Explain gaps by the changes since this version."),
    show_default=False,
)
NoExplain = typer.Option("--no-explain", help=mark("Skip the search for causes of gaps."))
WriteKnownGaps = typer.Option("--write-known-gaps", help=mark("Draft known_gaps_<exercice>.csv beside the data."))
Only = typer.Option(
    "--only",
    metavar=mark("STATUS"),
    autocompletion=completion.statuts,
    help=mark("Show the figures of this status only; repeatable."),
    show_default=False,
)
FailOn = typer.Option(
    "--fail-on",
    metavar=mark("STATUS"),
    autocompletion=completion.statuts,
    help=mark("Exit with code 1 for this status; repeatable."),
    show_default=False,
)
All = typer.Option("--all", help=mark("Show every figure on a terminal, not only marks."))


DataOnly = typer.Option("--data-only", help=mark("Prove the data of a page alone, not the page itself."))


def command(
    files: options.Files = None,
    published: Annotated[list[str] | None, Published] = None,
    against: Annotated[str | None, Against] = None,
    no_explain: Annotated[bool, NoExplain] = False,
    write_known_gaps: Annotated[bool, WriteKnownGaps] = False,
    only: Annotated[list[str] | None, Only] = None,
    fail_on: Annotated[list[str] | None, FailOn] = None,
    all: Annotated[bool, All] = False,
    data_only: Annotated[bool, DataOnly] = False,
    exercice: options.Exercice = None,
    territoire: options.Territoire = None,
    type: options.Type = None,
    axe: options.Axe = None,
    data: options.Data = None,
    format: options.CiFormatName = None,
    output: options.Output = None,
) -> None:
    """Options in, one call, one render, and the exit code for CI."""
    from datetime import UTC, datetime
    from pathlib import Path

    from clsctl.cli.output.check_report import emit_report, say_outcomes, write_drafts
    from clsctl.cli.output.ci_report import emit_refusal
    from clsctl.cli.output.destination import ci_destination
    from clsctl.cli.output.pages import prove_pages
    from clsctl.cli.output.progress_bar import watch
    from clsctl.dataset.opening import open_dataset
    from clsctl.questions.check.examination import Question, drafts, examine_proof, refuse_no_figure
    from clsctl.questions.check.proof import Statut
    from clsctl.vocabulary.closed_words import words
    from clsctl.vocabulary.selection import Request

    named = arguments.data_arguments([*(files or ()), *(data or ())])
    to = ci_destination(format, output, (*(named or [str(bundled.data_folder())]), *(published or ())))
    shown = frozenset(words("--only", only or (), Statut))
    failing = frozenset(words("--fail-on", fail_on or (), Statut))
    try:
        with open_dataset(named, watch=watch()) as dataset:
            selection = dataset.select(Request(exercice or (), territoire or (), type or (), axe or ()))
            question = Question(
                selection=selection,
                published=tuple(map(Path, published or ())),
                against=Path(against) if against else None,
                explain=not no_explain,
                only=shown,
                fail_on=failing,
            )
            if write_known_gaps:
                write_drafts(drafts(dataset, question, datetime.now(UTC).date()))
                return
            examined = examine_proof(dataset, question)
            if dataset.pages and not data_only:
                examined = examined.with_findings(prove_pages(dataset.pages))
            if not examined.report.fails:
                refuse_no_figure(examined, selection)
            emit_report(examined, to, dataset, whole=all)
            say_outcomes(examined.report)
    except ClsctlError as error:
        if error.exit_code is ExitCode.UNREADABLE:
            emit_refusal(error, "check", to)
        raise
    if examined.report.fails:
        raise typer.Exit(ExitCode.CONTRADICTION)
