"""The canonical files that a report carries: its lines, their figures and known gaps, themes, territoires and axes."""

from collections.abc import Iterable, Mapping

from clsctl.dataset.dataset import CONTRACTS, Dataset
from clsctl.dataset.records import LASTING, YEARLY, canonical_file, is_present, of_kind, records_of
from clsctl.ligne import Ligne
from clsctl.vocabulary.selection import Selection


def report_files(dataset: Dataset, selection: Selection) -> Mapping[str, bytes]:
    """The files by name, for the one exercice of the selection; figures and themes where the data have them."""
    (exercice,) = selection.exercices
    names = {kind: f"{kind}_{exercice}.csv" for kind in YEARLY} | {kind: f"{kind}.csv" for kind in LASTING}
    return {
        name: canonical_file(kind, records_of(dataset, kind, selection))
        for kind, name in names.items()
        if is_present(dataset, kind, selection)
    }


def lines_file(lignes: Iterable[Ligne]) -> bytes:
    """The lines as a canonical file."""
    return canonical_file(CONTRACTS, of_kind(CONTRACTS, lignes))
