"""The damage that extraction may do to a brochure, and that a reader can see."""

import random
from collections.abc import Callable

from support.brochures.shown import Item, Shown

CONFUSED = {"0": "O", "1": "l", "2": "Z", "5": "S", "8": "B", "6": "G", "3": "8", "4": "A", "9": "g", "7": "T"}
OTHER_DIGIT = {"0": "8", "1": "7", "2": "7", "3": "8", "4": "9", "5": "6", "6": "5", "7": "1", "8": "3", "9": "4"}


def letters_for_digits(tables: list[Shown], dice: random.Random) -> None:
    """An amount gets a letter in place of a digit."""
    item = _priced(tables, dice)
    places = [i for i, char in enumerate(item.amount) if char.isdigit()]
    place = dice.choice(places)
    item.amount = item.amount[:place] + CONFUSED[item.amount[place]] + item.amount[place + 1 :]


def digit_for_digit(tables: list[Shown], dice: random.Random) -> None:
    """An amount gets another digit."""
    item = _priced(tables, dice)
    place = dice.choice([i for i, char in enumerate(item.amount) if char.isdigit()])
    item.amount = item.amount[:place] + OTHER_DIGIT[item.amount[place]] + item.amount[place + 1 :]


def sign_lost(tables: list[Shown], dice: random.Random) -> None:
    """Some amounts lose their sign, or have a letter in its place."""
    for _ in range(dice.randint(1, 5)):
        item = _priced(tables, dice)
        item.amount = item.amount.rstrip("€euros \u00a0") + dice.choice(["", "", " E", "C"])


def dash_lost(tables: list[Shown], dice: random.Random) -> None:
    """A row without amount loses its dash."""
    items = [item for table in tables for item in table.items if item.amount in {"-", "–", "—"}]
    if items:
        dice.choice(items).amount = ""
    else:
        _make_unpriced(tables, dice).amount = ""


def amount_lost(tables: list[Shown], dice: random.Random) -> None:
    """A row loses its amount."""
    _priced(tables, dice).amount = ""


def rows_merged(tables: list[Shown], dice: random.Random) -> None:
    """Two rows run into one line."""
    if (found := neighbours(tables, dice)) is None:
        return
    table, index = found
    one, two = table.items[index], table.items[index + 1]
    two.text = f"{one.text} {one.amount} {two.text}"
    del table.items[index]


def unpriced_merged(tables: list[Shown], dice: random.Random) -> None:
    """A row with a dash runs into the next one, with its dash or without."""
    dashed = [
        (t, i)
        for t in tables
        for i in range(len(t.items) - 1)
        if t.items[i].amount in {"-", "–", "—"} and t.items[i + 1].amount and not t.items[i + 1].objectif
    ]
    if not dashed:
        return
    table, index = dice.choice(dashed)
    one, two = table.items[index], table.items[index + 1]
    seam = dice.random() < 0.6 or two.text[0].islower()  # without any, no reader could tell: see `seamless`
    two.text = f"{one.text} {one.amount} {two.text}" if seam else f"{one.text} {two.text}"
    del table.items[index]


def row_split(tables: list[Shown], dice: random.Random) -> None:
    """A row is parted in two, the amount on the second, or on the first."""
    table = dice.choice(tables)
    rows = [item for item in table.items if not item.objectif and item.text.count(" ") > 2]
    if not rows:
        return
    item = dice.choice(rows)
    words = item.text.split(" ")
    cut = dice.randint(1, len(words) - 1)
    first, second = " ".join(words[:cut]), " ".join(words[cut:])
    place = table.items.index(item)
    on_second = dice.random() < 0.7
    table.items[place : place + 1] = [
        Item(first, "" if on_second else item.amount),
        Item(second, item.amount if on_second else ""),
    ]


def row_lost(tables: list[Shown], dice: random.Random) -> None:
    """A row with an amount is gone."""
    item = _priced(tables, dice)
    for table in tables:
        table.items = [other for other in table.items if other is not item]


def row_moved(tables: list[Shown], dice: random.Random) -> None:
    """A row goes astray behind the total of its table, or into the next table."""
    table = dice.choice(tables)
    rows = [item for item in table.items if not item.objectif]
    if not rows:  # an earlier damage took the last
        return
    item = dice.choice(rows)
    table.items = [other for other in table.items if other is not item]
    where = tables.index(table) + 1
    if dice.random() < 0.5 or where == len(tables) or not any(char.isdigit() for char in item.amount):
        table.stray.append(item)
    else:
        tables[where].items.insert(0, item)


def total_lost(tables: list[Shown], dice: random.Random) -> None:
    """A table loses its total."""
    dice.choice(tables).total = ""


def total_damaged(tables: list[Shown], dice: random.Random) -> None:
    """A total loses its sign or gets a letter, in its amount or its label."""
    table = dice.choice(tables)
    if dice.random() < 0.5:
        table.total = table.total.replace("0", "O", 1)
    else:
        table.total_label = table.total_label.replace("o", "0", 1).replace("l", "1", 1)


def axe_heading_lost(tables: list[Shown], dice: random.Random) -> None:
    """A table loses the heading of its axe."""
    dice.choice(tables).axe_heading = False


def mark_lost(tables: list[Shown], dice: random.Random) -> None:
    """A sub-heading loses what marks it as one."""
    headings = [item for table in tables for item in table.items if item.objectif]
    if headings:
        dice.choice(headings).marked = False


def heading_damaged(tables: list[Shown], dice: random.Random) -> None:
    """The name in a heading gets a wrong letter."""
    headed = [table for table in tables if len(table.heading) > 3]
    if headed:
        table = dice.choice(headed)
        place = dice.randrange(1, len(table.heading))
        table.heading = table.heading[:place] + dice.choice("lI1nm") + table.heading[place + 1 :]


def heading_lost(tables: list[Shown], dice: random.Random) -> None:
    """Some tables lose the name of their territory."""
    for table in dice.sample(tables, dice.randint(1, len(tables))):
        table.heading = ""


def table_lost(tables: list[Shown], dice: random.Random) -> None:
    """A table is gone with its total, its heading too or not."""
    table = dice.choice(tables)
    where = tables.index(table)
    if dice.random() < 0.5 or not table.heading or not all(other.heading for other in tables[where + 1 : where + 2]):
        tables.remove(table)  # a name left over the table of another, whose own is missing, is what the source says
    else:
        table.items, table.total, table.axe_heading = [], "", False


def heading_and_row(tables: list[Shown], dice: random.Random) -> None:
    """A sub-heading runs into the row below it."""
    for table in tables:
        for index, item in enumerate(table.items[:-1]):
            below = table.items[index + 1]
            if item.objectif and not below.objectif and not below.text[0].islower() and dice.random() < 0.3:
                table.items[index + 1].text = f"{item.text} {table.items[index + 1].text}"
                del table.items[index]
                return


def split_number(tables: list[Shown], dice: random.Random) -> None:
    """An amount goes on two lines where it is grouped."""
    for table in tables:
        if " " in table.total.strip() and dice.random() < 0.5:
            head, _, tail = table.total.partition(" ")
            if tail[:3].isdigit():
                table.total = f"{head}\n{tail}"


DAMAGES: tuple[Callable[[list[Shown], random.Random], None], ...] = (
    letters_for_digits,
    digit_for_digit,
    sign_lost,
    dash_lost,
    amount_lost,
    rows_merged,
    unpriced_merged,
    row_split,
    row_lost,
    row_moved,
    total_lost,
    total_damaged,
    axe_heading_lost,
    mark_lost,
    heading_damaged,
    heading_lost,
    table_lost,
    heading_and_row,
    split_number,
)


def _priced(tables: list[Shown], dice: random.Random) -> Item:
    items = [item for table in tables for item in table.items if any(char.isdigit() for char in item.amount)]
    return dice.choice(items) if items else _make_unpriced(tables, dice, amount="0")


def _make_unpriced(tables: list[Shown], dice: random.Random, amount: str = "") -> Item:
    items = [item for table in tables for item in table.items if not item.objectif]
    item = dice.choice(items)
    item.amount = item.amount or amount
    return item


def neighbours(tables: list[Shown], dice: random.Random) -> tuple[Shown, int] | None:
    pairs = [
        (table, index)
        for table in tables
        for index in range(len(table.items) - 1)
        if not table.items[index].objectif and not table.items[index + 1].objectif
    ]
    return dice.choice(pairs) if pairs else None
