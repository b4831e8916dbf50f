"""The views of SQL described: each column with its type and meaning, as the descriptor declares it."""

from collections.abc import Iterator

from clsctl.dataset.views import LIGNES, TYPES, VIEWS
from clsctl.language import _, language
from clsctl.table import Row, Table
from clsctl.vocabulary.columns import columns
from clsctl.vocabulary.schema import package


def described_views() -> Table:
    """One row per column of each view."""
    return Table(
        name="views",
        title=_("Views of clsctl sql"),
        columns=columns("vue", "colonne", "type_sql", "description"),
        rows=tuple(_rows()),
        notes=(_("An empty text is '', a missing number NULL. Sum euros with sum(montant): the result is exact."),),
        source=package().title,
    )


def view_columns() -> tuple[str, ...]:
    """The names of all columns, each once."""
    return tuple(dict.fromkeys(str(column) for _view, column, *_more in _rows()))


def _rows() -> Iterator[Row]:
    for view, kind in VIEWS.items():
        if view == LIGNES:
            yield view, "cle", TYPES["string"], _("Key of the line, as people cite it: 2025-02-1-03.")
        for field in package().schema(kind).fields:
            yield view, field.name, TYPES[field.type], field.description(language())
