"""`clsctl validate`: every finding about files, and the warnings."""

import sys
from typing import Annotated

import typer

from clsctl.cli import arguments, options
from clsctl.errors import ExitCode
from clsctl.language import mark

HELP = mark("Find all that is wrong with files; exit 1 with findings, 3 where one cannot be read or is no table.")


def command(
    files: options.Files = None,
    strict: Annotated[bool, typer.Option("--strict", help=mark("Exit 1 for warnings too."))] = False,
    list_: Annotated[
        bool, typer.Option("--list", help=mark("List the kinds of findings that there are, and read nothing."))
    ] = False,
    format: options.FormatName = None,
    output: options.Output = None,
) -> None:
    """Options in, one call, one render, and the exit code that CI reads."""
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

    to = destination(format, output, off_terminal=Format.CSV if list_ else Format.PLAIN)
    if list_:
        emit(Answer(catalogue()), to)
        return
    with watch()(unknown):
        examination = examine(arguments.data_arguments(files))
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
