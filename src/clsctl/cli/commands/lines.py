"""`clsctl lines`: the lines themselves."""

from typing import Annotated

import typer

from clsctl.cli import arguments, completion, options
from clsctl.cli.arguments import whole_number, word
from clsctl.language import mark

HELP = mark("List the lines, each with its key and its page.")


def command(
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--columns",
            metavar=mark("NAMES"),
            help=mark("Only these columns, as action,montant; key and page stay."),
            show_default=False,
        ),
    ] = None,
    sort: Annotated[
        str,
        typer.Option(
            "--sort",
            metavar=mark("ORDER"),
            autocompletion=completion.orders,
            help=mark("Order of lines: key, montant (the greatest first)."),
        ),
    ] = "key",
    limit: Annotated[
        str | None,
        typer.Option("--limit", metavar=mark("N"), help=mark("Show the first N lines; the total stays that of all.")),
    ] = None,
    exercice: options.Exercice = None,
    territoire: options.Territoire = None,
    type: options.Type = None,
    axe: options.Axe = None,
    objectif: options.Objectif = None,
    search: options.Search = None,
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
    from clsctl.vocabulary.selection import Request

    names = [name.strip() for text in columns or () for name in text.split(",")]
    order, count = word("--sort", sort, Order), whole_number("--limit", limit)
    request = Request(exercice or (), territoire or (), type or (), axe or (), objectif or (), search or ())
    to = destination(format, output)
    with open_dataset(arguments.data_arguments(data), watch=watch()) as dataset:
        answer = Answer(lines(dataset, dataset.select(request), names, order, count))
        emit(answer, to, dataset)
