"""`clsctl report`: the brochure replayed as one page or workbook."""

from clsctl.cli import arguments, options
from clsctl.language import mark

HELP = mark("Write the year's report: every line, chart and proof.")
DETAILS = (
    mark("The page (.html) carries its data: clsctl check proves it again, and --data reads it in every command."),
    mark("Exits with code 0 whatever the proofs say; the page says it."),
    options.BUNDLED,
)
EXAMPLES = (
    "clsctl report --output rapport.html",
    "clsctl check rapport.html",
)


def command(
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
    from clsctl.report.gathering import gather
    from clsctl.report.page import page
    from clsctl.vocabulary.selection import Request

    named = arguments.data_arguments(data)
    target = page_destination(output, named)
    with open_dataset(named, watch=watch()) as dataset:
        content = gather(dataset, Request(exercice or ()))
        emit_pieces([page(content)], target)
        say_notes(dataset.notes)
