"""`clsctl report`: the brochure replayed as one page or workbook."""

from typing import Annotated

import typer

from clsctl.cli import arguments, options
from clsctl.language import _, mark

HELP = mark("Write the year's report with charts and proofs.")
DETAILS = (
    mark("The page (.html) carries its data: clsctl check proves it again, and --data reads it in every command."),
    mark("The workbook (.xlsx) sums its lines with formulas, and checks each printed figure."),
    mark("The proofs do not change the exit code: the page states them."),
    options.BUNDLED,
)
EXAMPLES = (
    "clsctl report --output rapport.html",
    "clsctl report --output classeur.xlsx",
    "clsctl check rapport.html",
)


def command(
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar=mark("BEFORE"),
            help=mark("Add what changed since this year, file or folder."),
            show_default=False,
        ),
    ] = None,
    exercice: options.Exercice = None,
    data: options.Data = None,
    output: options.ReportOutput = None,
) -> None:
    """Options in, one content, one writer."""
    from clsctl.cli.output.answers import emit_pieces
    from clsctl.cli.output.destination import page_destination
    from clsctl.cli.output.progress_bar import watch
    from clsctl.cli.output.talk import say_notes
    from clsctl.dataset.opening import open_dataset
    from clsctl.questions.compare.sides import open_side
    from clsctl.render.formats import Format, format_of
    from clsctl.report.gathering import gather
    from clsctl.vocabulary.selection import Request

    named = arguments.data_arguments(data)
    target = page_destination(output, named)
    with open_dataset(named, watch=watch()) as dataset:
        content = gather(dataset, Request(exercice or ()), open_side(against, named) if against else None)
        if target is not None and format_of(target) is Format.XLSX:
            from clsctl.report.workbook.book import workbook

            emit_pieces([workbook(content, target.name)], target)
            if against:
                say_notes([_("The changes stand in the page alone, not in the workbook.")])
        else:
            from clsctl.report.page import page

            emit_pieces([page(content)], target)
        say_notes(dataset.notes)
