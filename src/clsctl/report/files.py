"""The canonical files that a report carries: its lines, their figures and known gaps, territoires and axes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from clsctl.dataset.dataset import Dataset
from clsctl.ligne import Ligne
from clsctl.vocabulary.canonical_csv import canonical_csv
from clsctl.vocabulary.cells import Value
from clsctl.vocabulary.referentiel import Axe, Territoire
from clsctl.vocabulary.schema import package
from clsctl.vocabulary.selection import Selection

SEPARATOR = "|"  # of several names in a cell


def report_files(dataset: Dataset, selection: Selection, *, has_figures: bool) -> Mapping[str, bytes]:
    """The files by name, for the one exercice of the selection; those of figures where the data have them."""
    (exercice,) = selection.exercices
    files = {f"contracts_{exercice}.csv": lines_file(dataset.lignes(selection))}
    if has_figures:
        figures = (figure for figure in dataset.figures() if figure.exercice == exercice)
        gaps = (gap for gap in dataset.known_gaps() if gap.exercice == exercice)
        files |= {f"published_{exercice}.csv": _file("published", figures)}
        files |= {f"known_gaps_{exercice}.csv": _file("known_gaps", gaps)}
    known = dataset.referentiel
    files["territoires.csv"] = canonical_csv(
        [package().schema("territoires").names, *map(_territoire, known.territoires)]
    )
    files["axes.csv"] = canonical_csv([package().schema("axes").names, *map(_axe, known.axes)])
    return files


def lines_file(lignes: Iterable[Ligne]) -> bytes:
    """The lines as a canonical file."""
    return _file("contracts", lignes)


def _file(kind: str, values: Iterable[object]) -> bytes:
    names = package().schema(kind).names
    return canonical_csv(_rows(names, values))


def _rows(names: Sequence[str], values: Iterable[object]) -> Iterator[Sequence[Value]]:
    yield names
    yield from map(attrgetter(*names), values)


def _territoire(each: Territoire) -> Sequence[Value]:
    return (
        each.code,
        each.nom,
        each.type,
        each.siren,
        each.inclus_dans,
        each.population,
        each.millesime,
        each.population_source,
        SEPARATOR.join(each.alias),
        each.avec_article,
    )


def _axe(each: Axe) -> Sequence[Value]:
    return each.numero, each.libelle, each.libelle_court, SEPARATOR.join(each.alias)
