"""Contract files made for a test: rows as dictionaries, and the bytes of a file of them."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

from clsctl.verdict.companions.companion_files import read_referentiel
from clsctl.vocabulary.referentiel import Referentiel
from conftest import ROOT

HEADER = (
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
PARTIES = {
    "02": "Aisne",
    "59": "Nord",
    "60": "Oise",
    "62": "Pas-de-Calais",
    "80": "Somme",
    "200093201": "Métropole européenne de Lille",
    "248000531": "Amiens Métropole",
}
TYPES = {code: "departement" if len(code) == 2 else "metropole" for code in PARTIES}
Cells = dict[str, str]


def line(rang: int = 1, **cells: str) -> Cells:
    """A sound line of Aisne's axe 1, but for the `cells` given."""
    sound = {
        "exercice": "2025",
        "territoire_code": "02",
        "territoire": "Aisne",
        "axe": "1",
        "rang": str(rang),
        "objectif": "",
        "action": f"action {rang}",
        "montant": "100",
        "page": "2",
        "remarque": "",
    }
    return {**sound, **cells}


def csv_text(
    rows: Iterable[Mapping[str, str]], separator: str = ",", end: str = "\n", header: Sequence[str] = HEADER
) -> str:
    """The rows as a file, cells quoted where they must be."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=separator, lineterminator=end)
    writer.writerow(header)
    writer.writerows([row.get(name, "") for name in header] for row in rows)
    return stream.getvalue()


def write(path: Path, rows: Iterable[Mapping[str, str]], separator: str = ",", end: str = "\n") -> Path:
    """A file of these rows."""
    path.write_bytes(csv_text(rows, separator, end).encode())
    return path


def read(path: Path) -> list[Cells]:
    """The rows of a file, by Python's csv module alone."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def bundled() -> list[Cells]:
    """The lines of 2025."""
    return read(ROOT / "data" / "contracts_2025.csv")


@cache
def bundled_referentiel() -> Referentiel:
    """The bundled territoires and axes, read once."""
    return read_referentiel([])


def decided_themes() -> dict[str, str]:
    """The label of the theme of each line of 2025, by its key."""
    labels = {row["theme"]: row["libelle"] for row in read(ROOT / "data" / "themes.csv")}
    return {row["cle"]: labels[row["theme"]] for row in read(ROOT / "data" / "lignes_themes_2025.csv")}


def montant(row: Mapping[str, str]) -> Decimal | None:
    """The exact euros of a row, None where it has none."""
    return Decimal(row["montant"]) if row["montant"] else None


def total(rows: Iterable[Mapping[str, str]]) -> Decimal:
    """The exact euros of rows, those without amount left out."""
    return sum((euros for row in rows if (euros := montant(row)) is not None), Decimal(0))
