"""`clsctl lines`: the lines of a selection."""

from typing import Annotated

import typer

from clsctl.cli import arguments, completion, options
from clsctl.cli.arguments import whole_number
from clsctl.language import mark

HELP = mark("List the lines, each with its key and its page.")
DETAILS = (
    mark("The key and the page are always shown."),
    options.SELECTED,
    options.SEARCHED,
    options.BUNDLED,
)
FORMATS = options.formats_help
EXAMPLES = (
    "clsctl lines --search 'aide alimentaire' --columns territoire,montant",
    "clsctl lines --territoire Nord --sort montant --limit 10",
    "clsctl lines --format excel-fr --output lignes.csv",
)


def command(
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--columns",
            metavar=mark("NAMES"),
            autocompletion=completion.line_columns,
            help=mark("Show these columns only, such as action,montant."),
            show_default=False,
        ),
    ] = None,
    sort: Annotated[
        str,
        typer.Option(
            "--sort",
            metavar=mark("ORDER"),
            autocompletion=completion.orders,
            help=mark("Sort lines by key, or by montant (greatest first)."),
        ),
    ] = "key",
    limit: Annotated[
        str | None,
        typer.Option("--limit", metavar=mark("N"), help=mark("Show the first N lines; the total covers all of them.")),
    ] = None,
    exercice: options.Exercice = None,
    territoire: options.Territoire = None,
    type: options.Type = None,
    axe: options.Axe = None,
    objectif: options.Objectif = None,
    theme: options.Theme = None,
    with_marks: options.WithMarks = False,
    search: options.Search = None,
    min: options.Min = None,
    max: options.Max = None,
    without_amount: options.WithoutAmount = False,
    data: options.Data = None,
    format: options.FormatName = None,
    output: options.Output = None,
) -> None:
    """Options in, one call, one render."""
    from clsctl.cli.output.answers import emit
    from clsctl.cli.output.destination import destination
    from clsctl.cli.output.progress_bar import watch
    from clsctl.dataset.opening import open_dataset
    from clsctl.dataset.sums import Order
    from clsctl.questions.lines import lines
    from clsctl.table import Answer
    from clsctl.vocabulary.closed_words import word
    from clsctl.vocabulary.selection import Request

    names = [name.strip() for text in columns or () for name in text.split(",")]
    order, count = word("--sort", sort, Order), whole_number("--limit", limit)
    wanted = (exercice or (), territoire or (), type or (), axe or (), objectif or (), search or ())
    request = Request(*wanted, min, max, without_amount, theme or ())
    named = arguments.data_arguments(data)
    to = destination(format, output, data=named)
    with open_dataset(named, watch=watch()) as dataset:
        selection = dataset.select(request)
        answer = Answer(lines(dataset, selection, names, order, count))
        if with_marks:
            from clsctl.questions.marks import add_marks

            answer = add_marks(dataset, selection, answer, is_alone=not to.form.holds_all)
        emit(answer, to, dataset)
