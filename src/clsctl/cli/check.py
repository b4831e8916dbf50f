"""`clsctl check`: each published figure against its lines."""

from typing import Annotated

import typer

from clsctl.cli import options
from clsctl.errors import ExitCode
from clsctl.language import mark

HELP = mark("Check each published figure against the sum of its lines; exit 1 where one does not agree.")


def command(
    published: Annotated[
        list[str] | None,
        typer.Option(
            "--published",
            metavar=mark("FILE"),
            help=mark("Published figures; by default published_<exercice>.csv beside the data."),
            show_default=False,
        ),
    ] = None,
    exercice: options.Exercice = None,
    territoire: options.Territoire = None,
    type: options.Type = None,  # noqa: A002 (the word of the contract)
    axe: options.Axe = None,
    data: options.Data = None,
    format: options.FormatName = None,  # noqa: A002 (the name of the option)
    output: options.Output = None,
) -> None:
    """Options in, one call, one render, and the exit code that CI reads."""
    from pathlib import Path  # noqa: PLC0415 (`--help` imports no engine)

    from clsctl.check import check_answer, contradictions, prove  # noqa: PLC0415 (the same)
    from clsctl.cli.destination import destination  # noqa: PLC0415 (the same)
    from clsctl.cli.emit import emit  # noqa: PLC0415 (the same)
    from clsctl.cli.say import say_error  # noqa: PLC0415 (the same)
    from clsctl.dataset import open_dataset  # noqa: PLC0415 (the same)
    from clsctl.render import Format  # noqa: PLC0415 (the same)
    from clsctl.selection import Request  # noqa: PLC0415 (the same)

    to = destination(format, output, off_terminal=Format.PLAIN)
    with open_dataset(options.data_arguments(data)) as dataset:
        selection = dataset.select(Request(exercice or (), territoire or (), type or (), axe or ()))
        proof = prove(dataset, dataset.figures(map(Path, published or ())), selection)
        emit(check_answer(proof, dataset, selection), to, dataset)
        for message in contradictions(proof, dataset.referentiel):
            say_error(message)
    if not proof.holds:
        raise typer.Exit(ExitCode.CONTRADICTION)
