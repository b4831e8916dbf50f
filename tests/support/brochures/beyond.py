"""Damage that leaves every sum as it was and no trace in the text: no reading can see it, and no claim covers it."""

import random
from dataclasses import replace

from support.brochures.damage import neighbours
from support.brochures.invented import Brochure, Part
from support.brochures.shown import Shown


def unpriced_row_lost(tables: list[Shown], dice: random.Random) -> None:
    """A row without amount is gone, with its dash."""
    rows = [item for table in tables for item in table.items if item.amount in {"-", "–", "—"}]
    if rows:
        gone = dice.choice(rows)
        for table in tables:
            table.items = [item for item in table.items if item is not gone]


def amounts_exchanged(tables: list[Shown], dice: random.Random) -> None:
    """Two rows of a table have each other's amount."""
    if (found := neighbours(tables, dice)) is not None:
        table, index = found
        one, two = table.items[index], table.items[index + 1]
        one.amount, two.amount = two.amount, one.amount


def heading_gone(tables: list[Shown], dice: random.Random) -> None:
    """A sub-heading is gone, and its rows stand under the one before."""
    table = dice.choice(tables)
    headings = [item for item in table.items if item.objectif][1:]
    if headings:
        table.items.remove(dice.choice(headings))


def seamless(tables: list[Shown], dice: random.Random) -> None:
    """A row without amount runs into the next, its dash gone, and the next starts with a small letter."""
    pairs = [
        (table, index)
        for table in tables
        for index in range(len(table.items) - 1)
        if table.items[index].amount in {"-", "–", "—"} and not table.items[index + 1].objectif
    ]
    if pairs:
        table, index = dice.choice(pairs)
        one, two = table.items[index], table.items[index + 1]
        two.text = f"{one.text} {two.text[0].lower()}{two.text[1:]}"
        del table.items[index]


BEYOND = (unpriced_row_lost, amounts_exchanged, heading_gone, seamless)


def misread_labels(brochure: Brochure, dice: random.Random) -> Brochure:
    """Labels get wrong letters: what the source holds is then the label, and a reader can know no better."""

    def spoil(text: str) -> str:
        places = [i for i, char in enumerate(text) if i > 0 and char in "rnlie" and text[i - 1].isalpha()]
        if not places or dice.random() > 0.1:
            return text
        place = dice.choice(places)
        return text[:place] + {"r": "n", "n": "u", "l": "i", "i": "l", "e": "c"}[text[place]] + text[place + 1 :]

    blocks = []
    for block in brochure.blocks:
        parts = []
        for part in block.parts:
            rows = tuple(replace(row, action=said, label=said) for row in part.rows for said in [spoil(row.action)])
            parts.append(Part(part.objectif, rows, part.marked))
        blocks.append(replace(block, parts=tuple(parts)))
    return replace(brochure, blocks=tuple(blocks))
