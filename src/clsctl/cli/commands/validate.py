"""`clsctl validate`: findings and warnings about files."""

from typing import Annotated

import typer

from clsctl.cli import arguments, options
from clsctl.errors import ExitCode, ReadError
from clsctl.language import mark

HELP = mark("List the findings and warnings about files.")
DETAILS = (
    mark("Exits with code 1 for findings, 3 for a file that cannot be read or is not a table."),
    options.BUNDLED_FILES,
)
FORMATS = options.ci_formats_help
EXAMPLES = (
    "clsctl validate contracts_2025.csv",
    "clsctl validate --strict --format junit --output validate.xml",
    "clsctl validate --list",
)


def command(
    files: options.Files = None,
    strict: Annotated[bool, typer.Option("--strict", help=mark("Exit with code 1 for warnings too."))] = False,
    list_: Annotated[bool, typer.Option("--list", help=mark("List the rules, without reading any file."))] = False,
    format: options.CiFormatName = None,
    output: options.Output = None,
) -> None:
    """Options in, one call, one render, and the exit code for CI."""
    from clsctl.cli.output.answers import emit
    from clsctl.cli.output.ci_report import emit_refusal
    from clsctl.cli.output.destination import ci_destination, destination
    from clsctl.cli.output.progress_bar import watch
    from clsctl.cli.output.validation_report import emit_examination
    from clsctl.progress import unknown
    from clsctl.questions.validate import catalogue
    from clsctl.render.formats import Format
    from clsctl.table import Answer
    from clsctl.verdict.examination import examine

    named = arguments.data_arguments(files)
    if list_:
        emit(Answer(catalogue()), destination(format, output, Format.CSV, named))
        return
    to = ci_destination(format, output, named)
    try:
        with watch()(unknown):
            examination = examine(named)
    except ReadError as error:
        emit_refusal(error, "validate", to)
        raise
    emit_examination(examination, to, strict=strict)
    if examination.is_unreadable:
        raise typer.Exit(ExitCode.UNREADABLE)
    if examination.findings or (strict and examination.warnings):
        raise typer.Exit(ExitCode.CONTRADICTION)
