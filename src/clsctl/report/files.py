"""The canonical files that a report carries: its lines, their figures and known gaps, territoires and axes."""

from collections.abc import Iterable, Mapping

from clsctl.dataset.dataset import CONTRACTS, Dataset
from clsctl.dataset.records import canonical_file, of_kind, records_of
from clsctl.ligne import Ligne
from clsctl.verdict.companions.companion_files import AXES, KNOWN_GAPS, PUBLISHED, TERRITOIRES
from clsctl.vocabulary.selection import Selection


def report_files(dataset: Dataset, selection: Selection, *, has_figures: bool) -> Mapping[str, bytes]:
    """The files by name, for the one exercice of the selection; those of figures where the data have them."""
    (exercice,) = selection.exercices
    yearly = (CONTRACTS, PUBLISHED, KNOWN_GAPS) if has_figures else (CONTRACTS,)
    names = {**{kind: f"{kind}_{exercice}.csv" for kind in yearly}, TERRITOIRES: "territoires.csv", AXES: "axes.csv"}
    return {name: canonical_file(kind, records_of(dataset, kind, selection)) for kind, name in names.items()}


def lines_file(lignes: Iterable[Ligne]) -> bytes:
    """The lines as a canonical file."""
    return canonical_file(CONTRACTS, of_kind(CONTRACTS, lignes))
