"""The lines and published figures of a brochure's tables, in canonical order."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from clsctl.brochure.tables.repairs import Repair
from clsctl.brochure.tables.settled import Tables
from clsctl.brochure.tables.table_rows.rows import PrintedRow, PrintedTable
from clsctl.brochure.territories.attributions import Attributions
from clsctl.brochure.words.names import Names
from clsctl.brochure.words.rounded_amounts import Rounded
from clsctl.ligne import Figure, Ligne


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines and the figures of a brochure, in canonical order."""

    lignes: tuple[Ligne, ...]
    figures: tuple[Figure, ...]


def make_lines(
    tables: Tables,
    given: Attributions,
    footnotes: Mapping[int, str],
    exercice: int,
    source: str,
    codes: Sequence[str],
    decided: Mapping[int, str],
) -> Lines:
    """The lines and figures of the tables with a territoire; `codes` are all territoires in canonical order.

    `decided` are people's decisions in words, by line of the source.
    """
    lignes = _lignes(tables, given, footnotes, exercice, decided)
    figures = _figures(tables.tables, given, exercice, source)
    return Lines(
        tuple(sorted(lignes, key=lambda ligne: _key(ligne, codes, ligne.rang))),
        tuple(sorted(figures, key=lambda figure: _key(figure, codes, figure.line))),
    )


def _lignes(
    tables: Tables, given: Attributions, footnotes: Mapping[int, str], exercice: int, decided: Mapping[int, str]
) -> Iterator[Ligne]:
    ranks: Counter[tuple[str, int]] = Counter()
    for index, (table, one) in enumerate(zip(tables.tables, given.tables, strict=True)):
        axe = table.block.axe
        for row in table.rows if one.territoire_code else ():
            ranks[one.territoire_code, axe] += 1
            yield Ligne(
                exercice,
                one.territoire_code,
                one.territoire,
                axe,
                ranks[one.territoire_code, axe],
                row.objectif,
                row.action,
                row.printed.montant,
                row.line.page if row.line.page is not None else given.pages.get(index),
                _remarque(row, footnotes, tables.repairs, decided),
            )


def _figures(tables: Sequence[PrintedTable], given: Attributions, exercice: int, source: str) -> Iterator[Figure]:
    totals = [
        *(
            (table.block.total, one, given.pages.get(index))
            for index, (table, one) in enumerate(zip(tables, given.tables, strict=True))
        ),
        *((contract.total, one, None) for contract, one in given.contracts),
    ]
    for total, one, page in totals:
        if total is not None and total.printed.montant is not None and one.territoire_code:
            yield Figure(
                exercice,
                one.territoire_code,
                one.territoire,
                one.axe,
                total.libelle,
                total.printed.montant,
                total.printed.unit,
                total.line.page if total.line.page is not None else page,
                source,
                total.line.number,
            )


def _key(value: Ligne | Figure, codes: Sequence[str], last: int) -> tuple[int, int, int]:
    return codes.index(value.territoire_code), value.axe or 99, last


def figure_in_text(rounded: Rounded, exercice: int, source: str, names: Names) -> Figure | None:
    """An amount in running text as a figure: of the territoire and axe that its sentence names, else of the region.

    None where the sentence names several territories, or none while the file does not have exactly one region.
    """
    codes = names.mentions.of(rounded.sentence).codes
    regions = {each.code for each in names.referentiel.territoires if each.type == "region"}
    territoires = codes - regions or regions
    axes = set(re.findall(r"\baxe (?:n\s?° ?)?(\d)\b", rounded.sentence, re.IGNORECASE))
    if len(territoires) != 1 or len(axes) > 1 or not axes <= set(map(str, names.referentiel.by_numero)):
        return None
    (code,) = territoires
    return Figure(
        exercice,
        code,
        names.referentiel.by_code[code].nom,
        int(axes.pop()) if axes else None,
        rounded.libelle,
        rounded.montant,
        rounded.arrondi,
        rounded.line.page,
        source,
        rounded.line.number,
    )


def remarks_of(tables: Tables, footnotes: Mapping[int, str], decided: Mapping[int, str]) -> Mapping[int, str]:
    """The remarks of all rows, by first line."""
    rows = (row for table in tables.tables for row in table.rows)
    return {row.line.number: _remarque(row, footnotes, tables.repairs, decided) for row in rows}


def _remarque(
    row: PrintedRow, footnotes: Mapping[int, str], repairs: Sequence[Repair], decided: Mapping[int, str]
) -> str:
    """The `remarque` of a row, in French like all canonical data: footnote, repair, uncertain hyphen, decision."""
    numbers = {line.number for line in row.lines}
    said = [f"texte : « {repair.text} »" for repair in repairs if repair.applied and repair.line in numbers]
    if row.unsettled:
        said.append(f"césure incertaine, texte : « {row.unsettled} »")
    said += [decided[number] for number in sorted(numbers) if number in decided]
    if row.call:
        words = footnotes.get(row.line.number)
        said.append(
            f"note ({row.call}) : {words}" if words else f"appel de note ({row.call}) dans le texte, note absente"
        )
    return " ; ".join(said)
