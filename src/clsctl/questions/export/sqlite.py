"""A SQLite file of the dataset: amounts as whole cents, keys, and a view of each table with amounts in euros.

SQLite sums texts in floating point and has no decimals: whole cents alone stay exact under `sum`.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from decimal import Decimal

from clsctl.dataset.dataset import CONTRACTS, Dataset
from clsctl.dataset.records import Record, is_present, records_of
from clsctl.ligne import cle
from clsctl.verdict.companions.companion_files import AXES, CONTEXTE, KNOWN_GAPS, PUBLISHED, TERRITOIRES
from clsctl.verdict.companions.theme_files import LIGNES_THEMES, THEMES
from clsctl.vocabulary.schema import Field, package
from clsctl.vocabulary.selection import Selection

CENTS = 100
TYPES = {"year": "INTEGER", "integer": "INTEGER", "string": "TEXT", "number": "INTEGER"}
# Each table by its name, in the order in which keys need them.
TABLES = {
    TERRITOIRES: TERRITOIRES,
    AXES: AXES,
    "lignes": CONTRACTS,
    "publies": PUBLISHED,
    "ecarts_connus": KNOWN_GAPS,
    THEMES: THEMES,
    LIGNES_THEMES: LIGNES_THEMES,
    CONTEXTE: CONTEXTE,
}
REFERENCES = (
    ("territoire_code", "territoires (territoire_code)"),
    ("inclus_dans", "territoires (territoire_code)"),
    ("axe", "axes (axe)"),
    ("cle", "lignes (cle)"),
    ("theme", "themes (theme)"),
)
REFERRING = frozenset(column for column, _target in REFERENCES)
KEY = ("exercice", "territoire_code", "axe", "rang")
EUROS = "CASE WHEN {0} < 0 THEN '-' ELSE '' END || (abs({0}) / 100) || printf('.%02d', abs({0}) % 100)"


def sqlite_file(dataset: Dataset) -> bytes:
    """The bytes of the file; tables of figures and gaps, of themes and of context, only where the dataset has them."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN")
        connection.execute(
            "CREATE TABLE dictionnaire (nom_table TEXT, colonne TEXT, description TEXT, description_en TEXT)"
        )
        for name, kind in TABLES.items():
            if is_present(dataset, kind, Selection()):
                _add(connection, dataset, name, kind)
        connection.execute("COMMIT")
        return connection.serialize()


def _add(connection: sqlite3.Connection, dataset: Dataset, name: str, kind: str) -> None:
    """The table with its rows, its view in euros where it has amounts, and the meaning of its columns."""
    fields = package().schema(kind).fields
    connection.execute(f"CREATE TABLE {name} ({', '.join(_definitions(kind, fields))})")
    marks = ", ".join("?" * (len(fields) + (kind == CONTRACTS)))
    rows = (tuple(_row(kind, fields, record)) for record in records_of(dataset, kind, Selection()))
    connection.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)
    if any(field.type == "number" for field in fields):
        connection.execute(f"CREATE VIEW {name}_en_euros AS SELECT {', '.join(_shown(kind, fields))} FROM {name}")
    meanings = [(name, _column(field), field.description("fr"), field.description("en")) for field in fields]
    connection.executemany("INSERT INTO dictionnaire VALUES (?, ?, ?, ?)", meanings)


def _definitions(kind: str, fields: Sequence[Field]) -> Iterator[str]:
    names = [field.name for field in fields]
    if kind == CONTRACTS:
        yield "cle TEXT NOT NULL UNIQUE"
    for field in fields:
        yield f"{_column(field)} {TYPES[field.type]}{' NOT NULL' if field.required else ''}"
    if primary := package().schema(kind).primary_key:
        yield f"PRIMARY KEY ({', '.join(primary)})"
    for column, target in REFERENCES:
        if column in names and not target.startswith(f"{kind} ({column}"):
            yield f"FOREIGN KEY ({column}) REFERENCES {target} DEFERRABLE INITIALLY DEFERRED"


def _row(kind: str, fields: Sequence[Field], record: Record) -> Iterator[str | int | None]:
    cells = dict(zip((field.name for field in fields), record, strict=True))
    if kind == CONTRACTS:
        exercice, code, axe, rang = (cells[name] for name in KEY)
        yield cle(int(str(exercice)), str(code), int(str(axe)), int(str(rang)))
    for field in fields:
        cell = cells[field.name]
        if isinstance(cell, Decimal):
            yield int(cell * CENTS)
        elif field.name in REFERRING:
            yield cell or None  # an empty text would refer to something
        else:
            yield cell


def _column(field: Field) -> str:
    return f"{field.name}_centimes" if field.type == "number" else field.name


def _shown(kind: str, fields: Sequence[Field]) -> Iterator[str]:
    if kind == CONTRACTS:
        yield "cle"
    for field in fields:
        yield f"{EUROS.format(_column(field))} AS {field.name}" if field.type == "number" else field.name
