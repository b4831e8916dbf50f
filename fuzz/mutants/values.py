"""The values of a cell: amounts and texts as people write them, and what nobody should."""

import random

SPACES = " \u00a0\u202f\u2009"
MARKS = "0123456789., \u202f€kM-"
AMOUNTS = (
    *("", " ", "-", "–", "0", "007", "1.234", "1,234", "1.234,56", "1 234,5 €", "1\u202f234", "1e3", "NaN", "inf"),
    *("-5", "9999999999999999.99", "99999999999999999", "0.005", "1,5 M€", "500 k€", "€ 12", "12 €€", "22/05/2025"),
    *("0x10", "٣", "½", "- €", "1 23", "1.234.567", "12,345.6", "1,5 Md€", "12\u00a0345", "1\n234", "5.", ".5"),
)
TEXTS = (
    *("=1+1", "+1", "@x", "'=1", "[/]", "[bold]", ":house:", "\x1b[2J", "\u202e1", "\ufeff1", "\u200b", "\x85"),
    *('"', '""', "a\nb", "a\rb", "a\r\nb", "a;b", "a,b", "a\tb", "x" * 5000, "é", "🏠", "\u2028", "02", "2", "59"),
    *("32", "Aisne", "MEL", "2025", "99999", "true", "null", "{", "[", "\\", "\\N", "NULL", "#", "//", "<b>", "&#0;"),
)
HOSTILE = (*AMOUNTS, *TEXTS)


def spelled(dice: random.Random) -> str:
    """An amount in one of the spellings that docs/inputs.md promises."""
    euros, cents = dice.randrange(10 ** dice.randrange(1, 8)), dice.randrange(100)
    space = dice.choice(SPACES)
    grouped = f"{euros:,}"
    spaced = grouped.replace(",", space)
    plain = (str(euros), f"{euros}.{cents:02}", f"{euros},{cents:02}", f"{euros}{space}€")
    as_printed = (f"{spaced},{cents:02} €", f"{spaced}{space}€", f"€{space}{spaced}", f"{space}{spaced}{space}")
    with_marks = (f"{grouped.replace(',', '.')},{cents:02}", f"{grouped}.{cents:02}")
    in_units = (f"{cents},5 k€", f"{cents} K€", f"{cents % 10}.25{space}M€")
    return dice.choice((*plain, *plain, *as_printed, *with_marks, *in_units, "-", "–", ""))


def whole_or_cents(dice: random.Random) -> str:
    """An amount in canonical form, or none."""
    euros, cents = dice.randrange(10 ** dice.randrange(1, 8)), dice.randrange(1, 100)
    return dice.choice((f"{euros}", f"{euros}", f"{euros}000", f"{euros}.{cents:02}", "0", ""))


def junk(dice: random.Random) -> str:
    """Signs of amounts in no order."""
    return "".join(dice.choices(MARKS, k=dice.randrange(1, 9)))


def as_number(dice: random.Random, cell: str, share: float = 0.3) -> str | int | float | None:
    """In that share of the cells that look like one, the number that a program would store."""
    if dice.random() > share or cell.startswith("0") or not cell.isascii() or not cell.replace(".", "", 1).isdigit():
        return cell
    return float(cell) if "." in cell else int(cell)
