"""Brochures that tests/brochure invents, as Markdown, HTML or PDF, damaged in print and then in their bytes."""

import random
import sys
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent.parent / "tests"))  # where the generator lives

from support.brochures.as_markdown import as_markdown
from support.brochures.as_pdf import as_pdf
from support.brochures.invented import Brochure
from support.brochures.measure import Case, make
from support.brochures.shown import Shown

SEEDS = 10**9
TERRITOIRES = (
    "territoire_code,territoire,type,siren,inclus_dans,population,population_millesime,population_source,alias"
)
# Lines, lines without amount and euros of the others, of each territoire and axe.
Sums = dict[tuple[str, str], tuple[int, int, Decimal]]


@dataclass(frozen=True, slots=True)
class Printed:
    """A brochure: its bytes, its territoires and axes, and what was printed before anything was damaged.

    `is_whole` where no byte was touched: then a reading that is proved holds every table that the source shows.
    """

    content: bytes
    territoires: str
    axes: str
    sums: Sums
    is_whole: bool


def brochure(dice: random.Random, kind: str) -> Printed:
    """A brochure as `markdown`, `html` or `pdf`; in four of ten the bytes are damaged, or the lines of its text."""
    case = make(dice.randrange(SEEDS))
    content = FORMS[kind](case)
    touched = dice.random() < 0.4
    if touched:
        content = _bytes_damaged(dice, content) if kind == "pdf" or dice.random() < 0.3 else _lines(dice, content)
    return Printed(content, _territoires(case.brochure), _axes(case.brochure), _sums(case), not touched)


def _markdown(case: Case) -> bytes:
    return as_markdown(case.brochure, case.tables, case.dice).text.encode()


def _pdf(case: Case) -> bytes:
    return as_pdf(case.brochure, case.tables, case.dice).data


def _html(case: Case) -> bytes:
    style = case.brochure.style
    body = [f"<h1>Les contrats {case.brochure.exercice}</h1><p>{escape(case.brochure.intro)}</p>"]
    body += [_table(shown) for shown in case.tables]
    body.append(f"<h1>Ventilation des contrats {case.brochure.exercice}</h1>")
    for contract in case.brochure.contracts:
        body += [f"<h2>{contract.heading}</h2>"] if contract.heading else []
        body.append(f"<p><b>{style.contract_words} : {contract.total}</b></p>")
    return f"<!DOCTYPE html><html><head><title>CLS</title></head><body>{''.join(body)}</body></html>".encode()


def _table(shown: Shown) -> str:
    rows = []
    for item in (*shown.items, *shown.stray):
        text = f"<b>{escape(item.text)}</b>" if item.objectif and item.marked else escape(item.text)
        rows.append(f"<tr><td>{text}</td>" + ("</tr>\n" if item.objectif else f"<td>{escape(item.amount)}</td></tr>\n"))
    if shown.total:
        place = len(shown.items)
        rows.insert(place, f"<tr><td><b>{shown.total_label}</b></td><td><b>{escape(shown.total)}</b></td></tr>\n")
    territoire = f"<h2>{escape(shown.heading)}</h2>\n" if shown.heading else ""
    axe = f"<h3>AXE {shown.block.axe} - {escape(shown.block.wording)}</h3>\n" if shown.axe_heading else ""
    return f"{territoire}{axe}<table>{''.join(rows)}</table>\n"


FORMS = {"markdown": _markdown, "html": _html, "pdf": _pdf}


def _bytes_damaged(dice: random.Random, content: bytes) -> bytes:
    start = dice.randrange(len(content))
    end = start + dice.choice((1, 1, 2, 8, 60))
    middle = dice.choice((b"", content[start:end] * 2, dice.randbytes(end - start), b"\0", b"\xff", b"\x1b[2J"))
    return content[:start] + middle + content[end:] if dice.random() < 0.9 else content[:start]


def _lines(dice: random.Random, content: bytes) -> bytes:
    """The text with a line lost, doubled or moved by one, or a digit for another."""
    lines = content.decode().split("\n")
    place = dice.randrange(len(lines) - 1)
    change = dice.randrange(4)
    if change == 0:
        del lines[place]
    elif change == 1:
        lines.insert(place, lines[place])
    elif change == 2:
        lines[place : place + 2] = lines[place + 1], lines[place]
    else:
        numbered = [index for index, line in enumerate(lines) if any(map(str.isdigit, line))]
        place = dice.choice(numbered)
        lines[place] = lines[place].replace(dice.choice("0123456789"), dice.choice("0123456789OlS"), 1)
    return "\n".join(lines).encode()


def _territoires(brochure: Brochure) -> str:
    region = brochure.referentiel.territoires[0].code
    rows = []
    for number, each in enumerate(brochure.referentiel.territoires):
        inside = "" if each.code == region else region
        rows.append(f"{each.code},{each.nom},{each.type},{number:09},{inside},,,,{'|'.join(each.alias)}")
    return "\n".join([TERRITOIRES, *rows]) + "\n"


def _axes(brochure: Brochure) -> str:
    rows = [
        f'{axe.numero},"{axe.libelle}",{axe.libelle_court},"{"|".join(axe.alias)}"' for axe in brochure.referentiel.axes
    ]
    return "\n".join(["axe,libelle,libelle_court,alias", *rows]) + "\n"


def _sums(case: Case) -> Sums:
    """The sums that each table prints, where the source still shows a row of it."""
    shown = {(table.block.territoire.code, table.block.axe) for table in case.tables if table.items}
    found: Sums = {}
    for block in case.brochure.blocks:
        if (block.territoire.code, block.axe) in shown:
            amounts = [row.montant for part in block.parts for row in part.rows]
            euros = sum((each for each in amounts if each is not None), Decimal())
            found[block.territoire.code, str(block.axe)] = len(amounts), amounts.count(None), euros
    return found
