"""The files of a Data Package: every table of the dataset as canonical CSV, with its descriptors."""

from collections.abc import Mapping

from clsctl.bundled import DESCRIPTOR
from clsctl.dataset.dataset import CONTRACTS, Dataset
from clsctl.dataset.records import canonical_file, is_present, records_of
from clsctl.questions.export.descriptor import package_file, schema_file
from clsctl.verdict.companions.companion_files import AXES, KNOWN_GAPS, PUBLISHED, TERRITOIRES
from clsctl.verdict.companions.context_files import CONTEXTE
from clsctl.verdict.companions.theme_files import LIGNES_THEMES, THEMES
from clsctl.vocabulary.selection import Selection

SCHEMA = "schema.json"
YEARLY = (CONTRACTS, PUBLISHED, KNOWN_GAPS, LIGNES_THEMES)


def package_files(dataset: Dataset) -> Mapping[str, bytes]:
    """The files by name: those of each year, the others, `datapackage.json` and `schema.json`.

    Figures and known gaps only where figures lie beside the data, themes where something refers to them, context where
    there is any.
    """
    kinds: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for kind in (kind for kind in YEARLY if is_present(dataset, kind)):
        for exercice in dataset.exercices:
            name = f"{kind}_{exercice}.csv"
            kinds[name] = kind
            files[name] = canonical_file(kind, records_of(dataset, kind, Selection(exercices=(exercice,))))
    for kind in (kind for kind in (TERRITOIRES, AXES, THEMES, CONTEXTE) if is_present(dataset, kind)):
        kinds[f"{kind}.csv"] = kind
        files[f"{kind}.csv"] = canonical_file(kind, records_of(dataset, kind, Selection()))
    return {**files, DESCRIPTOR: package_file(dataset, kinds), SCHEMA: schema_file(dataset)}
