"""`clsctl import`: data from a published brochure, with their proof."""

from typing import Annotated

import typer

from clsctl.errors import ExitCode
from clsctl.language import mark

HELP = mark("Read a published brochure into lines and figures, and write them if its own sums prove them; else exit 1.")


def _flag(name: str, text: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(name, help=text)
    return option


def command(
    source: Annotated[
        str, typer.Argument(metavar=mark("SOURCE"), help=mark("The brochure: PDF, Markdown, text, HTML."))
    ],
    exercice: Annotated[str, typer.Option("--exercice", metavar=mark("YEAR"), help=mark("The year of its contracts."))],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar=mark("FOLDER"), help=mark("Where the two files go."))
    ] = ".",
    territoires: Annotated[
        str | None,
        typer.Option(
            "--territoires", metavar=mark("FILE"), help=mark("Another region's territoires.csv."), show_default=False
        ),
    ] = None,
    report: Annotated[
        str | None,
        typer.Option(
            "--report", metavar=mark("FILE"), help=mark("Write the report too: .md or .json."), show_default=False
        ),
    ] = None,
    draft: Annotated[
        str | None,
        typer.Option(
            "--draft",
            metavar=mark("FOLDER"),
            help=mark("Where an unproved reading goes, its doubtful cells marked."),
            show_default=False,
        ),
    ] = None,
    review: Annotated[
        bool, _flag("--review", mark("Show each doubtful row beside its source; write nothing."))
    ] = False,
    repair: Annotated[
        bool, _flag("--repair", mark("Mend damaged text where a total, or the text elsewhere, says how."))
    ] = False,
    accept_order: Annotated[bool, _flag("--accept-order", mark("Let order alone attribute a table."))] = False,
    force: Annotated[bool, _flag("--force", mark("Write an unproved reading as well; still exit 1."))] = False,
    replace: Annotated[
        bool, _flag("--replace", mark("Replace files of the same names that hold something else."))
    ] = False,
) -> None:
    """Options in, one reading, its report, its files."""
    from clsctl.brochure.canonical_files import canonical_files, draft_files
    from clsctl.brochure.reader import read_outline
    from clsctl.cli.output import import_report

    number, report_to = import_report.year(exercice), import_report.report_file(report, source)
    proved_to = import_report.folder("--output", output)
    doubtful_to = None if draft is None else import_report.folder("--draft", draft)
    outline = import_report.read_brochure(source)
    referentiel = import_report.referentiel_of(territoires)
    reading = read_outline(outline, number, referentiel, repair=repair, accept_order=accept_order)
    if review:
        import_report.show_review(reading)
    else:
        import_report.say_reading(reading, report_to)
        if reading.is_proved or force:
            files = canonical_files(reading) if reading.lignes else {}
            written = import_report.write_files("--output", proved_to, files, replace=replace)
        elif doubtful_to is not None:
            written = import_report.write_files("--draft", doubtful_to, draft_files(reading), replace=replace)
        else:
            written = {}
        import_report.say_written(written, reading, drafts=doubtful_to is not None)
    if not reading.is_proved:
        raise typer.Exit(ExitCode.CONTRADICTION)
