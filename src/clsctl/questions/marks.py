"""The lines that touch a theme beside their own: they stand apart, and are never summed."""

from dataclasses import replace

from clsctl.dataset.dataset import Dataset
from clsctl.errors import UsageError
from clsctl.language import _, ngettext
from clsctl.table import Answer, Table
from clsctl.vocabulary.columns import columns
from clsctl.vocabulary.selection import Selection

NAMES = ("cle", "territoire", "theme", "action", "montant", "page")


def add_marks(dataset: Dataset, selection: Selection, answer: Answer, *, is_alone: bool) -> Answer:
    """The answer with a table of the marked lines; a note in its place where the format has the main table alone.

    UsageError without a theme.
    """
    if not selection.themes:
        raise UsageError(_("--with-marks needs a theme."), _("Add --theme, for example --theme sante --with-marks."))
    marked = marked_lines(dataset, selection)
    count = len(marked.rows)
    if count and not is_alone:
        return replace(answer, beside=(*answer.beside, marked))
    note = _("No line of another theme carries this mark.")
    if count:
        note = ngettext(
            "{count} line of another theme carries the mark; this format has one table, and leaves it out.",
            "{count} lines of other themes carry the mark; this format has one table, and leaves them out.",
            count,
        ).format(count=count)
    return replace(answer, main=replace(answer.main, notes=(*answer.main.notes, note)))


def marked_lines(dataset: Dataset, selection: Selection) -> Table:
    """One row per line that carries a mark of the themes selected, under its own theme; without a total."""
    marks = replace(selection, themes=(), marques=selection.themes)
    themes = {each.cle: each.theme for each in dataset.lignes_themes(marks)}
    rows = tuple(
        (each.cle, each.territoire, themes[each.cle], each.action, each.montant, each.page)
        for each in dataset.lignes(marks)
    )
    return Table(
        name="marques",
        title=_("Lines of other themes that touch this one"),
        columns=columns(*NAMES),
        rows=rows,
        notes=(_("Their euros are those of their own themes: they are added to no sum here."),),
    )
