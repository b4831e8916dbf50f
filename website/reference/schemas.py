"""The schemas as files, and the page that lists them."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from clsctl.dataset.opening import open_dataset
from clsctl.questions.export.descriptor import schema_file
from clsctl.render.objects import SCHEMA_VERSION
from clsctl.table import Kind
from clsctl.vocabulary.columns import COLUMNS
from clsctl.vocabulary.schema import YEAR
from pages import ROOT
from reference.markdown import table
from words import Language, say

FOLDER = "schemas"
DESCRIPTOR = ROOT / "data" / "datapackage.json"
DECIMAL = {"type": ["string", "null"], "pattern": r"^-?\d+(\.\d+)?$"}
TEXT, WHOLE = {"type": ["string", "null"]}, {"type": ["integer", "null"]}
CELLS: Mapping[Kind, Mapping[str, Any]] = {
    **dict.fromkeys((Kind.TEXT, Kind.CODE, Kind.STATUT), TEXT),
    **dict.fromkeys((Kind.NUMBER, Kind.COUNT), WHOLE),
    **dict.fromkeys((Kind.MONTANT, Kind.PERCENT, Kind.DECIMAL), DECIMAL),
    Kind.ORDINAL: {"type": ["integer", "string", "null"]},
}


def schema_files() -> Iterator[tuple[str, bytes]]:
    """The files by name: the package, a schema for each kind of file, that of the lines, that of an answer."""
    declared = json.loads(DESCRIPTOR.read_text("utf-8"))
    yield DESCRIPTOR.name, DESCRIPTOR.read_bytes()
    for resource in declared["resources"]:
        yield f"{YEAR.sub('', resource['name'])}.json", _json(resource["schema"])
    with open_dataset(()) as dataset:
        yield "schema.json", schema_file(dataset)
    yield "answer.json", _json(answer_schema())


def answer_schema() -> Mapping[str, Any]:
    """The JSON Schema of an answer; a column that is declared has its own type, any other any simple one."""
    declared = {name: CELLS[each.kind] for name, each in COLUMNS.items()}
    row = {"type": "object", "properties": declared, "additionalProperties": {"type": ["string", "integer", "null"]}}
    answer = {
        "name": {"type": "string"},
        "source": {"type": "string"},
        "selection": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
        "rows": {"type": "array", "items": {"$ref": "#/$defs/row"}},
        "total": {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/row"}]},
        "shown": {"type": "object"},
        "notes": {"type": "array", "items": {"type": "string"}},
    }
    required = [name for name in answer if name != "shown"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "clsctl --format json",
        "type": "object",
        "properties": {
            "schema_version": {"const": SCHEMA_VERSION},
            **answer,
            "beside": {"type": "object", "additionalProperties": {"$ref": "#/$defs/table"}},
        },
        "required": ["schema_version", *required],
        "additionalProperties": False,
        "$defs": {
            "row": row,
            "table": {"type": "object", "properties": answer, "required": required, "additionalProperties": False},
        },
    }


def schemas_page(language: Language, root: str) -> str:
    """The page that lists the files; `root` leads from it to them."""
    titles = {"datapackage.json": "package", "schema.json": "lines_schema", "answer.json": "answer_schema"}
    declared = {
        f"{YEAR.sub('', each['name'])}.json": each["title"]
        for each in json.loads(DESCRIPTOR.read_text("utf-8"))["resources"]
    }
    rows = [
        (
            f'<a href="{root}{FOLDER}/{name}"><code>{name}</code></a>',
            say(titles[name], language) if name in titles else declared[name],
        )
        for name, _bytes in schema_files()
    ]
    headings = (say("file", language), say("content", language))
    return f"# {say('schemas', language)}\n\n{say('schemas_intro', language)}\n\n{table(headings, rows)}"


def _json(document: object) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
