"""An invented brochure as Markdown, in the layouts that extractions of such brochures show."""

import random
import textwrap
from dataclasses import dataclass

from support.brochures.invented import Brochure
from support.brochures.shown import Item, Shown


@dataclass(frozen=True, slots=True)
class Rendered:
    """The text or the bytes of the file, and the printed pages of each table."""

    text: str
    pages: tuple[frozenset[int], ...]
    data: bytes = b""


def as_markdown(brochure: Brochure, tables: list[Shown], dice: random.Random) -> Rendered:
    """The whole text; a contents list tells the pages where the brochure has one."""
    style = brochure.style
    spans = 2 if dice.random() < 0.2 else 1  # some tables take two pages: then the contents list settles nothing
    page, pages, contents, out = 1, [], [], []
    axe = 0
    for table in tables:
        if table.block.axe != axe:
            if axe and style.charts:
                out.append(f"# Répartition des crédits de l'axe {axe} par département\n\n\n")
                page += 1
            axe = table.block.axe
            libelle = brochure.referentiel.by_numero[axe].libelle
            contents.append(f"Axe {axe} : {libelle} {page}")
            if style.titles:
                out.append(f"# Axe {axe} : {libelle}\n\n\n")
                page += 1
        pages.append(page)
        page += spans if len(table.items) > 4 else 1
        out.append(_table(table, dice))
    if style.charts:
        out.append(f"# Répartition des crédits de l'axe {axe} par département\n\n\n")
        page += 1
    contents.append(f"Ventilation des contrats {page}")
    out.append("# Ventilation des contrats 2030\n\n")
    for contract in brochure.contracts:
        if contract.heading:
            out.append(f"# {contract.heading}\n\n")
        scale = "métropolitaine" if contract.territoire.type == "metropole" else "départementale"
        if style.typed:
            out.append(f"## Ventilation des contrats 2030 par axe : échelle {scale}\n\n")
        out.append(f"**{style.contract_words} : {contract.total}**\n\n")
    return Rendered(
        _front(brochure, contents) + "".join(out) + "\n**Contacts**  \n**Bureaux : 17 rue des Essais**\n",
        tuple(frozenset({page}) for page in pages),
    )


def _front(brochure: Brochure, contents: list[str]) -> str:
    listed = "\n".join(f"{number}. {axe.libelle}" for number, axe in enumerate(brochure.referentiel.axes, 1))
    text = "**PRÉFET  \nDE LA RÉGION  \nDES ESSAIS**\n\n# Les contrats\n\n## 2030\n\n# INTRODUCTION\n\n"
    text += f"Le Pacte poursuit en 2030 sa montée en puissance (2028-2032) :\n\n{listed}\n\n"
    if brochure.intro:
        text += f"Ces contrats mobilisent chaque année {brochure.intro}, à parité.\n\n"
    if brochure.style.contents:
        text += "# SOMMAIRE\n\n" + "\n\n---\n\n".join(contents) + "\n\n---\n\n"
    return text


def _table(table: Shown, dice: random.Random) -> str:
    layout = table.block.layout
    axe = f"AXE {table.block.axe} - {table.block.wording}"
    out = f"# {table.heading}\n\n" if table.heading else ""
    if table.axe_heading:
        out += (
            f"<b>{axe}</b>\t\n"
            if layout == "bold-tabs"
            else f"{axe}\t\n"
            if layout == "tabs" and dice.random() < 0.2
            else f"## {axe}\n\n"
        )
    width = dice.choice([60, 80, 300, 300, 300])
    for item in table.items:
        out += _item(item, layout, width, dice)
    if table.total:
        out += _total(table, layout, dice)
    for item in table.stray:
        out += _item(item, layout, width, dice)
    return out + "\n"


def _item(item: Item, layout: str, width: int, dice: random.Random) -> str:
    if item.objectif:
        if not item.marked:
            return f"{item.text}\t\n" if "tabs" in layout else f"{item.text}\n\n"
        return f"<b>{item.text}</b>\t\n" if layout == "bold-tabs" else f"\n### {item.text}\n\n"
    if layout == "mixed":
        layout = dice.choice(["tabs", "paragraphs"])
    if layout in {"tabs", "bold-tabs", "rulers"}:
        return f"{item.text}\t{item.amount}\n" + ("---\t----------\n\n" if layout == "rulers" else "")
    if layout == "pipes":
        return f"| {item.text} | {item.amount} |\n"
    lines = textwrap.wrap(item.text, width, break_on_hyphens=False) or [""]
    if layout == "paragraphs":
        body = "\n".join(lines) if dice.random() < 0.3 else item.text
        return f"{body}\n\n{item.amount}\n\n" if item.amount else f"{body}\n\n"
    gap = " " + "." * max(3, width - len(lines[-1])) + " " if layout == "leaders" else " " * dice.randint(3, 8)
    lines[-1] += gap + item.amount if item.amount else ""
    return "\n".join(lines) + "\n"


def _total(table: Shown, layout: str, dice: random.Random) -> str:
    total, label = table.total, table.total_label
    if layout == "pipes":
        return f"| {label} | {total} |\n".replace("\n", " ", total.count("\n"))
    if layout == "paragraphs" or "\n" in total or layout == "mixed":
        return f"\n**{label}**\n\n**{total.replace(chr(10), '  ' + chr(10))}**\n"
    if layout in {"leaders", "spaces"}:
        return f"{label}   {total}\n"
    return f"<b>{label}</b>\t<b>{total}</b>\n" + ("---\t---\n" if dice.random() < 0.5 else "")
