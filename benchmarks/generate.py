"""A canonical file of any length: `python benchmarks/generate.py LINES FILE [SEED]`.

The same seed gives the same bytes. Years, territoires and axes make tables of equal length, whose rangs run without
holes; one amount in fifty is missing, one in five has cents; some labels are quoted, and hold quotes.
"""

import csv
import random
import sys
from collections.abc import Iterator
from pathlib import Path

TERRITOIRES = (
    ("02", "Aisne"),
    ("59", "Nord"),
    ("60", "Oise"),
    ("62", "Pas-de-Calais"),
    ("80", "Somme"),
    ("200093201", "Métropole européenne de Lille"),
    ("248000531", "Amiens Métropole"),
)
AXES = (1, 2, 3, 4)
YEARS = range(2000, 2025)
COLUMNS = (
    "exercice",
    "territoire_code",
    "territoire",
    "axe",
    "rang",
    "objectif",
    "action",
    "montant",
    "page",
    "remarque",
)
# Among their bytes six in a hundred are beyond ASCII, as in the published labels (5.6): such bytes cost a reader more.
WORDS = (
    *("accompagner", "actions", "allocataires", "bénéficiaires", "collectifs", "coordination", "parcours"),
    *("département", "dispositif", "droits", "développer", "familles", "financement", "insertion", "jeunes"),
    *("logement", "mobilité", "numérique", "quartiers", "prévention", "partenaires"),
)
OBJECTIFS = tuple(f"Objectif invité {number} : lutter contre les inégalités" for number in range(1, 31))
LABEL_WORDS = 14
PAGES = 90


def main() -> None:
    """Write the file."""
    lines, target = int(sys.argv[1]), Path(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows(lines, random.Random(seed)))


def rows(lines: int, dice: random.Random) -> Iterator[tuple[object, ...]]:
    """Exactly `lines` rows in key order; the last table takes what the division leaves."""
    tables = [(year, *territoire, axe) for year in YEARS for territoire in TERRITOIRES for axe in AXES]
    length, left = divmod(lines, len(tables))
    labels = [" ".join(dice.choices(WORDS, k=LABEL_WORDS)) for _label in range(5000)]
    for number, (year, code, name, axe) in enumerate(tables, 1):
        for rang in range(1, length + 1 + (left if number == len(tables) else 0)):
            label = f'{dice.choice(labels)} "{rang}", suite' if rang % 10 == 0 else f"{dice.choice(labels)} {rang}"
            objectif = OBJECTIFS[rang * len(OBJECTIFS) // (length + left + 1)]
            yield year, code, name, axe, rang, objectif, label, montant(dice), rang % PAGES + 1, ""


def montant(dice: random.Random) -> str:
    """Canonical text of an amount, or none."""
    draw = dice.random()
    if draw < 0.02:
        return ""
    if draw < 0.2:
        return f"{dice.randrange(10**6)}.{dice.randrange(1, 100):02d}"
    return str(dice.randrange(10**6))


if __name__ == "__main__":
    main()
