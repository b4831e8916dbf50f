"""`clsctl info`: the data loaded, and the meaning of columns."""

from typing import Annotated

import typer

from clsctl.cli import arguments, options
from clsctl.language import mark

HELP = mark("Describe the data loaded, or each column.")
DETAILS = (options.BUNDLED,)
FORMATS = options.formats_help
EXAMPLES = (
    "clsctl info",
    "clsctl info --dictionary --format markdown",
    "clsctl info --folder",
)


def command(
    dictionary: Annotated[bool, typer.Option("--dictionary", help=mark("Describe each column of each file."))] = False,
    folder: Annotated[bool, typer.Option("--folder", help=mark("Print the folder of the bundled data."))] = False,
    data: options.Data = None,
    format: options.FormatName = None,
    output: options.Output = None,
) -> None:
    """Options in, one call, one render."""
    from clsctl import bundled
    from clsctl.cli.output.answers import emit
    from clsctl.cli.output.destination import destination
    from clsctl.cli.output.progress_bar import watch
    from clsctl.dataset.opening import open_dataset
    from clsctl.questions import info
    from clsctl.table import Answer

    if folder:
        print(bundled.data_folder())
        return
    named = arguments.data_arguments(data)
    to = destination(format, output, data=named)
    if dictionary:
        emit(Answer(info.dictionary()), to)
        return
    with open_dataset(named, watch=watch()) as dataset:
        emit(Answer(info.info(dataset)), to, dataset)
