"""`clsctl themes`: the dictionary of themes, what the contracts spend on each, and proposals for lines without one."""

from enum import StrEnum, auto
from typing import Annotated

import typer

from clsctl.cli import arguments, options
from clsctl.language import mark

HELP = mark("List the themes, or propose them for lines.")
DETAILS = (
    mark("Themes are a classification of clsctl, not of the State."),
    mark(
        "They stand in lignes_themes_<exercice>.csv beside the data; a bundled one counts for the same key and label "
        "alone."
    ),
    mark("themes propose drafts that file: a lexicon proposes, a person decides."),
    options.SELECTED,
    options.BUNDLED,
)
FORMATS = options.formats_help
EXAMPLES = (
    "clsctl themes",
    "clsctl totals --by territoire --across theme",
    "clsctl lines --theme alimentation",
    "clsctl themes propose --data contracts_2026.csv --against 2025 -o draft.csv",
)


class ThemesAction(StrEnum):
    """The actions of the command beside its list."""

    PROPOSE = auto()


def command(
    action: Annotated[
        str | None,
        typer.Argument(
            metavar="propose", help=mark("Draft the file of themes of the data, to review."), show_default=False
        ),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar=mark("YEAR|FILE"),
            help=mark("With propose, carry over the themes of this year."),
            show_default=False,
        ),
    ] = None,
    exercice: options.Exercice = None,
    territoire: options.Territoire = None,
    type: options.Type = None,
    axe: options.Axe = None,
    data: options.Data = None,
    format: options.FormatName = None,
    output: options.Output = None,
) -> None:
    """Options in, one call, one render."""
    from clsctl.cli.output.answers import emit
    from clsctl.cli.output.destination import destination
    from clsctl.cli.output.progress_bar import watch
    from clsctl.dataset.opening import open_dataset
    from clsctl.errors import UsageError
    from clsctl.language import _
    from clsctl.table import Answer
    from clsctl.vocabulary.closed_words import word
    from clsctl.vocabulary.selection import Request

    proposes = action is not None and word("themes", action, ThemesAction) is ThemesAction.PROPOSE
    if against and not proposes:
        raise UsageError(_("--against applies to proposals alone."), _("Write: clsctl themes propose --against YEAR"))
    named = arguments.data_arguments(data)
    to = destination(format, output, data=[*named, *([against] if against else [])])
    with open_dataset(named, watch=watch()) as dataset:
        selection = dataset.select(Request(exercice or (), territoire or (), type or (), axe or ()))
        if proposes:
            from clsctl.questions.compare.sides import open_side
            from clsctl.questions.themes.proposals import proposals_table

            earlier = open_side(against, named, with_themes=True) if against else None
            table = proposals_table(dataset, selection, earlier)
        else:
            from clsctl.questions.themes.dictionary import themes_table

            table = themes_table(dataset, selection)
        emit(Answer(table), to, dataset)
