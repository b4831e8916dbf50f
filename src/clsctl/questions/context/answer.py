"""The answers about context: the figures, the crossing above them, or the totals of contracts above them."""

from collections.abc import Sequence
from dataclasses import replace

from clsctl.dataset.dataset import Dataset
from clsctl.errors import UsageError
from clsctl.language import _
from clsctl.questions.context.crossing import crossing, crossing_table
from clsctl.questions.context.figures import context_figures
from clsctl.questions.context.listing import context_table
from clsctl.table import Answer
from clsctl.vocabulary.selection import Request, Selection

SHARED = ("territoire", "theme")  # the conditions of lines that hold for figures too


def context_answer(dataset: Dataset, request: Request, programmes: Sequence[str] = (), *, cross: bool) -> Answer:
    """The figures of a request, or the crossing with them below it; UsageError for a year without a crossing."""
    if request.exercice and not cross:
        raise UsageError(_("--exercice selects contracts, which only --cross shows."), _("Add --cross."))
    figures = context_figures(dataset, dataset.select(request), programmes)
    listed = context_table(dataset, figures)
    if not cross:
        return Answer(listed)
    return Answer(crossing_table(crossing(dataset, figures)), beside=(listed,))


def with_context(answer: Answer, dataset: Dataset, selection: Selection) -> Answer:
    """The answer with the figures of its themes and territoires below it, apart."""
    asked = Selection(
        territoires=selection.territoires,
        covered=selection.covered,
        themes=selection.themes,
        as_written={name: selection.as_written[name] for name in SHARED if name in selection.as_written},
    )
    return replace(answer, beside=(*answer.beside, context_table(dataset, context_figures(dataset, asked))))


def context_hint(selection: Selection) -> str:
    """A note that names the command for the context, for a format that holds one table."""
    words = [f"--{name} {value}" for name in SHARED for value in selection.as_written.get(name, ())]
    return _("This format holds no context beside the table: {command} gives it.").format(
        command=" ".join(("clsctl context", *words))
    )
