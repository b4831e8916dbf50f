"""The files of a Data Package: every table of the dataset as canonical CSV, with its descriptors."""

from collections.abc import Mapping

from clsctl.bundled import DESCRIPTOR
from clsctl.dataset.dataset import Dataset
from clsctl.dataset.records import LASTING, YEARLY, canonical_file, is_present, records_of
from clsctl.questions.export.descriptor import package_file, schema_file
from clsctl.vocabulary.selection import Selection

SCHEMA = "schema.json"


def package_files(dataset: Dataset) -> Mapping[str, bytes]:
    """The files by name: those of each year, the others, `datapackage.json` and `schema.json`.

    Figures and known gaps only where figures lie beside the data, themes where something refers to them, context where
    there is any.
    """
    kinds: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for kind in YEARLY:
        for selection in (Selection(exercices=(exercice,)) for exercice in dataset.exercices):
            if is_present(dataset, kind, selection):
                name = f"{kind}_{selection.exercices[0]}.csv"
                kinds[name] = kind
                files[name] = canonical_file(kind, records_of(dataset, kind, selection))
    for kind in (kind for kind in LASTING if is_present(dataset, kind, Selection())):
        kinds[f"{kind}.csv"] = kind
        files[f"{kind}.csv"] = canonical_file(kind, records_of(dataset, kind, Selection()))
    return {**files, DESCRIPTOR: package_file(dataset, kinds), SCHEMA: schema_file(dataset)}
