"""The options that commands share, declared once in three groups: data, selection, output."""

from typing import Annotated

import typer

from clsctl.cli import completion
from clsctl.cli.completion import Complete
from clsctl.language import _, mark
from clsctl.render.formats import AUTO, TABLES, CiFormat, Format

DATA, SELECTION, OUTPUT = mark("Data"), mark("Selection"), mark("Output")

# Facts that the help of several commands states below its first line.
SELECTED = mark("The options of selection are repeatable; a region selects all its territories.")
SEARCHED = mark(
    "--search ignores case, accents and plurals; aliment* means words that begin so; repeated, it means one or another."
)
BUNDLED = mark("Without --data: CLSCTL_DATA, then the bundled data, which --data bundled adds to others.")
BUNDLED_FILES = mark("Without files: CLSCTL_DATA, then the bundled data.")


def formats_help() -> str:
    """The sentence that lists the formats of an answer."""
    return _("Formats: {names}.").format(names=", ".join((AUTO, *TABLES)))


def chart_formats_help() -> str:
    """The sentence that lists the formats of an answer with a chart."""
    return _("Formats: {names}.").format(names=", ".join((AUTO, *Format)))


def ci_formats_help() -> str:
    """The sentences that list the formats of an answer and those of CI systems."""
    ours = _("For CI: {names}.").format(names=", ".join(CiFormat))
    return f"{formats_help()} {ours}"


def _option(names: str, metavar: str, text: str, panel: str, offer: Complete | None = None) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(
        *names.split(), metavar=metavar, help=text, rich_help_panel=_(panel), show_default=False, autocompletion=offer
    )
    return option


def selection_option(names: str, metavar: str, text: str, offer: Complete) -> typer.models.OptionInfo:
    """An option of selection that one command has alone."""
    return _option(names, metavar, text, SELECTION, offer)


Data = Annotated[
    list[str] | None,
    _option(
        "--data",
        mark("FILE|FOLDER|-"),
        mark("Read these files or folders; repeatable."),
        DATA,
    ),
]
Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=mark("FILE|FOLDER|-"),
        help=mark("Read these files; FILE#SHEET names a sheet."),
        show_default=False,
    ),
]
Exercice = Annotated[
    list[str] | None,
    _option("--exercice", mark("YEAR"), mark("Select this year."), SELECTION),
]
Territoire = Annotated[
    list[str] | None,
    _option(
        "--territoire",
        mark("NAME"),
        mark("Select this territory, by name, code or alias."),
        SELECTION,
        completion.territoires,
    ),
]
Type = Annotated[
    list[str] | None,
    _option("--type", mark("TYPE"), mark("Select this type: departement or metropole."), SELECTION, completion.types),
]
Axe = Annotated[
    list[str] | None,
    _option("--axe", mark("AXE"), mark("Select this axis, by number or label."), SELECTION, completion.axes),
]
Objectif = Annotated[
    list[str] | None,
    _option(
        "--objectif", mark("TEXT"), mark("Select the lines under this sub-heading."), SELECTION, completion.objectifs
    ),
]
Theme = Annotated[
    list[str] | None,
    _option("--theme", mark("THEME"), mark("Select the lines of this theme."), SELECTION, completion.themes),
]
WithMarks = Annotated[
    bool,
    typer.Option(
        "--with-marks",
        help=mark("With --theme, list apart the lines it marks."),
        rich_help_panel=_(SELECTION),
    ),
]
Search = Annotated[
    list[str] | None,
    _option(
        "--search",
        mark("WORDS"),
        mark("Select the lines that contain all these words."),
        SELECTION,
    ),
]
Min = Annotated[
    str | None, _option("--min", mark("AMOUNT"), mark("Select the lines of at least this amount."), SELECTION)
]
Max = Annotated[
    str | None, _option("--max", mark("AMOUNT"), mark("Select the lines of at most this amount."), SELECTION)
]
WithoutAmount = Annotated[
    bool,
    typer.Option("--without-amount", help=mark("Select the lines without amount."), rich_help_panel=_(SELECTION)),
]
FormatName = Annotated[
    str | None,
    _option(
        "--format -f",
        mark("FORMAT"),
        mark("Choose one of the formats listed above."),
        OUTPUT,
        completion.formats,
    ),
]
ChartFormatName = Annotated[
    str | None,
    _option(
        "--format -f",
        mark("FORMAT"),
        mark("Choose one of the formats listed above."),
        OUTPUT,
        completion.chart_formats,
    ),
]
CiFormatName = Annotated[
    str | None,
    _option(
        "--format -f",
        mark("FORMAT"),
        mark("Choose one of the formats listed above."),
        OUTPUT,
        completion.ci_formats,
    ),
]
Output = Annotated[
    str | None,
    _option(
        "--output -o",
        mark("FILE"),
        mark("Write this file; its extension chooses the format."),
        OUTPUT,
    ),
]
ReportOutput = Annotated[
    str | None, _option("--output -o", mark("FILE"), mark("Write this page (.html) or workbook (.xlsx)."), OUTPUT)
]
CanonicalOutput = Annotated[
    str | None, _option("--output -o", mark("FILE"), mark("Write the canonical form to this CSV file."), OUTPUT)
]
