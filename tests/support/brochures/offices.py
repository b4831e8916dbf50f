"""The layouts in which offices set a brochure: columns, rules, arrangement, heads, and the text around the tables."""

import random
from dataclasses import dataclass, replace
from decimal import Decimal

from support.brochures.invented import Block, Brochure
from support.brochures.shown import Item, Shown

HEADS = {
    "objectif": ("Objectif", "Objectifs", "Objectif opérationnel"),
    "numero": ("N°", "N° d'action", "Réf."),
    "action": ("Action", "Actions", "Intitulé de l'action"),
    "porteur": ("Porteur", "Porteur du projet", "Opérateur"),
    "etat": ("Part État", "État", "Crédits État"),
    "collectivite": ("Part collectivité", "Collectivité", "Cofinancement"),
    "montant": ("Montant", "Montant 2030", "Total", "Montant total"),
}
HOLDERS = ("CCAS", "Conseil départemental", "Mission locale", "Association Entraide", "Département", "CAF et MSA")


@dataclass(frozen=True, slots=True)
class Office:
    """A layout: `ruled` is grid, lines, zebra, boxes or none; `objectifs` merged, column, plain."""

    name: str
    columns: tuple[str, ...] = ("action", "montant")
    ruled: str = "grid"
    objectifs: str = "merged"
    heads: bool = True
    titled: bool = False  # the heading of the axis is the first row of its table
    arrangement: str = "axis"  # axis, territory, territory-once
    names: str = "heading"  # heading, axis (in one heading), running, turned, picture
    bold_first: bool = False
    tight: bool = False
    charts: bool = False
    contents: str = ""  # pages, bare, wrapped
    region: bool = False
    hyphens: bool = False
    columns_of_text: int = 1
    broken: bool = False  # rows are parted by page breaks
    size: float = 9.0


OFFICES = (
    Office("grid"),
    Office("grid-objectif", ("objectif", "action", "montant"), objectifs="column"),
    Office("grid-numbers", ("numero", "action", "montant")),
    Office("grid-porteur", ("action", "porteur", "montant")),
    Office("grid-parts", ("action", "etat", "collectivite", "montant")),
    Office("grid-everything", ("objectif", "numero", "action", "porteur", "etat", "collectivite", "montant"),
           objectifs="column", size=8.0),
    Office("grid-titled", titled=True, broken=True),
    Office("lines", ruled="lines", contents="wrapped"),
    Office("lines-parts", ("action", "etat", "collectivite", "montant"), ruled="lines"),
    Office("zebra", ruled="zebra", charts=True),
    Office("zebra-porteur", ("numero", "action", "porteur", "montant"), ruled="zebra"),
    Office("boxes", ruled="boxes", region=True, contents="bare"),
    Office("bold-column", bold_first=True, heads=False),
    Office("bold-plain", ruled="none", bold_first=True),
    Office("tight", ruled="none", tight=True, heads=False),
    Office("plain-columns", ("action", "porteur", "montant"), ruled="none"),
    Office("territories", arrangement="territory", region=True, contents="pages"),
    Office("territories-once", arrangement="territory-once", contents="bare"),
    Office("one-heading", names="axis", charts=True),
    Office("running", names="running", ruled="lines"),
    Office("turned", names="turned"),
    Office("picture", names="picture", ruled="zebra"),
    Office("two-columns", columns_of_text=2, ruled="none", heads=False, size=8.0),
    Office("hyphens", hyphens=True, broken=True, contents="wrapped"),
)  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """A brochure as an office sets it: its layout, its heads, its tables in order, the shares of each row."""

    office: Office
    brochure: Brochure
    tables: tuple[Shown, ...]
    heads: dict[str, str]

    def cells(self, item: Item, number: int, dice: random.Random) -> dict[str, str]:
        """The cells of a row by column; the shares add up to its amount."""
        found = {"action": item.text, "montant": item.amount, "numero": str(number), "porteur": dice.choice(HOLDERS)}
        return found | dict(zip(("etat", "collectivite"), self.shares(item.amount, dice), strict=True))

    def shares(self, amount: str, dice: random.Random) -> tuple[str, str]:
        """The State's share and the territory's, printed like `amount`; a dash has dashes."""
        digits = "".join(char for char in amount if char.isdigit())
        if not digits:
            return amount, amount
        state = int(int(digits) * dice.choice([0.5, 0.5, 0.4, 0.25]))
        return self._printed(Decimal(state)), self._printed(Decimal(int(digits) - state))

    def _printed(self, montant: Decimal) -> str:
        return f"{montant:,.0f}".replace(",", self.brochure.style.group) + self.brochure.style.sign


def sheet(brochure: Brochure, tables: list[Shown], office: Office, dice: random.Random) -> Sheet:
    """`tables` in the order of the layout's arrangement, with the heads of its columns."""
    heads = {name: dice.choice(words) for name, words in HEADS.items()}
    if "etat" in office.columns:
        heads["montant"] = dice.choice(["Total", "Montant total"])
    order = list(tables)
    if office.arrangement != "axis":
        codes = [territoire.code for territoire in brochure.referentiel.territoires]
        order.sort(key=lambda table: (codes.index(table.block.territoire.code), table.block.axe))
    return Sheet(office, brochure, tuple(order), heads)


def named(brochure: Brochure) -> Brochure:
    """The brochure with the name of each territory above its table."""

    def heading(block: Block) -> Block:
        return block if block.heading else replace(block, heading=block.territoire.nom)

    contracts = tuple(
        contract if contract.heading else replace(contract, heading=contract.territoire.nom)
        for contract in brochure.contracts
    )
    return replace(brochure, blocks=tuple(map(heading, brochure.blocks)), contracts=contracts)
