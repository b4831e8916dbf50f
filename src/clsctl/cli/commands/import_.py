"""`clsctl import`: data from a published brochure, with their proof."""

from pathlib import Path
from typing import Annotated

import typer

from clsctl.errors import ExitCode
from clsctl.language import mark

HELP = mark("Convert a published brochure to lines and figures.")
DETAILS = (
    mark("Writes the two files only if the brochure's own sums prove the reading; otherwise exits with code 1."),
)
EXAMPLES = (
    "clsctl import brochure.md --exercice 2026 --output import",
    "clsctl import brochure.md --exercice 2026 --review",
    "clsctl import brochure.md --exercice 2026 --report rapport.md",
)


def _flag(name: str, text: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(name, help=text)
    return option


def command(
    source: Annotated[
        str, typer.Argument(metavar=mark("SOURCE"), help=mark("Read this brochure: PDF, DOCX, HTML, Markdown or text."))
    ],
    exercice: Annotated[
        str, typer.Option("--exercice", metavar=mark("YEAR"), help=mark("Give the year of the contracts."))
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar=mark("FOLDER"), help=mark("Write the two files to this folder."))
    ] = ".",
    territoires: Annotated[
        str | None,
        typer.Option(
            "--territoires",
            metavar=mark("FILE"),
            help=mark("Use another region's territoires.csv."),
            show_default=False,
        ),
    ] = None,
    report: Annotated[
        str | None,
        typer.Option(
            "--report",
            metavar=mark("FILE"),
            help=mark("Write the report to this file, .md or .json."),
            show_default=False,
        ),
    ] = None,
    draft: Annotated[
        str | None,
        typer.Option(
            "--draft",
            metavar=mark("FOLDER"),
            help=mark("Write an unproved reading here, with its doubts marked."),
            show_default=False,
        ),
    ] = None,
    decisions: Annotated[
        str | None,
        typer.Option(
            "--decisions",
            metavar=mark("FILE"),
            help=mark("Read people's answers to doubts; --review drafts them."),
            show_default=False,
        ),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar=mark("FILE"),
            help=mark("Use the words of earlier lines; list the new lines."),
            show_default=False,
        ),
    ] = None,
    review: Annotated[bool, _flag("--review", mark("Show doubtful rows beside their source; write nothing."))] = False,
    repair: Annotated[bool, _flag("--repair", mark("Repair damaged text that a total or the text confirms."))] = False,
    accept_order: Annotated[bool, _flag("--accept-order", mark("Accept tables attributed by order alone."))] = False,
    force: Annotated[bool, _flag("--force", mark("Write an unproved reading too; the exit code stays 1."))] = False,
    replace: Annotated[bool, _flag("--replace", mark("Replace existing files whose content differs."))] = False,
) -> None:
    """Options in, one reading, its report, its files."""
    from clsctl.brochure.canonical_files import canonical_files, draft_files
    from clsctl.brochure.decisions import Decision
    from clsctl.brochure.reader import read_outline
    from clsctl.cli.arguments import year
    from clsctl.cli.output.destination import folder_destination, report_destination
    from clsctl.cli.output.file_set import write_files
    from clsctl.cli.output.import_report import (
        draft_answers,
        read_brochure,
        say_reading,
        say_written,
        show_review,
    )
    from clsctl.cli.output.talk import say_notes
    from clsctl.dataset.opening import open_dataset
    from clsctl.ligne import Ligne
    from clsctl.questions.import_decisions import read_decisions_file
    from clsctl.verdict.companions.companion_files import named_referentiel

    number, report_to = year(exercice), report_destination(report, source)
    proved_to = folder_destination("--output", output)
    doubtful_to = None if draft is None else folder_destination("--draft", draft)
    outline, referentiel = read_brochure(source), named_referentiel(territoires)
    answers = None if decisions is None else Path(decisions)
    decided: tuple[Decision, ...] = ()
    if answers is not None and (answers.exists() or not review):
        decided, notes = read_decisions_file(answers, referentiel)
        say_notes(notes)
    earlier: tuple[Ligne, ...] = ()
    if against is not None:
        with open_dataset((against,)) as dataset:
            earlier = tuple(dataset.lignes())
    reading = read_outline(
        outline,
        number,
        referentiel,
        repair=repair,
        accept_order=accept_order,
        decisions=decided,
        earlier=[label for ligne in earlier for label in (ligne.action, ligne.objectif)],
    )
    if review:
        show_review(reading, referentiel)
        draft_answers(reading, answers, decided, referentiel)
    else:
        say_reading(reading, report_to, earlier)
        if reading.is_proved or force:
            files = canonical_files(reading) if reading.lignes else {}
            written = write_files("--output", proved_to, files, replace=replace)
        elif doubtful_to is not None:
            written = write_files("--draft", doubtful_to, draft_files(reading), replace=replace)
        else:
            written = {}
        say_written(written, reading, drafts=doubtful_to is not None)
    if not reading.is_proved:
        raise typer.Exit(ExitCode.CONTRADICTION)
