"""The euros and the integers of a cell, as docs/inputs.md promises to read them."""

import re
from decimal import Decimal

SPACES = " \u00a0\u202f\u2009"
LARGEST = 16  # digits of an amount before its decimals
UNITS = {"€": 1, "k€": 1000, "K€": 1000, "M€": 1_000_000, "": 1}
AMOUNT = re.compile(rf"(€?)[{SPACES}]*([0-9][0-9.,{SPACES}]*)([kKM]?€?)")


class NoTotal(Exception):  # noqa: N818 (it is no error)
    """No total can be right for these bytes: any answer is wrong."""


def amount(text: str) -> Decimal | None:
    """The euros of a cell as people write them, None for no amount."""
    bare = text.strip(SPACES)
    if bare in {"", "-", "–"}:
        return None
    found = AMOUNT.fullmatch(bare)
    if not found or (found[1] and found[3]) or found[3] in {"k", "K", "M"}:
        raise NoTotal(f"{text!r} is no amount")
    digits = found[2].strip(SPACES)
    grouped = any(space in digits for space in SPACES)
    digits = re.sub(f"[{SPACES}]", "", digits)
    marks = re.findall("[.,]", digits)
    whole, _mark, decimals = digits.rpartition(marks[-1]) if marks else (digits, "", "")
    if len(set(marks)) == 1 and len(marks) > 1:  # 1.234.567
        whole, decimals = digits, ""
    elif len(marks) == 1 and len(decimals) == 3 and not grouped and re.fullmatch("[1-9][0-9]{0,2}", whole):
        raise NoTotal(f"{text!r} has two readings")
    value = Decimal(re.sub("[.,]", "", whole) + "." + (decimals or "0")) * UNITS[found[3]]
    if value.adjusted() > LARGEST or value != value.quantize(Decimal("0.01")):
        raise NoTotal(f"{text!r} is finer than a cent")
    return value


def integer(text: str) -> int:
    """The number of an axe or a rang."""
    if not re.fullmatch("[0-9]{1,9}", text.strip(SPACES)):
        raise NoTotal(f"{text!r} is no integer")
    return int(text.strip(SPACES))


def stored(cell: object) -> str:
    """The text of a value that a program stored; a float stands for its shortest decimal form."""
    if isinstance(cell, float | Decimal):
        number = Decimal(repr(cell)) if isinstance(cell, float) else cell
        return f"{number.normalize():f}" if number else "0"  # and not -0
    if isinstance(cell, bytes):  # text that its writer did not declare to be one
        return cell.decode("utf-8", "replace")
    return "" if cell is None else str(cell)
