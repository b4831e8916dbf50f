"""The dictionary of themes, with the lines and euros of each: principal themes sum to the whole, marks never."""

from clsctl.dataset.dataset import Dataset
from clsctl.dataset.sums import Dimension
from clsctl.language import _
from clsctl.questions.notes import missing_montants, selection_note, source_line, theme_note
from clsctl.questions.totals.block import whole
from clsctl.table import Table
from clsctl.vocabulary.columns import columns
from clsctl.vocabulary.selection import Selection

NAMES = ("theme", "libelle", "definition", "lignes", "non_chiffrees", "montant", "lignes_marquees")


def themes_table(dataset: Dataset, selection: Selection) -> Table:
    """One row per theme, and one for lines without a theme, if any."""
    groups = {str(group.keys[0]): group for group in dataset.aggregate((Dimension.THEME,), selection)}
    marked = dataset.marked(selection)
    everything = whole(list(groups.values()))
    known = dataset.referentiel.themes
    rows = []
    for theme in (*known.themes, *([None] if "" in groups else [])):
        name = theme.theme if theme else ""
        group = groups.get(name)
        rows.append(
            (
                name,
                theme.libelle if theme else _("without theme"),
                theme.definition if theme else "",
                group.lignes if group else 0,
                group.non_chiffrees if group else 0,
                group.montant if group else None,
                marked.get(name, 0),
            )
        )
    return Table(
        name="themes",
        title=_("Themes of the lines"),
        columns=columns(*NAMES),
        rows=tuple(rows),
        total=(None, None, None, everything.lignes, everything.non_chiffrees, everything.montant, None),
        notes=(
            *selection_note(selection, dataset.referentiel),
            theme_note(dataset.referentiel.themes),
            _("A marked line touches a theme beside its own: marks are counted and never summed."),
            *missing_montants(everything.non_chiffrees),
        ),
        source=source_line(dataset),
        selection=selection.as_written,
    )
