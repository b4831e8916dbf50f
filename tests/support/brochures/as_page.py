"""An invented brochure as a web page, as an office writes it; browsers and word processors make PDF and DOCX of it."""

import html
import random
from collections.abc import Iterator
from itertools import groupby

from support.brochures.offices import Sheet
from support.brochures.shown import Item, Shown

PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5E"
    "rkJggg=="
)
RULES = {
    "grid": "table { border-collapse: collapse } td, th { border: 0.75pt solid #333 }",
    "lines": "table { border-collapse: collapse } tr { border-bottom: 0.5pt solid #666 }",
    "zebra": "tr.odd { background: #e8eef6 }",
    "boxes": "table { border-collapse: separate; border-spacing: 2pt } td, th { background: #eef }",
    "none": "",
}


# What word processors take from a page: they leave the styles of cells out.
WRITER = {"grid": " border='1' cellpadding='4' cellspacing='0' width='100%'"}


def as_page(sheet: Sheet, dice: random.Random) -> str:
    """The whole page, with the styles of its layout."""
    office = sheet.office
    padding = "0.5pt 3pt" if office.tight else "4pt 5pt"
    style = (
        "@page { size: A4; margin: 18mm } "
        f"body {{ font: {office.size}pt/{'1.0' if office.tight else '1.25'} 'Liberation Sans', Arial, sans-serif }} "
        f"table {{ width: 100%; margin-bottom: 12pt }} td, th {{ padding: {padding}; vertical-align: "
        f"{dice.choice(['top', 'middle'])}; text-align: left }} "
        "td.n, th.n { text-align: right; white-space: nowrap } "
        "h1 { font-size: 20pt } h2 { font-size: 15pt } h3 { font-size: 12pt } .break { page-break-before: always } "
        f"tr {{ page-break-inside: {'auto' if office.broken else 'avoid'} }} "
        f".two {{ column-count: {office.columns_of_text} }} "
        ".turned { writing-mode: vertical-rl; transform: rotate(180deg); float: left } td.sub { background: #d5dbe5 } "
        + RULES[office.ruled]
    )
    body = "\n".join([*_front(sheet), *_tables(sheet, dice), *_contracts(sheet)])
    return (
        f"<!DOCTYPE html>\n<html lang='fr'><head><meta charset='utf-8'><title>x</title><style>{style}</style></head>"
        f"<body>\n{body}\n</body></html>\n"
    )


def _front(sheet: Sheet) -> Iterator[str]:
    office, brochure = sheet.office, sheet.brochure
    if office.region:
        yield f"<p><b>PRÉFET<br>DE LA {_text(brochure.referentiel.territoires[0].nom.upper())}</b></p>"
        yield f"<h1>{_text(brochure.referentiel.territoires[0].nom.upper())}</h1>"
    yield "<h1>Les contrats locaux des solidarités</h1><h2>2030</h2><h2 class='break'>Introduction</h2>"
    listed = "".join(f"<li>{_text(axe.libelle)}</li>" for axe in brochure.referentiel.axes)
    yield f"<p>Le Pacte poursuit en 2030 sa montée en puissance (2028-2032) :</p><ol>{listed}</ol>"
    if brochure.intro:
        yield f"<p>Ces contrats mobilisent chaque année {_text(brochure.intro)}, à parité.</p>"
    if office.contents:
        yield "<h2>Sommaire</h2>"
        for number, title in enumerate(titles(sheet), 3):
            page = f" {'.' * 20} {number}" if office.contents == "pages" else ""
            words = _text(title)
            if office.contents == "wrapped":
                words = words.replace(" : ", " :<br>", 1)
                page = f" {'.' * 10} {number}"
            yield f"<p>{words}{page}</p>"


def titles(sheet: Sheet) -> list[str]:
    """The entries of the list of contents: the axes, or the territories."""
    if sheet.office.arrangement == "axis":
        return [f"Axe {axe.numero} : {axe.libelle}" for axe in sheet.brochure.referentiel.axes] + [
            "Ventilation des contrats"
        ]
    return list(dict.fromkeys(table.block.territoire.nom for table in sheet.tables))


def _tables(sheet: Sheet, dice: random.Random) -> Iterator[str]:
    office = sheet.office
    seen = ""
    axe = 0
    yield "<div class='two'>"
    for table in sheet.tables:
        nom = _text(table.heading)
        if office.charts and axe and table.block.axe != axe:
            yield _chart(sheet, axe)
        if office.arrangement == "axis" and table.block.axe != axe and office.names != "axis":
            libelle = sheet.brochure.referentiel.by_numero[table.block.axe].libelle
            yield f"<h1 class='break'>Axe {table.block.axe} : {_text(libelle)}</h1>"
        axe = table.block.axe
        wording = f"AXE {axe} - {_text(table.block.wording)}" if table.axe_heading else ""
        if office.names == "axis":
            wording = f"{nom} – Axe {axe} : {_text(table.block.wording)}"
        elif office.names == "picture":
            yield f"<p><img src='{PIXEL}' width='120' height='30'></p>"
        elif office.names == "turned":
            yield f"<div class='break'></div><div class='turned'>{nom}</div>"
        elif nom and not (office.arrangement == "territory-once" and seen == nom):
            fresh = " class='break'" if seen != nom else ""
            yield f"<h1{fresh}>{nom}</h1>" if office.arrangement != "axis" else f"<h2>{nom}</h2>"
        seen = nom
        if not office.titled and wording:
            yield f"<h3>{wording}</h3>" if office.arrangement == "axis" else f"<h2>{wording}</h2>"
        yield _table(sheet, table, wording, dice)
    yield "</div>"


def _table(sheet: Sheet, table: Shown, wording: str, dice: random.Random) -> str:
    office, names = sheet.office, sheet.office.columns
    rows: list[str] = []
    width = len(names)
    if office.titled:
        rows.append(f"<tr><th colspan='{width}' class='sub'>{wording}</th></tr>")
    if office.heads:
        cells = "".join(f"<th{_kind(name)}>{_text(sheet.heads[name])}</th>" for name in names)
        rows.append(f"<tr>{cells}</tr>")
    head = f"<thead>{''.join(rows)}</thead>" if rows else ""
    rows = list(_rows(sheet, table, dice))
    if table.total:
        before = [name for name in names if name not in {"etat", "collectivite", "montant"}]
        sums = {"montant": table.total}
        if "etat" in names:
            sums |= dict(zip(("etat", "collectivite"), total_shares(sheet, table, dice), strict=True))
        cells = "".join(f"<td class='n'><b>{_text(sums[name])}</b></td>" for name in names if name in sums)
        rows.append(f"<tr><td colspan='{len(before)}'><b>{_text(table.total_label)}</b></td>{cells}</tr>")
    return f"<table{WRITER.get(office.ruled, '')}>{head}{''.join(rows)}</table>"


def _rows(sheet: Sheet, table: Shown, dice: random.Random) -> Iterator[str]:
    office, names, number = sheet.office, sheet.office.columns, 0
    for objectif, items in parts(table.items):
        if objectif and "objectif" not in names:
            yield f"<tr><td colspan='{len(names)}' class='sub'><b>{_text(objectif.text)}</b></td></tr>"
        for index, item in enumerate(items):
            number += 1
            found = sheet.cells(item, number, dice)
            cells = ""
            if "objectif" in names and index == 0:
                cells = f"<td rowspan='{len(items)}'>{_text(objectif.text) if objectif else ''}</td>"
            for name in (name for name in names if name != "objectif"):
                words = _text(found[name])
                if name == "action":
                    words = shy(words, "&shy;") if office.hyphens else words
                    words = f"<b>{words}</b>" if office.bold_first else words
                cells += f"<td{_kind(name)}>{words}</td>"
            yield f"<tr{' class=odd' if number % 2 else ''}>{cells}</tr>"


def total_shares(sheet: Sheet, table: Shown, dice: random.Random) -> tuple[str, str]:
    """The shares of a total; of the layouts measured they need not be the sums of the rows' shares."""
    return sheet.shares(table.total.replace("\n", " "), dice)


def parts(items: list[Item]) -> Iterator[tuple[Item | None, list[Item]]]:
    """The rows of a table under each of its sub-headings."""
    objectif: Item | None = None
    for is_objectif, group in groupby(items, key=lambda item: item.objectif):
        found = list(group)
        if is_objectif:
            objectif = found[-1]
        else:
            yield objectif, found


def shy(words: str, mark: str) -> str:
    """`words` with a soft hyphen inside each long one."""
    return " ".join(
        f"{word[:5]}{mark}{word[5:]}" if len(word) > 8 and word.isalpha() else word for word in words.split(" ")
    )


def _chart(sheet: Sheet, axe: int) -> str:
    found = [figure for figure in sheet.brochure.figures if figure.axe == axe]
    bars = "".join(
        f"<rect x='{110}' y='{20 * i}' width='{40 + 30 * i}' height='12' fill='#58a'/>"
        f"<text x='0' y='{20 * i + 10}' font-size='9'>{_text(figure.territoire)}</text>"
        f"<text x='{160 + 30 * i}' y='{20 * i + 10}' font-size='9'>{figure.montant:,.0f} €</text>".replace(",", " ")
        for i, figure in enumerate(found)
    )
    title = f"<h2>Répartition des crédits de l'axe {axe} par département</h2>"
    return f"{title}<svg width='500' height='{20 * len(found)}'>{bars}</svg>"


def _contracts(sheet: Sheet) -> Iterator[str]:
    if sheet.brochure.contracts:
        yield "<h1 class='break'>Ventilation des contrats 2030</h1>"
    for contract in sheet.brochure.contracts:
        yield f"<h2>{_text(contract.heading)}</h2>" if contract.heading else ""
        yield f"<p><b>{_text(sheet.brochure.style.contract_words)} : {_text(contract.total)}</b></p>"


def _kind(name: str) -> str:
    return " class='n'" if name in {"etat", "collectivite", "montant"} else ""


def _text(words: str) -> str:
    return html.escape(words.replace("\n", " "), quote=False)
