"""`clsctl totals`: amounts summed and crossed."""

from dataclasses import replace
from typing import Annotated

import typer

from clsctl.cli import arguments, completion, options
from clsctl.cli.arguments import whole_number
from clsctl.language import mark

HELP = mark("Sum the amounts by axis, territory or another column.")
DETAILS = (
    mark("Rows are by axe unless --by says otherwise; --by is repeatable."),
    options.SELECTED,
    options.SEARCHED,
    options.BUNDLED,
)
FORMATS = options.chart_formats_help
EXAMPLES = (
    "clsctl totals --by territoire --across axe",
    "clsctl totals --territoire MEL --by objectif --sort montant",
    "clsctl totals --by territoire --output totaux.xlsx",
    "clsctl totals --by territoire --sort montant -o totaux.svg",
)


def command(
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by",
            metavar=mark("COLUMN"),
            autocompletion=completion.dimensions,
            help=mark("By axe, territoire, type, theme, objectif or exercice."),
            show_default=False,
        ),
    ] = None,
    across: Annotated[
        str | None,
        typer.Option(
            "--across",
            metavar=mark("COLUMN"),
            autocompletion=completion.dimensions,
            help=mark("Add a column per value of this dimension."),
        ),
    ] = None,
    share: Annotated[
        str | None,
        typer.Option(
            "--share",
            metavar=mark("OF"),
            autocompletion=completion.shares,
            help=mark("With --across, show percents of total, row or column."),
        ),
    ] = None,
    with_share: Annotated[
        bool, typer.Option("--with-share", help=mark("With --across, show euros and shares side by side."))
    ] = False,
    difference: Annotated[
        bool, typer.Option("--difference", help=mark("With --across exercice, add what changed each year."))
    ] = False,
    stat: Annotated[
        list[str] | None,
        typer.Option(
            "--stat",
            metavar=mark("STATISTIC"),
            autocompletion=completion.stats,
            help=mark("Add mean, median, min, max or count; repeatable."),
            show_default=False,
        ),
    ] = None,
    sort: Annotated[
        str,
        typer.Option(
            "--sort",
            metavar=mark("ORDER"),
            autocompletion=completion.sorts,
            help=mark("Sort rows by key, or by any column shown."),
        ),
    ] = "key",
    limit: Annotated[
        str | None,
        typer.Option("--limit", metavar=mark("N"), help=mark("Show the first N rows; the total covers all of them.")),
    ] = None,
    per_inhabitant: Annotated[
        bool,
        typer.Option(
            "--per-inhabitant",
            help=mark("Add the population and the euros per inhabitant."),
        ),
    ] = False,
    parts: Annotated[
        bool,
        typer.Option("--parts", help=mark("Add the halves of State and territory (parity).")),
    ] = False,
    chart: Annotated[
        bool,
        typer.Option("--chart", help=mark("Add a bar to each row of a table.")),
    ] = False,
    beside: Annotated[
        bool, typer.Option("--with-context", help=mark("Add the figures of other programmes, apart."))
    ] = False,
    exercice: options.Exercice = None,
    territoire: options.Territoire = None,
    type: options.Type = None,
    axe: options.Axe = None,
    objectif: options.Objectif = None,
    theme: options.Theme = None,
    with_marks: options.WithMarks = False,
    search: options.Search = None,
    min: options.Min = None,
    max: options.Max = None,
    without_amount: options.WithoutAmount = False,
    data: options.Data = None,
    format: options.ChartFormatName = None,
    output: options.Output = None,
) -> None:
    """Options in, one call, one render."""
    from clsctl.cli.output.answers import emit
    from clsctl.cli.output.destination import chart_destination
    from clsctl.cli.output.progress_bar import watch
    from clsctl.cli.output.talk import say_notes
    from clsctl.dataset.opening import open_dataset
    from clsctl.dataset.sums import Dimension
    from clsctl.questions.totals.shape import Shape, Share, Stat
    from clsctl.questions.totals.table import totals
    from clsctl.table import Answer
    from clsctl.vocabulary.closed_words import word, words
    from clsctl.vocabulary.selection import Request

    shape = Shape(
        by=words("--by", by or ["axe"], Dimension),
        across=word("--across", across, Dimension) if across is not None else None,
        share=word("--share", share, Share) if share is not None else None,
        with_share=with_share,
        difference=difference,
        stats=words("--stat", stat or (), Stat),
        sort=sort,
        limit=whole_number("--limit", limit),
        per_inhabitant=per_inhabitant,
        parts=parts,
    )
    wanted = (exercice or (), territoire or (), type or (), axe or (), objectif or (), search or ())
    request = Request(*wanted, min, max, without_amount, theme or ())
    named = arguments.data_arguments(data)
    to = chart_destination(format, output, named, chart=chart)
    with open_dataset(named, watch=watch()) as dataset:
        selection = dataset.select(request)
        answer = Answer(totals(dataset, selection, shape))
        if with_marks:
            from clsctl.questions.marks import add_marks

            answer = add_marks(dataset, selection, answer, is_alone=to.form.is_picture or not to.form.holds_all)
        if chart or to.form.is_picture:
            from clsctl.questions.scenes.drawing import scene

            answer = replace(answer, scene=scene(dataset, selection, shape, answer.main))
        if beside:
            from clsctl.questions.context.answer import context_hint, with_context

            if not to.form.holds_all or to.form.is_picture:
                say_notes([context_hint(selection)])
            else:
                answer = with_context(answer, dataset, selection)
        emit(answer, to, dataset)
