"""`clsctl compare`: what changed from one year to another, and why."""

from typing import Annotated

import typer

from clsctl.cli import arguments, completion, options
from clsctl.errors import ExitCode
from clsctl.language import _, mark

HELP = mark("Compare two years: sums, causes, lines that differ.")
DETAILS = (
    mark("Each side is a year of the data, a file or a folder; lines are linked by their labels, never by their keys."),
    mark("Exits with code 0 whatever differs, unless --exit-code is given."),
    options.SELECTED,
)
FORMATS = options.formats_help
EXAMPLES = (
    "clsctl compare 2025 contracts_2026.csv --causes",
    "clsctl compare 2025 contracts_2026.csv --by territoire --by axe",
    "clsctl compare 2025 contracts_2026.csv --lines --only montant",
)


def command(
    a: Annotated[str, typer.Argument(metavar=mark("BEFORE"), help=mark("The first year, file or folder."))],
    b: Annotated[str, typer.Argument(metavar=mark("AFTER"), help=mark("The second year, file or folder."))],
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by",
            metavar=mark("COLUMN"),
            autocompletion=completion.dimensions,
            help=mark("Compare sums by axe, territoire, type, objectif, theme."),
            show_default=False,
        ),
    ] = None,
    causes: Annotated[bool, typer.Option("--causes", help=mark("Add the causes of each difference."))] = False,
    lines: Annotated[bool, typer.Option("--lines", help=mark("List the lines that differ."))] = False,
    all: Annotated[bool, typer.Option("--all", help=mark("With --lines, list every line."))] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar=mark("CHANGE"),
            help=mark("With --lines, list this change only; repeatable."),
            show_default=False,
        ),
    ] = None,
    links: Annotated[
        str | None,
        typer.Option(
            "--links", metavar=mark("FILE"), help=mark("Read people's decisions on links."), show_default=False
        ),
    ] = None,
    write_links: Annotated[
        bool, typer.Option("--write-links", help=mark("Draft the links to verify as liens_A_B.csv."))
    ] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help=mark("Exit with code 1 where anything differs."))
    ] = False,
    territoire: options.Territoire = None,
    type: options.Type = None,
    axe: options.Axe = None,
    objectif: options.Objectif = None,
    search: options.Search = None,
    data: options.Data = None,
    format: options.FormatName = None,
    output: options.Output = None,
) -> None:
    """Options in, one comparison, one render, and the exit code on request."""
    from pathlib import Path

    from clsctl.cli.output.answers import emit
    from clsctl.cli.output.destination import destination
    from clsctl.cli.output.file_set import write_new
    from clsctl.cli.output.talk import say_notes
    from clsctl.dataset.sums import Dimension
    from clsctl.questions.compare.changes import Changement
    from clsctl.questions.compare.comparison import answer, compare
    from clsctl.questions.compare.decisions import Decisions, draft_links, read_decisions
    from clsctl.questions.compare.sides import open_sides
    from clsctl.vocabulary.closed_words import words
    from clsctl.vocabulary.selection import Request

    dimensions = words("--by", by or ["axe"], Dimension)
    kept = frozenset(words("--only", only or (), Changement))
    request = Request((), territoire or (), type or (), axe or (), objectif or (), search or ())
    named = arguments.data_arguments(data)
    to = destination(format, output, data=[*named, a, b])
    with open_sides((a, b), named, request, with_themes=Dimension.THEME in dimensions) as (one, other):
        decisions = read_decisions(Path(links), one.lignes, other.lignes) if links else Decisions()
        compared = compare(one, other, decisions)
    if write_links:
        drafted = Path(f"liens_{one.exercice}_{other.exercice}.csv")
        write_new(drafted, draft_links(compared.links))
        say_notes([_("Keep one relation in each row, sign it, and compare with --links {name}.").format(name=drafted)])
        return
    show_lines = lines or all or bool(kept)
    emit(answer(compared, dimensions, only=kept, with_causes=causes, with_lines=show_lines, whole=all), to)
    say_notes(dict.fromkeys((*one.notes, *other.notes)))
    if exit_code and compared.differs:
        raise typer.Exit(ExitCode.CONTRADICTION)
