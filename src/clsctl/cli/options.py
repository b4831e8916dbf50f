"""The three groups of options that commands share, said once: data, selection, output."""

from typing import Annotated

import typer

from clsctl.cli import completion
from clsctl.cli.completion import Complete
from clsctl.language import _, mark
from clsctl.render.formats import AUTO, CiFormat, Format

DATA, SELECTION, OUTPUT = mark("Data"), mark("Selection"), mark("Output")


def _option(names: str, metavar: str, text: str, panel: str, offer: Complete | None = None) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(
        *names.split(), metavar=metavar, help=text, rich_help_panel=_(panel), show_default=False, autocompletion=offer
    )
    return option


Data = Annotated[
    list[str] | None,
    _option(
        "--data",
        mark("FILE|FOLDER|-"),
        mark("Lines to read; repeatable: the union of all. Without it: CLSCTL_DATA, then the bundled data."),
        DATA,
    ),
]
Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=mark("FILE|FOLDER|-"),
        help=mark("Files to read, a sheet as FILE#SHEET. Without them: CLSCTL_DATA, then the bundled data."),
        show_default=False,
    ),
]
Exercice = Annotated[
    list[str] | None,
    _option("--exercice", mark("YEAR"), mark("Only this year; repeatable, like all of these."), SELECTION),
]
Territoire = Annotated[
    list[str] | None,
    _option(
        "--territoire",
        mark("NAME"),
        mark("Only this territory: name, code or alias; a region means all inside it."),
        SELECTION,
        completion.territoires,
    ),
]
Type = Annotated[
    list[str] | None,
    _option("--type", mark("TYPE"), mark("Only this type: departement, metropole."), SELECTION, completion.types),
]
Axe = Annotated[list[str] | None, _option("--axe", mark("AXE"), mark("Only this axis: number or label."), SELECTION)]
Objectif = Annotated[
    list[str] | None, _option("--objectif", mark("TEXT"), mark("Only lines under this sub-heading."), SELECTION)
]
Search = Annotated[
    list[str] | None,
    _option(
        "--search",
        mark("WORDS"),
        mark("Only lines that hold every word, whatever its case, accents or plural."),
        SELECTION,
    ),
]
FormatName = Annotated[
    str | None,
    _option(
        "--format -f",
        mark("FORMAT"),
        ", ".join((AUTO, *Format)) + ".",
        OUTPUT,
        completion.formats,
    ),
]
CheckFormatName = Annotated[
    str | None,
    _option(
        "--format -f",
        mark("FORMAT"),
        _("As for every command; also {names}, which CI reads.").format(names=", ".join(CiFormat)),
        OUTPUT,
        completion.check_formats,
    ),
]
Output = Annotated[
    str | None,
    _option(
        "--output -o",
        mark("FILE"),
        mark("Write this file, whole or not at all; its ending chooses the format."),
        OUTPUT,
    ),
]
CanonicalOutput = Annotated[
    str | None, _option("--output -o", mark("FILE"), mark("Write this CSV file, whole or not at all."), OUTPUT)
]
