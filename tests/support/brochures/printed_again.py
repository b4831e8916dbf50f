"""The canonical files of 2025 set as a brochure, in the layouts of its text, where that text is not at hand."""

import csv
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

Row = dict[str, str]
# The tables whose territory the text does not name, and the layouts that it shows, by turns.
UNNAMED = {
    ("02", "1"),
    ("59", "1"),
    ("60", "1"),
    ("200093201", "1"),
    ("200093201", "2"),
    ("02", "3"),
    ("60", "3"),
    ("200093201", "3"),
    ("02", "4"),
    ("59", "4"),
    ("60", "4"),
    ("200093201", "4"),
}
LAYOUTS = ("tabs", "below", "bold", "rulers")


@cache
def printed_again(data: Path) -> str:
    """The whole text: introduction, contents, chapters, contract totals."""
    lignes = _read(data / "contracts_2025.csv")
    figures = _read(data / "published_2025.csv")
    axes = {row["axe"]: row for row in _read(data / "axes.csv")}
    return "\n".join([*_front(figures, axes), *_chapters(lignes, figures, axes), *_contracts(figures)]) + "\n"


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _front(figures: list[Row], axes: dict[str, Row]) -> Iterator[str]:
    yield from ("**PRÉFET  ", "DE LA RÉGION  ", "HAUTS-DE-FRANCE**", "", "# INTRODUCTION", "")
    yield from (f"{number}. {axe['libelle']}" for number, axe in axes.items())
    yield from ("", f"Ces contrats mobilisent chaque année {figures[0]['libelle']}, à parité.", "", "# SOMMAIRE", "")
    for number, page in (("1", 1), ("2", 10), ("3", 13), ("4", 22)):
        yield from (f"Axe {number} : {axes[number]['libelle']} {page}", "", "---", "")
    yield from ("Ventilation des contrats 31", "", "---", "")


def _chapters(lignes: list[Row], figures: list[Row], axes: dict[str, Row]) -> Iterator[str]:
    order = list(dict.fromkeys(row["territoire_code"] for row in lignes))
    turn = 0
    for number, axe in axes.items():
        yield from (f"# Axe {number} : {axe['libelle']}", "", "")
        for code in order:
            rows = [row for row in lignes if row["axe"] == number and row["territoire_code"] == code]
            if rows:
                total = next(f for f in figures if f["axe"] == number and f["territoire_code"] == code)
                yield from _table(rows, total, axe["alias"].split("|")[0], LAYOUTS[turn % len(LAYOUTS)])
                turn += 1
        if number != "2":
            yield from (f"# Répartition des crédits de l'axe {number} par département", "", "")


def _table(rows: list[Row], total: Row, wording: str, layout: str) -> Iterator[str]:
    axe, code = rows[0]["axe"], rows[0]["territoire_code"]
    if (code, axe) not in UNNAMED:
        yield from (f"# {rows[0]['territoire']}", "")
    heading = f"AXE {axe} - {wording}"
    yield from (f"<b>{heading}</b>\t",) if layout == "bold" else (f"## {heading}", "")
    for objectif, members in groupby(rows, key=lambda row: row["objectif"]):
        if objectif:
            yield from (f"<b>{objectif}</b>\t",) if layout == "bold" else ("", f"### {objectif}", "")
        for row in members:
            yield from _row(row, layout)
    amount = _amount(total["montant"])
    if layout == "below":
        head, _, tail = amount.partition(" ")
        yield from ("", f"**{total['libelle']}**", "", f"**{head}  ", f"{tail}**", "")
    else:
        yield from (f"<b>{total['libelle']}</b>\t<b>{amount}</b>", "---\t---", "")


def _row(row: Row, layout: str) -> Iterator[str]:
    label, amount = row["action"], _amount(row["montant"])
    if "appel de note" in row["remarque"]:
        call = row["remarque"].partition("(")[2].partition(")")[0]
        label = f"{label.removesuffix('.')} ({call})."
    if layout == "below":
        yield from (label, "", amount, "")
    else:
        yield f"{label}\t{amount}"
        if layout == "rulers":
            yield from ("---\t----------", "")


def _amount(montant: str) -> str:
    return f"{int(montant):,}€".replace(",", " ") if montant else "-"


def _contracts(figures: list[Row]) -> Iterator[str]:
    yield from ("# Ventilation des contrats 2025", "")
    for figure in figures:
        if not figure["axe"] and figure["arrondi"] == "1":
            if figure["territoire_code"] != "60":
                yield from (f"# {figure['territoire']}", "")
            yield from ("## Ventilation des contrats 2025 par axe : échelle départementale", "")
            yield from (f"**{figure['libelle']} : {_amount(figure['montant'])}**", "")
