"""`clsctl fmt`: files in canonical form."""

from typing import Annotated

import typer

from clsctl.cli import options
from clsctl.language import mark

HELP = mark("Write a file in canonical form, or check that it is.")
DETAILS = (
    mark("Accepts every format that clsctl reads; the canonical form is CSV."),
    mark("--renumber closes holes and makes room: where a rang is repeated or empty, lines keep the file's order."),
    options.BUNDLED_FILES,
)
EXAMPLES = (
    "clsctl fmt contracts_2025.csv --output canonique.csv",
    "clsctl fmt --check contracts_2025.csv",
    "clsctl fmt --in-place --renumber contracts_2025.csv",
)


def command(
    files: options.Files = None,
    check: Annotated[
        bool, typer.Option("--check", help=mark("Show the differences; exit with code 1 for any."))
    ] = False,
    in_place: Annotated[
        bool, typer.Option("--in-place", "-i", help=mark("Rewrite each file, whole or not at all."))
    ] = False,
    keep_extra: Annotated[
        bool, typer.Option("--keep-extra", help=mark("Keep undeclared columns, after the declared ones."))
    ] = False,
    renumber: Annotated[
        bool, typer.Option("--renumber", help=mark("Number the lines of each table from 1 without gaps."))
    ] = False,
    output: options.CanonicalOutput = None,
) -> None:
    """Options in, one call, and the exit code for CI."""
    from clsctl.cli.output import fmt_files
    from clsctl.verdict.lines import Asked

    names = fmt_files.file_names(files, output, check=check, in_place=in_place)
    asked = Asked(keep_extras=keep_extra, renumbers=renumber)
    if check:
        raise typer.Exit(fmt_files.check(names, asked))
    if in_place:
        raise typer.Exit(fmt_files.rewrite(names, asked))
    for name in names:
        fmt_files.write(name, output, asked)
