"""Reference files planted beside the lines: territoires, axes, published figures and known gaps, sound or not."""

import csv
import random
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from mutants import Table
from mutants.changes import AXE, MONTANT
from mutants.texts import as_csv

DATA = Path(__file__).resolve().parent.parent.parent / "data"
PUBLISHED = ("exercice", "territoire_code", "territoire", "axe", "libelle", "montant", "arrondi", "page")
GAPS = (
    "exercice",
    "territoire_code",
    "territoire",
    "axe",
    "libelle",
    "preuve",
    "ecart",
    "raison",
    "signale_par",
    "date",
)
REGION, REGION_NAME = "32", "Hauts-de-France"
CODE, NAME, TYPE, INSIDE, POPULATION = 0, 1, 2, 4, 5
AMOUNT, ROUNDING = 5, 6
Rows = list[list[str]]


def planted(dice: random.Random, table: Table) -> Mapping[str, bytes]:
    """The files of a folder: sound lines with figures that are their sums, after up to two changes."""
    lines = [[*row[:MONTANT], row[MONTANT] or "0", *row[MONTANT + 1 :]] for row in table[1:]]
    files: dict[str, Rows] = {
        "contracts_2025": [table[0], *lines],
        "published_2025": [list(PUBLISHED), *_figures(dice, lines)],
        "territoires": _bundled("territoires"),
        "axes": _bundled("axes"),
    }
    for change in dice.sample(MILD if dice.random() < 0.5 else CHANGES, dice.randrange(3)):
        change(dice, files)
    for name in ("territoires", "axes"):
        if files[name] == _bundled(name) and dice.random() < 0.7:
            del files[name]
    return {f"{name}{dice.choice(('.csv', '.csv', '.CSV'))}": as_csv(rows) for name, rows in files.items()}


def _bundled(name: str) -> Rows:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def _figures(dice: random.Random, lines: Rows) -> Rows:
    """A figure for each table, and for some contracts and the region."""
    tables = list(dict.fromkeys((*row[1:3], row[AXE]) for row in lines))
    rows = [
        _figure(code, name, axe, [row for row in lines if (row[1], row[AXE]) == (code, axe)])
        for code, name, axe in tables
    ]
    for code, name in dict.fromkeys(each[:2] for each in tables):
        if dice.random() < 0.4:
            rows.append(_figure(code, name, "", [row for row in lines if row[1] == code]))
    if dice.random() < 0.5:
        rows.append(_figure(REGION, REGION_NAME, "", lines))
    return rows


def _figure(code: str, name: str, axe: str, lines: Rows) -> list[str]:
    total = sum((Decimal(row[MONTANT]) for row in lines), Decimal())
    return [
        "2025",
        code,
        name,
        axe,
        f"Total Axe {axe}" if axe else "Montant total",
        f"{total}",
        "1" if total == int(total) else "0.01",
        "",
    ]


Change = Callable[[random.Random, dict[str, Rows]], None]


def _other_amount(dice: random.Random, files: dict[str, Rows]) -> None:
    """A figure that is off by a little or by much."""
    row = dice.choice(files["published_2025"][1:])
    row[AMOUNT] = f"{abs(Decimal(row[AMOUNT]) + dice.choice((1, -1, 1000, 9, Decimal('0.01'), 500_000))).normalize():f}"


def _rounded(dice: random.Random, files: dict[str, Rows]) -> None:
    """A figure rounded to its unit, in truth or with a unit that it does not have."""
    row = dice.choice(files["published_2025"][1:])
    unit = dice.choice((10, 100, 1000, 10_000, 1_000_000))
    rounded = (Decimal(row[AMOUNT]) / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit
    if rounded:
        row[AMOUNT], row[ROUNDING] = f"{rounded}", f"{unit}"


def _too_wide(dice: random.Random, files: dict[str, Rows]) -> None:
    row = dice.choice(files["published_2025"][1:])
    row[ROUNDING] = dice.choice(("1000000000", "7", "3", "1e9", "100000000000", "-1", "0", "", "999999"))
    if dice.random() < 0.6:
        row[AMOUNT] = f"{abs(Decimal(row[AMOUNT]) + dice.choice((594_000, -10, 3))).normalize():f}"


def _gap(dice: random.Random, files: dict[str, Rows]) -> None:
    """A gap that someone accepted; or another than there is, or without a reason."""
    row = dice.choice(files["published_2025"][1:])
    away = Decimal(dice.choice((22, -3, 1000)))
    if Decimal(row[AMOUNT]) < away:
        return
    row[AMOUNT] = f"{Decimal(row[AMOUNT]) - away}"
    said = away + dice.choice((0, 0, 0, 1))
    reason = dice.choice(("coquille de la brochure",) * 4 + ("",))
    files["known_gaps_2025"] = [list(GAPS), [*row[:5], "lignes", f"{said}", reason, "L. Martin", "2025-03-01"]]


def _lost_line(_dice: random.Random, files: dict[str, Rows]) -> None:
    del files["contracts_2025"][-1]


def _other_line(dice: random.Random, files: dict[str, Rows]) -> None:
    dice.choice(files["contracts_2025"][1:])[MONTANT] = str(dice.randrange(10**6))


def _inside(dice: random.Random, files: dict[str, Rows]) -> None:
    """A territoire in itself, in a circle, in none, or in one that there is not."""
    row = dice.choice(files["territoires"][1:])
    row[INSIDE] = dice.choice((row[CODE], "32", "59", "200093201", "99", "", "02", "Nord"))


def _circle(dice: random.Random, files: dict[str, Rows]) -> None:
    one, other = dice.sample(files["territoires"][2:], 2)
    one[INSIDE], other[INSIDE] = other[CODE], one[CODE]


def _type(dice: random.Random, files: dict[str, Rows]) -> None:
    dice.choice(files["territoires"][1:])[TYPE] = dice.choice(("region", "metropole", "departement", "commune", ""))


def _name(dice: random.Random, files: dict[str, Rows]) -> None:
    name = dice.choice(("territoires", "axes"))
    dice.choice(files[name][1:])[NAME] = dice.choice(("Autre", "Nord", "", "Aisne "))


def _lost_row(dice: random.Random, files: dict[str, Rows]) -> None:
    rows = files[dice.choice(("territoires", "axes"))]
    del rows[dice.randrange(1, len(rows))]


def _twice(dice: random.Random, files: dict[str, Rows]) -> None:
    rows = files[dice.choice(("territoires", "axes", "published_2025"))]
    rows.append(list(dice.choice(rows[1:])))


def _more(dice: random.Random, files: dict[str, Rows]) -> None:
    """A territoire that no line has; the population of another."""
    if dice.random() < 0.5:
        files["territoires"].append(
            ["13", "Bouches-du-Rhône", "departement", "221300015", "32", "2056943", "2022", "INSEE", ""]
        )
    else:
        dice.choice(files["territoires"][1:])[POPULATION] = "1234"


def _huge(dice: random.Random, files: dict[str, Rows]) -> None:
    row = dice.choice(files["published_2025"][1:])
    row[dice.choice((AMOUNT, ROUNDING, 7))] = dice.choice(("1e999999999", "9" * 30, "NaN", "1e2", "-5", "inf"))


MILD: Sequence[Change] = (_rounded, _rounded, _more, _gap)
CHANGES: Sequence[Change] = (
    *(_other_amount, _other_amount, _rounded, _too_wide, _too_wide, _gap, _lost_line, _other_line, _inside, _inside),
    *(_circle, _type, _name, _lost_row, _twice, _more, _huge),
)
