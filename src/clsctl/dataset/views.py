"""The views that SQL sees, each a kind of file, filled only where a question names it."""

from collections.abc import Collection, Iterator, Mapping

from clsctl.dataset.dataset import CONTRACTS, Dataset
from clsctl.dataset.records import records_of
from clsctl.engine.closed import seal
from clsctl.engine.connection import Connection, create_lines
from clsctl.engine.filled_tables import Filled, create_filled
from clsctl.errors import ReadError
from clsctl.language import _
from clsctl.verdict.companions.companion_files import AXES, CONTEXTE, PUBLISHED, TERRITOIRES
from clsctl.verdict.companions.theme_files import LIGNES_THEMES, THEMES
from clsctl.vocabulary.cells import Value, canonical
from clsctl.vocabulary.schema import package
from clsctl.vocabulary.selection import Selection

LIGNES = "lignes"
VIEWS: Mapping[str, str] = {
    LIGNES: CONTRACTS,
    "publies": PUBLISHED,
    TERRITOIRES: TERRITOIRES,
    AXES: AXES,
    THEMES: THEMES,
    LIGNES_THEMES: LIGNES_THEMES,
    CONTEXTE: CONTEXTE,
}
TYPES = {"year": "INTEGER", "integer": "BIGINT", "number": "DECIMAL(18, 2)", "string": "VARCHAR"}


def sealed(dataset: Dataset, names: Collection[str]) -> Connection:
    """The closed engine with the views of these names; the dataset answers nothing else afterwards.

    ReadError for `publies` without a file of figures.
    """
    if "publies" in names and not dataset.has_published:
        raise ReadError(
            _("The view publies is empty: no file of published figures lies beside the data."),
            _("Put published_{year}.csv beside the lines, or leave publies out.").format(
                year=next(iter(dataset.exercices), "*")
            ),
        )
    filled = list(_filled(dataset, names))  # read before the connection is taken
    with dataset.reading() as connection:
        if LIGNES in names:
            create_lines(connection, _columns(CONTRACTS))
        for table in filled:
            create_filled(connection, table)
        return seal(connection)


def _filled(dataset: Dataset, names: Collection[str]) -> Iterator[Filled]:
    for name in names:
        if name != LIGNES:
            kind = VIEWS[name]
            rows = ([_text(cell) for cell in record] for record in records_of(dataset, kind, Selection()))
            yield Filled(name, _columns(kind), list(rows))


def _columns(kind: str) -> list[tuple[str, str]]:
    return [(field.name, TYPES[field.type]) for field in package().schema(kind).fields]


def _text(cell: Value) -> str | None:
    return None if cell is None else canonical(cell)
