"""The records of a dataset by kind of file: values in the columns of the schema, in order."""

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from clsctl.dataset.dataset import CONTRACTS, Dataset
from clsctl.verdict.companions.companion_files import ALIAS_SEPARATOR, AXES, KNOWN_GAPS, PUBLISHED, TERRITOIRES
from clsctl.vocabulary.canonical_csv import canonical_csv
from clsctl.vocabulary.cells import Value
from clsctl.vocabulary.referentiel import Axe, Territoire
from clsctl.vocabulary.schema import package
from clsctl.vocabulary.selection import Selection

Record = Sequence[Value]


def records_of(dataset: Dataset, kind: str, selection: Selection) -> Iterator[Record]:
    """The records of that kind, those of lines, figures and gaps for the years of the selection; all years if none."""
    if kind == CONTRACTS:
        return of_kind(kind, dataset.lignes(selection))
    if kind == PUBLISHED:
        return of_kind(kind, (each for each in dataset.figures() if _is_of(each.exercice, selection)))
    if kind == KNOWN_GAPS:
        return of_kind(kind, (each for each in dataset.known_gaps() if _is_of(each.exercice, selection)))
    if kind == TERRITOIRES:
        return map(_territoire, dataset.referentiel.territoires)
    if kind == AXES:
        return map(_axe, dataset.referentiel.axes)
    raise KeyError(kind)


def of_kind(kind: str, values: Iterable[object]) -> Iterator[Record]:
    """Lines, figures or gaps as records."""
    return map(attrgetter(*package().schema(kind).names), values)


def canonical_file(kind: str, rows: Iterable[Record]) -> bytes:
    """The records as canonical CSV, under the headings of their kind."""
    return canonical_csv([package().schema(kind).names, *rows])


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


def _axe(each: Axe) -> Record:
    return each.numero, each.libelle, each.libelle_court, ALIAS_SEPARATOR.join(each.alias)
