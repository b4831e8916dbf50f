"""The schema: columns and rules declared in `datapackage.json`, the only place that declares them."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from clsctl import bundled

# `contracts_2025` and `contracts_2026` are of one kind.
YEAR = re.compile(r"_[0-9]{4}$")


@dataclass(frozen=True, slots=True)
class Field:
    """A column as declared: `type` is Table Schema's; bounds are inclusive; `enum` is empty for free values.

    `alias` are its other headings in files; `divides` names a column whose amounts are exact multiples of this one.
    `within`, for the code of a containing territoire, maps each type to the types that may contain it. A file may lack
    an `optional` column, whose cells are then empty.
    """

    name: str
    type: str
    descriptions: tuple[str, str]
    required: bool = False
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    enum: tuple[str, ...] = ()
    pattern: str | None = None
    alias: tuple[str, ...] = ()
    divides: str | None = None
    within: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    optional: bool = False

    def description(self, language: str) -> str:
        """The meaning of the column, in `language`."""
        english, french = self.descriptions
        return french if language == "fr" else english


@dataclass(frozen=True, slots=True)
class Schema:
    """The columns of a kind of file, in canonical order, and its key."""

    kind: str
    title: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The column names, in canonical order."""
        return tuple(each.name for each in self.fields)

    def field(self, name: str) -> Field:
        """The column of that name; KeyError for an undeclared one."""
        for each in self.fields:
            if each.name == name:
                return each
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Package:
    """The descriptor of the data: title, source, and a schema for each kind of file."""

    title: str
    source: str
    version: str
    schemas: tuple[Schema, ...]

    def schema(self, kind: str) -> Schema:
        """The schema of `contracts`, `published`, `known_gaps`, `territoires` or `axes` files; else KeyError."""
        for schema in self.schemas:
            if schema.kind == kind:
                return schema
        raise KeyError(kind)


@cache
def package() -> Package:
    """The bundled descriptor."""
    return read_package(bundled.data_folder() / bundled.DESCRIPTOR)


def read_package(path: Path) -> Package:
    """A descriptor file; a kind shared by several years (`contracts_2025`, …) is declared by its first."""
    descriptor = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    schemas: dict[str, Schema] = {}
    for resource in descriptor["resources"]:
        schema = _schema(resource)
        schemas.setdefault(schema.kind, schema)
    source = "; ".join(source["title"] for source in descriptor["sources"])
    return Package(descriptor["title"], source, descriptor["version"], tuple(schemas.values()))


def _schema(resource: dict[str, Any]) -> Schema:
    declared = resource["schema"]
    return Schema(
        kind=YEAR.sub("", resource["name"]),
        title=resource["title"],
        fields=tuple(_field(each) for each in declared["fields"]),
        primary_key=tuple(declared.get("primaryKey", ())),
    )


def _field(declared: dict[str, Any]) -> Field:
    rules = declared.get("constraints", {})
    return Field(
        name=declared["name"],
        type=declared["type"],
        descriptions=(declared["description_en"], declared["description"]),
        required=rules.get("required", False),
        minimum=rules.get("minimum"),
        maximum=rules.get("maximum"),
        enum=tuple(rules.get("enum", ())),
        pattern=rules.get("pattern"),
        alias=tuple(declared.get("clsctl:alias", ())),
        divides=declared.get("clsctl:divides"),
        within={type_: tuple(holders) for type_, holders in declared.get("clsctl:within", {}).items()},
        optional=declared.get("clsctl:optional", False),
    )
