"""`clsctl themes`: the dictionary of themes, and what the contracts spend on each."""

from clsctl.cli import arguments, options
from clsctl.language import mark

HELP = mark("List the themes, with their lines and euros.")
DETAILS = (
    mark("Themes are a classification of clsctl, not of the State."),
    mark("They stand in lignes_themes_<exercice>.csv beside the data; the bundled ones need the same key and label."),
    options.SELECTED,
    options.BUNDLED,
)
FORMATS = options.formats_help
EXAMPLES = ("clsctl themes", "clsctl totals --by territoire --across theme", "clsctl lines --theme alimentation")


def command(
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
    from clsctl.questions.themes import themes_table
    from clsctl.table import Answer
    from clsctl.vocabulary.selection import Request

    named = arguments.data_arguments(data)
    to = destination(format, output, data=named)
    with open_dataset(named, watch=watch()) as dataset:
        selection = dataset.select(Request(exercice or (), territoire or (), type or (), axe or ()))
        emit(Answer(themes_table(dataset, selection)), to, dataset)
