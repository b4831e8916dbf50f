"""The records of a dataset by kind of file: values in the columns of the schema, in order."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from clsctl.dataset.dataset import CONTRACTS, Dataset
from clsctl.verdict.companions.companion_files import (
    ALIAS_SEPARATOR,
    AXES,
    CONTEXTE,
    KNOWN_GAPS,
    PUBLISHED,
    TERRITOIRES,
)
from clsctl.verdict.companions.theme_files import LIGNES_THEMES, THEMES
from clsctl.vocabulary.canonical_csv import canonical_csv
from clsctl.vocabulary.cells import Value
from clsctl.vocabulary.referentiel import Axe, Territoire
from clsctl.vocabulary.schema import package
from clsctl.vocabulary.selection import Selection
from clsctl.vocabulary.themes import LigneTheme, Theme

Record = Sequence[Value]
# The kinds of files, those of a year and those of all years, in the order in which they are written.
YEARLY = (CONTRACTS, PUBLISHED, KNOWN_GAPS, LIGNES_THEMES)
LASTING = (TERRITOIRES, AXES, THEMES, CONTEXTE)


def records_of(dataset: Dataset, kind: str, selection: Selection) -> Iterator[Record]:
    """The records of that kind, those of a year for the years of the selection; all years if none."""
    return READ[kind](dataset, selection)


def is_present(dataset: Dataset, kind: str, selection: Selection) -> bool:
    """True where the dataset has that kind: figures and gaps by a file of figures, themes by what refers to them."""
    if kind in {PUBLISHED, KNOWN_GAPS}:
        return dataset.has_published
    if kind == LIGNES_THEMES:
        return dataset.has_themes(selection)
    if kind == THEMES:
        return dataset.has_themes(selection) or dataset.has_contexte
    return kind != CONTEXTE or dataset.has_contexte


def of_kind(kind: str, values: Iterable[object]) -> Iterator[Record]:
    """Lines, figures or gaps as records."""
    return map(attrgetter(*package().schema(kind).names), values)


def canonical_file(kind: str, rows: Iterable[Record]) -> bytes:
    """The records as canonical CSV, under the headings of their kind."""
    return canonical_csv([package().schema(kind).names, *rows])


def _figures(dataset: Dataset, selection: Selection) -> Iterator[Record]:
    return of_kind(PUBLISHED, (each for each in dataset.figures() if _is_of(each.exercice, selection)))


def _known_gaps(dataset: Dataset, selection: Selection) -> Iterator[Record]:
    return of_kind(KNOWN_GAPS, (each for each in dataset.known_gaps() if _is_of(each.exercice, selection)))


def _themes(dataset: Dataset, _selection: Selection) -> Iterator[Record]:
    dataset.load_themes()
    return map(_theme, dataset.referentiel.themes.themes)


def _is_of(exercice: int, selection: Selection) -> bool:
    return not selection.exercices or exercice in selection.exercices


def _territoire(each: Territoire) -> Record:
    return (
        each.code,
        each.nom,
        each.type,
        each.siren,
        each.inclus_dans,
        each.population,
        each.millesime,
        each.population_source,
        ALIAS_SEPARATOR.join(each.alias),
        each.avec_article,
    )


def _theme(each: Theme) -> Record:
    return each.theme, each.libelle, each.definition, ALIAS_SEPARATOR.join(each.alias)


def _ligne_theme(each: LigneTheme) -> Record:
    return each.cle, each.action, each.theme, ALIAS_SEPARATOR.join(each.marques), each.raison, each.decision


def _axe(each: Axe) -> Record:
    return each.numero, each.libelle, each.libelle_court, ALIAS_SEPARATOR.join(each.alias)


# The records of each kind of file.
READ: Mapping[str, Callable[[Dataset, Selection], Iterator[Record]]] = {
    CONTRACTS: lambda dataset, selection: of_kind(CONTRACTS, dataset.lignes(selection)),
    PUBLISHED: _figures,
    KNOWN_GAPS: _known_gaps,
    TERRITOIRES: lambda dataset, _selection: map(_territoire, dataset.referentiel.territoires),
    AXES: lambda dataset, _selection: map(_axe, dataset.referentiel.axes),
    THEMES: _themes,
    LIGNES_THEMES: lambda dataset, selection: map(_ligne_theme, dataset.lignes_themes(selection)),
    CONTEXTE: lambda dataset, _selection: of_kind(CONTEXTE, dataset.contexte),
}
