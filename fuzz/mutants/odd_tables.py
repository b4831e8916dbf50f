"""Tables that hold a total as a line, a unit in a title, a column twice, objects of other keys, or a second list."""

import json
import random
import tempfile
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

from mutants import ods, texts, xlsx
from mutants.changes import AXE, MONTANT, RANG, Table

TOTALS = (
    "Total Axe 1",
    "TOTAL",
    "Sous-total",
    "Total général",
    "total",
    "Total de l'axe 4",
    "Montant total",
    "**Total**",
    "Sous total :",
)
LABELS = (
    "Totaliser les heures d'accueil",
    "une action",
    "Sous-traitance de l'accueil",
    "Accueil total des familles",
    "Actions",
)
UNITS = (
    "en milliers d'euros",
    "Montants en k€",
    "(en M€)",
    "Unité : millier d'euros",
    "montants exprimés en millions d'euros",
    "en K€",
)
TITLES = (
    "Contrat local des solidarités 2025",
    "Montants en euros",
    "Les milliers de familles aidées",
    "en €",
    "Export du 12/03/2025",
)


def odd_table(dice: random.Random, table: Table) -> tuple[bytes, bool]:
    """A file of any format, and whether it is sound where the oracle has no doubt."""
    return dice.choice((_totals, _totals, _titles, _columns, _objects, _objects, _objects))(dice, table)


def _written(dice: random.Random, table: Table) -> bytes:
    form = dice.choice((texts.csv_file, texts.csv_file, xlsx.xlsx_file, ods.ods_file, texts.gzip_file))
    return form(dice, table, mild=True)


def _totals(dice: random.Random, table: Table) -> tuple[bytes, bool]:
    """A line of sound key whose amount is a sum of lines above it, with the label of a total or of an action."""
    rows = table[1:]
    place = dice.randrange(1, len(rows) + 1)
    last = rows[place - 1]
    width = dice.choice((AXE + 1, AXE + 1, AXE, 0))
    summed = [Decimal(row[MONTANT] or 0) for row in rows[:place] if row[:width] == last[:width]]
    amount = sum(summed, Decimal())
    if dice.random() < 0.2:
        amount += 1
    label = dice.choice(TOTALS if dice.random() < 0.6 else LABELS)
    rang = max(int(row[RANG]) for row in rows if row[: AXE + 1] == last[: AXE + 1]) + 1
    row = [*last[: AXE + 1], str(rang), "", label, f"{amount}", last[8], ""]
    after = [index for index, each in enumerate(rows) if each[: AXE + 1] == last[: AXE + 1]][-1] + 1
    rows.insert(place if dice.random() < 0.3 else after, row)
    return _written(dice, [table[0], *rows]), True


def _titles(dice: random.Random, table: Table) -> tuple[bytes, bool]:
    """Lines above the header that announce a unit, or do not."""
    width = len(table[0])
    titles = dice.choices((*UNITS, *TITLES, *TITLES), k=dice.randrange(1, 3))
    above = [["" for _cell in range(width)] for _title in titles]
    for row, title in zip(above, titles, strict=True):
        row[dice.choice((0, 0, MONTANT))] = title
    blank = [[""] * width] if dice.random() < 0.3 else []
    return _written(dice, [*above, *blank, *table]), True


def _columns(dice: random.Random, table: Table) -> tuple[bytes, bool]:
    """A declared column twice, under one name or under names that fold to one; or another beside it."""
    name = dice.choice(("montant", "montant", "axe", "action", "exercice", "page"))
    other = dice.choice(
        (name, name.upper(), name.title(), f" {name}", f"{name} ", f"{name}_1", f"{name}2", f"ancien {name}")
    )
    source = table[0].index(name)
    rows = [[*row, other if row is table[0] else dice.choice((row[source], "7", ""))] for row in table]
    if dice.random() < 0.5:
        rows = [[row[-1], *row[:-1]] for row in rows]
    if dice.random() < 0.6:
        return _parquet(rows), True
    return _written(dice, rows), True


def _parquet(table: Table) -> bytes:
    """By polars where it takes the names; where one stands twice, renamed in the bytes of the file."""
    header, *rows = table
    names = [f"{name}" if header.index(name) == place else name[:-1] + "\x01" for place, name in enumerate(header)]
    frame = pl.DataFrame(
        {name: [row[place] or None for row in rows] for place, name in enumerate(names)},
        schema=dict.fromkeys(names, pl.String),
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.parquet"
        frame.write_parquet(path, compression="uncompressed", statistics=False)
        content = path.read_bytes()
    for name, real in zip(names, header, strict=True):
        if name != real:
            content = content.replace(name.encode(), real.encode())
    return content


def _objects(dice: random.Random, table: Table) -> tuple[bytes, bool]:
    """A JSON whose objects change their keys, or their order; numbers with exponents; a second list."""
    header, *lines = table
    rows: list[dict[str, Any]] = [dict(zip(header, line, strict=True)) for line in lines]
    change = dice.choice(OBJECTS)
    made = change(dice, rows)
    text = made if isinstance(made, str) else json.dumps(made, ensure_ascii=False)
    return text.encode(), change not in {_exponents, _typed}


def _renamed(dice: random.Random, rows: list[dict[str, Any]]) -> object:
    """From some object on, a key has another name, is missing, or is new."""
    chosen = rows[dice.randrange(len(rows)) :] if dice.random() < 0.5 else [dice.choice(rows)]
    key = dice.choice(("montant", "montant", "page", "remarque", "action"))
    new = dice.choice(("Montant", "montant_2", "montant (€)", "MONTANT ", "", "euros", "x", key.upper()))
    for row in chosen:
        value = row[key] if dice.random() < 0.3 else row.pop(key)
        if dice.random() < 0.8:
            row[new] = value
    return rows


def _ordered(dice: random.Random, rows: list[dict[str, Any]]) -> object:
    return [dict(dice.sample(list(row.items()), len(row))) for row in rows]


def _second_list(dice: random.Random, rows: list[dict[str, Any]]) -> object:
    other = dice.choice(([{"a": 1}], [dict(rows[0], rang="9")], rows, [], [1, 2], ["a"], {"a": 1}, "x"))
    lists = [("rows", rows), (dice.choice(("notes", "total", "lignes", "rows2", "Rows", "data")), other)]
    dice.shuffle(lists)
    return dict(lists)


def _exponents(dice: random.Random, rows: list[dict[str, Any]]) -> object:
    text = json.dumps(rows)
    key = dice.choice(("montant", "page", "rang", "axe", "exercice", "remarque", "territoire_code"))
    value = dice.choice(
        (
            "1e2",
            "1E400",
            "1e999999999",
            "-1e-999999999",
            "1.0",
            "1e-3",
            "12e0",
            "0e5",
            "1e99999999999999999999",
            "9" * 400,
        )
    )
    row = dice.choice(rows)
    cell = f'"{key}": {json.dumps(row[key])}'
    return text.replace(cell, f'"{key}": {value}', 1)


def _typed(dice: random.Random, rows: list[dict[str, Any]]) -> object:
    """Numbers as numbers, no amount as null; now and then a value of another kind."""
    for row in rows:
        for key in ("exercice", "axe", "rang", "page", "montant"):
            text = row[key]
            row[key] = None if not text else float(text) if "." in text else int(text)
    if dice.random() < 0.3:
        dice.choice(rows)[dice.choice(("montant", "page", "action"))] = dice.choice(
            (True, [1], {"a": 1}, [], "1e2", {})
        )
    return rows


def _once_more(dice: random.Random, rows: list[dict[str, Any]]) -> object:
    """A key twice in an object."""
    text = json.dumps(rows)
    key = dice.choice(("montant", "action", "page"))
    return text.replace(f'"{key}":', f'"{key}": {dice.choice(("7", chr(34) * 2))}, "{key}":', 1)


OBJECTS: Sequence[Callable[[random.Random, list[dict[str, Any]]], object]] = (
    *(_renamed, _renamed, _ordered, _second_list, _exponents, _exponents, _typed, _once_more),
)
