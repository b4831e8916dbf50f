"""Changes to a table before it is written: such as an office makes, which leave it sound, and hostile ones."""

import json
import random
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from mutants.values import HOSTILE, TEXTS, junk, spelled

PACKAGE = Path(__file__).resolve().parent.parent.parent / "data" / "datapackage.json"
Table = list[list[str]]
Change = Callable[[random.Random, Table], None]
# Where the columns stand until one of LAYOUTS moves them.
AXE, RANG, OBJECTIF, ACTION, MONTANT, PAGE, REMARQUE = 3, 4, 5, 6, 7, 8, 9


def changed(dice: random.Random, table: Table, *, mild: bool) -> None:
    """Up to five changes as an office makes them, or up to three hostile ones."""
    if mild:
        for change in (*dice.choices(VALUES, k=dice.randrange(4)), *dice.choices(LAYOUTS, k=dice.randrange(3))):
            change(dice, table)
    else:
        for change in dice.choices(ATTACKS, k=dice.randrange(4)):
            change(dice, table)


def _spell_amounts(dice: random.Random, table: Table) -> None:
    for row in dice.sample(table[1:], min(len(table) - 1, dice.randrange(1, 6))):
        row[MONTANT] = spelled(dice)


def _label(dice: random.Random, table: Table) -> None:
    if table[1:]:
        dice.choice(table[1:])[dice.choice((OBJECTIF, ACTION, REMARQUE))] = f"{dice.choice(TEXTS)} ?"


def _page(dice: random.Random, table: Table) -> None:
    if table[1:]:
        dice.choice(table[1:])[PAGE] = dice.choice(("", str(dice.randrange(1, 999))))


def _year(dice: random.Random, table: Table) -> None:
    year = str(dice.randrange(2024, 2028))
    for row in table[1:]:
        row[0] = year


def _drop_last(dice: random.Random, table: Table) -> None:
    """The last row of a table of the brochure: no hole is left."""
    if len(table) > 2:
        keys = [row[: AXE + 1] for row in table]
        chosen = dice.choice(keys[1:])
        del table[len(keys) - 1 - keys[::-1].index(chosen)]


def _add_row(dice: random.Random, table: Table) -> None:
    if table[1:]:
        keys = [row[: AXE + 1] for row in table]
        chosen = dice.choice(keys[1:])
        rang = str(keys.count(chosen) + 1)
        table.append([*chosen, rang, "", f"une action {dice.randrange(1000)}", spelled(dice), "1", ""])


VALUES: Sequence[Change] = (_spell_amounts, _spell_amounts, _spell_amounts, _label, _page, _year, _drop_last, _add_row)


def _shuffle(dice: random.Random, table: Table) -> None:
    lines = table[1:]
    dice.shuffle(lines)
    table[1:] = lines


def _swap_columns(dice: random.Random, table: Table) -> None:
    one, other = dice.randrange(10), dice.randrange(10)
    for row in table:
        if len(row) > max(one, other):
            row[one], row[other] = row[other], row[one]


def _new_column(dice: random.Random, table: Table) -> None:
    place, heading = dice.randrange(11), f"note {dice.randrange(1_000_000)}"
    for row in table:
        row.insert(place, heading if row is table[0] else dice.choice(TEXTS))


def _alias(dice: random.Random, table: Table) -> None:
    place = dice.randrange(len(table[0]))
    name = dice.choice((table[0][place], *_aliases().get(table[0][place], ())))
    table[0][place] = dice.choice((name, name.upper(), name.replace("_", " "), f" {name.title()} "))


@cache
def _aliases() -> dict[str, tuple[str, ...]]:
    fields = json.loads(PACKAGE.read_text("utf-8"))["resources"][0]["schema"]["fields"]
    return {field["name"]: tuple(field.get("clsctl:alias", ())) for field in fields}


LAYOUTS: Sequence[Change] = (_shuffle, _swap_columns, _new_column, _alias)


def _cell(dice: random.Random, table: Table) -> None:
    row = dice.choice(table[1:] or table)
    if row:
        row[dice.randrange(len(row))] = dice.choice(HOSTILE)


def _amount(dice: random.Random, table: Table) -> None:
    row = dice.choice(table[1:] or table)
    if len(row) > MONTANT:
        row[MONTANT] = dice.choice((spelled(dice), junk(dice), dice.choice(HOSTILE)))


def _lose_row(dice: random.Random, table: Table) -> None:
    if len(table) > 1:
        del table[dice.randrange(len(table))]


def _repeat_row(dice: random.Random, table: Table) -> None:
    table.insert(dice.randrange(len(table) + 1), list(dice.choice(table)))


def _width(dice: random.Random, table: Table) -> None:
    row = dice.choice(table)
    if dice.random() < 0.5 and row:
        del row[dice.randrange(len(row))]
    else:
        row.insert(dice.randrange(len(row) + 1), dice.choice(HOSTILE))


def _hostile_column(dice: random.Random, table: Table) -> None:
    place = dice.randrange(11)
    for row in table:
        row.insert(place, dice.choice(HOSTILE))


ATTACKS: Sequence[Change] = (
    *(_cell, _cell, _amount, _amount, _amount),
    *(_lose_row, _repeat_row, _swap_columns, _width, _hostile_column, _shuffle),
)
