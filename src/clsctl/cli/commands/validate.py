"""`clsctl validate`: findings and warnings about files."""

import sys
from typing import Annotated

import typer

from clsctl.cli import arguments, options
from clsctl.errors import ExitCode
from clsctl.language import mark

HELP = mark("List the findings and warnings about files.")
DETAILS = (
    mark("Exits with code 1 for findings, 3 for a file that cannot be read or is not a table."),
    options.BUNDLED_FILES,
)
FORMATS = options.formats_help
EXAMPLES = (
    "clsctl validate contracts_2025.csv",
    "clsctl validate --strict contracts_2025.csv published_2025.csv",
    "clsctl validate --list",
)


def command(
    files: options.Files = None,
    strict: Annotated[bool, typer.Option("--strict", help=mark("Exit with code 1 for warnings too."))] = False,
    list_: Annotated[bool, typer.Option("--list", help=mark("List the rules, without reading any file."))] = False,
    format: options.FormatName = None,
    output: options.Output = None,
) -> None:
    """Options in, one call, one render, and the exit code for CI."""
    from clsctl.cli.output.answers import emit, emit_pieces
    from clsctl.cli.output.destination import destination
    from clsctl.cli.output.progress_bar import watch
    from clsctl.cli.output.talk import fitted, say_notes, say_refusal
    from clsctl.progress import unknown
    from clsctl.questions.validate import catalogue, validation
    from clsctl.render.findings import render_examination
    from clsctl.render.formats import Format, encode
    from clsctl.table import Answer
    from clsctl.verdict.examination import examine

    named = arguments.data_arguments(files)
    to = destination(format, output, Format.CSV if list_ else Format.PLAIN, named)
    if list_:
        emit(Answer(catalogue()), to)
        return
    with watch()(unknown):
        examination = examine(named)
    if examination.files and to.form in {Format.TABLE, Format.PLAIN}:
        text = render_examination(examination.findings, examination.warnings, examination.files)
        text = text if to.target else fitted(text, sys.stdout)
        emit_pieces([encode(text, Format.PLAIN)], to.target)
    elif examination.files:
        emit(validation(examination), to, reading=examination.notes)
    say_notes(examination.notes)
    for error in examination.refused:
        say_refusal(error)
    if examination.is_unreadable:
        raise typer.Exit(ExitCode.UNREADABLE)
    if examination.findings or (strict and examination.warnings):
        raise typer.Exit(ExitCode.CONTRADICTION)
