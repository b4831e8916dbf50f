"""`clsctl sql`: one SELECT over the data, by a closed engine."""

from typing import Annotated

import typer

from clsctl.cli import arguments, options
from clsctl.cli.arguments import whole_number
from clsctl.language import mark

HELP = mark("Answer one SELECT over lignes, publies and more.")
DETAILS = (
    mark("Read-only, in the SQL of DuckDB: no file is opened but the data. A column named montant is in euros."),
    options.BUNDLED,
)
FORMATS = options.formats_help
EXAMPLES = (
    'clsctl sql "SELECT axe, sum(montant) AS montant FROM lignes GROUP BY ALL"',
    'clsctl sql "FROM lignes WHERE montant > 1000000" --output grandes.csv',
    "clsctl sql --tables",
)
SEEN_ROWS = 200  # rows on a terminal, unless --limit says otherwise


def command(
    query: Annotated[
        str | None,
        typer.Argument(metavar=mark("SELECT"), help=mark("Answer this question."), show_default=False),
    ] = None,
    tables: Annotated[bool, typer.Option("--tables", help=mark("Describe the views and their columns."))] = False,
    limit: Annotated[
        str | None, typer.Option("--limit", metavar=mark("N"), help=mark("Show the first N rows (terminal: 200)."))
    ] = None,
    timeout: Annotated[
        str, typer.Option("--timeout", metavar=mark("SECONDS"), help=mark("Stop the question after this time."))
    ] = "10",
    data: options.Data = None,
    format: options.FormatName = None,
    output: options.Output = None,
) -> None:
    """Options in, one question, one render."""
    from clsctl.cli.output.answers import emit
    from clsctl.cli.output.destination import destination
    from clsctl.cli.output.progress_bar import watch
    from clsctl.dataset.opening import open_dataset
    from clsctl.questions.sql.answer import sql_answer, sql_question
    from clsctl.questions.sql.views import described_views
    from clsctl.table import Answer

    most, seconds = whole_number("--limit", limit), arguments.seconds("--timeout", timeout)
    named = arguments.data_arguments(data)
    to = destination(format, output, data=named)
    if tables:
        emit(Answer(described_views()), to)
        return
    asked = sql_question(query or "")
    with open_dataset(named, watch=watch()) as dataset:
        shown = SEEN_ROWS if most is None and to.is_seen else most
        emit(Answer(sql_answer(dataset, asked, seconds, shown)), to, dataset)
