"""The parts of an invented brochure that a source shows, table by table."""

from dataclasses import dataclass, field

from support.brochures.invented import Block, Brochure


@dataclass
class Item:
    """A row or a sub-heading as it stands in the source."""

    text: str
    amount: str = ""
    objectif: bool = False
    marked: bool = True


@dataclass
class Shown:
    """A table as it stands in the source."""

    block: Block
    heading: str
    axe_heading: bool
    items: list[Item]
    total: str
    total_label: str
    stray: list[Item] = field(default_factory=list)


def show(brochure: Brochure) -> list[Shown]:
    """Every table without damage."""
    tables = []
    for block in brochure.blocks:
        items: list[Item] = []
        for part in block.parts:
            if part.objectif:
                items.append(Item(part.objectif, objectif=True))
            items += [Item(f"{row.label} {row.call}".strip(), row.amount) for row in part.rows]
        label = brochure.style.total_words.format(block.axe)
        tables.append(Shown(block, block.heading, block.axe_heading, items, block.total, label))
    return tables
