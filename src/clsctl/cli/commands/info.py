"""`clsctl info`: what is loaded, and what the columns mean."""

from typing import Annotated

import typer

from clsctl.cli import arguments, options
from clsctl.language import mark

HELP = mark("Say what is loaded, or what each column means.")


def command(
    dictionary: Annotated[
        bool, typer.Option("--dictionary", help=mark("What each column of each file means."))
    ] = False,
    folder: Annotated[
        bool, typer.Option("--folder", help=mark("Print the folder of the bundled data, and nothing else."))
    ] = False,
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
    to = destination(format, output)
    if dictionary:
        emit(Answer(info.dictionary()), to)
        return
    with open_dataset(arguments.data_arguments(data), watch=watch()) as dataset:
        emit(Answer(info.info(dataset)), to, dataset)
