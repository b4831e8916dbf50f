"""The canonical files of a reading: names and bytes of its lines and figures, in the schema's columns."""

from collections.abc import Iterable
from operator import attrgetter

from clsctl.brochure.reading import Reading
from clsctl.ligne import Figure, Ligne
from clsctl.vocabulary.canonical_csv import canonical_csv
from clsctl.vocabulary.schema import package


def canonical_files(reading: Reading) -> dict[str, bytes]:
    """`contracts_<exercice>.csv` and `published_<exercice>.csv`: UTF-8, LF, in key order."""
    return {
        f"contracts_{reading.exercice}.csv": _csv("contracts", reading.lignes),
        f"published_{reading.exercice}.csv": _csv("published", reading.figures),
    }


def draft_files(reading: Reading) -> dict[str, bytes]:
    """The files of a draft: every row and total, with the doubtful cells marked; empty where nothing was found."""
    draft = reading.draft
    if not draft.contracts:
        return {}
    return {
        f"contracts_{reading.exercice}.csv": _written("contracts", draft.contracts),
        f"published_{reading.exercice}.csv": _written("published", draft.published),
    }


def _csv(kind: str, values: Iterable[Ligne | Figure]) -> bytes:
    names = package().schema(kind).names
    return canonical_csv([names, *map(attrgetter(*names), values)])


def _written(kind: str, lines: Iterable[dict[str, str]]) -> bytes:
    names = package().schema(kind).names
    return canonical_csv([names, *([cells.get(name, "") for name in names] for cells in lines)])
