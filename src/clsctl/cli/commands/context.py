"""`clsctl context`: figures of other programmes on the same themes, alone or crossed with the contracts."""

from typing import Annotated

import typer

from clsctl.cli import arguments, completion, options
from clsctl.language import mark

HELP = mark("List figures of other programmes, never added.")
DETAILS = (
    mark("They stand in contexte.csv beside the data; without it, the bundled ones, for Hauts-de-France."),
    mark("With --cross, an empty cell means that nothing is documented here."),
    options.SELECTED,
    options.BUNDLED,
)
FORMATS = options.formats_help
EXAMPLES = ("clsctl context --theme alimentation", "clsctl context --cross", "clsctl context --cross -o croisement.csv")
Programme = Annotated[
    list[str] | None,
    options.selection_option(
        "--programme", mark("NAME"), mark("Select the figures of this programme."), completion.programmes
    ),
]


def command(
    cross: Annotated[
        bool, typer.Option("--cross", help=mark("Cross themes and territories with the contracts."))
    ] = False,
    theme: options.Theme = None,
    territoire: options.Territoire = None,
    programme: Programme = None,
    exercice: options.Exercice = None,
    data: options.Data = None,
    format: options.FormatName = None,
    output: options.Output = None,
) -> None:
    """Options in, one call, one render."""
    from clsctl.cli.output.answers import emit
    from clsctl.cli.output.destination import destination
    from clsctl.cli.output.progress_bar import watch
    from clsctl.dataset.opening import open_dataset
    from clsctl.questions.context.answer import context_answer
    from clsctl.vocabulary.selection import Request

    named = arguments.data_arguments(data)
    to = destination(format, output, data=named)
    with open_dataset(named, watch=watch()) as dataset:
        request = Request(exercice or (), territoire or (), theme=theme or ())
        emit(context_answer(dataset, request, programme or (), cross=cross), to, dataset)
