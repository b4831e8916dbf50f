"""The descriptors of an export: `datapackage.json` of its files, and `schema.json` of its lines."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from clsctl import bundled
from clsctl.dataset.dataset import CONTRACTS, Dataset
from clsctl.dataset.records import Record, records_of
from clsctl.vocabulary.cells import canonical
from clsctl.vocabulary.schema import YEAR, package
from clsctl.vocabulary.selection import Selection

Json = dict[str, Any]
NAME = "contrats-locaux-des-solidarites"
TABLE_SCHEMA = "https://specs.frictionlessdata.io/schemas/table-schema.json"
TITLE = "Contrats locaux des solidarités"
DESCRIPTION = "Les actions financées par les contrats locaux des solidarités, une ligne par action, avec leur montant."
# The entries of the bundled data alone: their own title, sources and people.
OWN = ("name", "title", "description", "version", "created", "sources", "contributors", "licenses")
SEMVER_PARTS = 3
PUBLISHER = "publisher"  # of the bundled data alone


def package_file(dataset: Dataset, kinds: Mapping[str, str]) -> bytes:
    """`datapackage.json` of files by name, each of its kind; for others' data, with their files as source."""
    declared = _declared()
    own = {name: declared[name] for name in OWN if name in declared}
    about = own if dataset.is_bundled else {"name": NAME, "title": TITLE, "sources": _sources(dataset)}
    resources = [_resource(declared, name, kind) for name, kind in kinds.items()]
    return _json({**about, "resources": resources})


def schema_file(dataset: Dataset) -> bytes:
    """The Table Schema of a file of lines, in the form that schema.data.gouv.fr asks: one file, with its own version.

    Each field has an example, from the first line that fills it.
    """
    declared = _declared()
    schema = _resource(declared, "contracts.csv", CONTRACTS)["schema"]
    schema.pop("foreignKeys", None)  # they name other files, which a schema alone does not have
    examples = _examples(records_of(dataset, CONTRACTS, Selection()))
    fields = [
        {**field, **({"example": example} if example else {})}
        for field, example in zip(schema.pop("fields"), examples, strict=True)
    ]
    created = str(declared["created"])[:10]
    about = {
        "$schema": TABLE_SCHEMA,
        "name": NAME,
        "title": TITLE,
        "description": DESCRIPTION,
        "countryCode": "FR",
        "created": created,
        "lastModified": created,
        "version": _semver(str(declared["version"])),
        "sources": declared["sources"] if dataset.is_bundled else _sources(dataset),
        "contributors": [each for each in declared["contributors"] if dataset.is_bundled or each["role"] != PUBLISHER],
    }
    return _json({**about, "fields": fields, **schema})


def _declared() -> Json:
    declared: Json = json.loads((bundled.data_folder() / bundled.DESCRIPTOR).read_text("utf-8"))
    return declared


def _sources(dataset: Dataset) -> list[Json]:
    return [{"title": source.path.name} for source in dataset.sources]


def _resource(declared: Json, name: str, kind: str) -> Json:
    """The declared resource of the kind, under the name of this file and with its year."""
    model: Json = next(each for each in declared["resources"] if YEAR.sub("", each["name"]) == kind)
    stem = name.removesuffix(".csv")
    title = str(model["title"])
    if year := YEAR.search(stem):
        title = f"{title.rpartition(', ')[0]}, {year[0][1:]}"
    return {**model, "name": stem, "path": name, "title": title, "schema": dict(model["schema"])}


def _examples(rows: Iterator[Record]) -> Sequence[str]:
    """For each column, the text of its first filled cell; empty for one that no line fills."""
    examples = [""] * len(package().schema(CONTRACTS).fields)
    for row in rows:
        examples = [found or canonical(cell) for found, cell in zip(examples, row, strict=True)]
        if all(examples):
            break
    return examples


def _semver(version: str) -> str:
    """Three parts, as schema.data.gouv.fr asks."""
    parts = version.split(".")
    return ".".join([*parts, *["0"] * (SEMVER_PARTS - len(parts))])


def _json(document: Json) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
