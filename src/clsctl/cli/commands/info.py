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
    format: options.FormatName = None,  # noqa: A002 (the name of the option)
    output: options.Output = None,
) -> None:
    """Options in, one call, one render."""
    from clsctl import bundled  # noqa: PLC0415 (`--help` imports no engine)
    from clsctl.cli.output.answers import emit  # noqa: PLC0415 (the same)
    from clsctl.cli.output.destination import destination  # noqa: PLC0415 (the same)
    from clsctl.cli.output.progress_bar import watch  # noqa: PLC0415 (the same)
    from clsctl.dataset.dataset import open_dataset  # noqa: PLC0415 (the same)
    from clsctl.questions import info  # noqa: PLC0415 (`--help` imports no engine)
    from clsctl.table import Answer  # noqa: PLC0415 (the same)

    if folder:
        print(bundled.data_folder())
        return
    to = destination(format, output)
    if dictionary:
        emit(Answer(info.dictionary()), to)
        return
    with open_dataset(arguments.data_arguments(data), watch=watch()) as dataset:
        emit(Answer(info.info(dataset)), to, dataset)
