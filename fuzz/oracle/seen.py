"""A cell whose value a person sees under a format: what it counts as, or that what is shown is something else."""

import re
from decimal import ROUND_HALF_UP, Decimal

from oracle.amounts import LARGEST, SPACES, NoTotal, amount, stored

EURO = re.compile(r"\s*(?:€|EUR|euros?)(?![a-z])", re.IGNORECASE)
UNIT = re.compile("[kKmM]€")
# A unit, another currency, a share: the number beside it is not one of euros.
OTHER = re.compile(
    r"%|‰|[$£¥₣]|CHF|USD|GBP|JPY|[kKmM]\s?(?:€|EUR|euro)|[0-9,\s][kKM]\s*$|Md|mill|cent|cts|c€|[0-9]\s?[KM]E\b|[x×]\s?10"
    r"|[-−–]\s*[0-9]|\b[kKM]\b"
)
# Groups of three behind any first one: `# ##0` of a file leaves the millions together.
ORDINARY = re.compile(rf"(?:€[{SPACES}]*)?[0-9]+(?:[{SPACES}][0-9]{{3}})*(?:,[0-9]*)?(?:[{SPACES}]*€)?")
POWER = re.compile(r"[0-9]E[+-]?[0-9]")  # rounded, and shown as such
BLANKS = re.compile(rf"[{SPACES}]+")
INTEGERS = {"exercice", "axe", "rang", "page"}
CENT = Decimal("0.01")


class Cell(str):  # noqa: SLOT000 (most of them have nothing but their text)
    """The text that a cell counts as.

    `fault`: why nothing can be right where its column is declared; `doubt`: why an answer and a refusal are both right;
    `number`: the value that is stored; `shown`: the texts that stand for it (that of its format, that of the file);
    `is_date`: its format shows a day; `currency`: the one that is no euro.
    """

    fault: str = ""
    doubt: str = ""
    number: Decimal | None = None
    shown: tuple[str, ...] = ()
    is_date: bool = False
    currency: str = ""


def cell(
    text: str,
    *,
    fault: str = "",
    doubt: str = "",
    number: Decimal | None = None,
    shown: tuple[str, ...] = (),
    is_date: bool = False,
) -> Cell:
    """A cell with what is known of it."""
    made = Cell(text)
    made.fault, made.doubt, made.number, made.shown, made.is_date = fault, doubt, number, shown, is_date
    return made


def counted(each: str, column: str) -> Cell:
    """The value that the cell counts as in a declared column; NoTotal where a person sees something else."""
    if not isinstance(each, Cell):
        return cell(each)
    if each.fault:
        raise NoTotal(f"{column}: {each.fault}")
    if each.currency and column == "montant":
        raise NoTotal(f"an amount in {each.currency}")
    if each.is_date and (column in INTEGERS or column == "montant"):
        raise NoTotal(f"{column}: a date is shown, {each.number} stored")
    found = [_under(each, shown, column) for shown in each.shown] or [each]
    if len(set(found)) > 1:
        raise NoTotal(f"{column}: {each.shown} are shown")
    doubts = [doubt for doubt in (*(one.doubt for one in found), each.currency) if doubt]
    return cell(found[0], doubt=doubts[0] if doubts else "")


def _under(each: Cell, shown: str, column: str) -> Cell:
    """The value that the cell counts as where it is shown as that text."""
    if each.number is None:
        return each if shown == each else _text(each, shown, column)
    if column == "montant":
        return _amount(each, each.number, shown)
    return (_integer if column in INTEGERS else _words)(each, each.number, shown, column)


def _text(each: Cell, shown: str, column: str) -> Cell:
    """A text under a format that adds to it, or hides it."""
    if column == "montant" and _read(shown) != _read(each):
        raise _other(column, each, shown)
    is_number = column in INTEGERS or column == "territoire_code"
    if is_number and re.findall("[0-9]+", shown) != re.findall("[0-9]+", each):
        raise _other(column, each, shown)
    if not shown.strip() and each.strip():
        raise NoTotal(f"{column}: {str(each)!r} is hidden")
    return cell(each, doubt=each.doubt or f"{shown!r} is shown, {str(each)!r} stored")


def _amount(each: Cell, number: Decimal, shown: str) -> Cell:
    bare = BLANKS.sub(" ", shown.strip(SPACES))
    if not number.is_finite():
        raise NoTotal(f"{number} is no amount")
    if number < 0:
        raise NoTotal(f"{number} is below zero")
    if number == 0 and not EURO.sub("", bare).strip("-– "):
        return cell("0", doubt="" if bare in {"- €", "-  €"} else each.doubt or f"{shown!r} is shown for 0")
    read = _read(bare)
    if read is None or number == 0:
        digits = bare.replace(" ", "").replace(".", ",")
        if number and (OTHER.search(bare) or stored(number).replace(".", ",") not in digits) and not POWER.search(bare):
            raise _other("montant", number, shown)
        return cell(
            each, doubt="" if read == 0 and ORDINARY.fullmatch(EURO.sub(" €", bare).strip()) else f"{shown!r} is shown"
        )
    if read == number:
        is_plain = ORDINARY.fullmatch(EURO.sub(" €", bare).strip()) and not UNIT.search(bare)
        return cell(each, doubt=each.doubt or ("" if is_plain else f"{shown!r} is shown"))
    places = len(re.sub("[^0-9]", "", bare.partition(",")[2]))
    if number.adjusted() > LARGEST:
        raise NoTotal(f"{number} is no amount")
    if UNIT.search(bare) or read != number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):
        raise _other("montant", number, shown)
    is_finer = number != number.quantize(CENT)
    return cell(stored(read) if is_finer else each, doubt=f"{shown!r} is shown, rounded")


def _read(shown: str) -> Decimal | None:
    """The euros that a person reads; None where it is no amount."""
    try:
        return amount(re.sub("^,", "0,", EURO.sub("€", shown).strip(SPACES)))
    except NoTotal:
        return None


def _integer(each: Cell, number: Decimal, shown: str, column: str) -> Cell:
    bare = shown.strip(SPACES)
    if re.fullmatch("[0-9]{1,9}", bare) and int(bare) == number:
        return cell(stored(number), doubt=each.doubt)
    same = POWER.search(bare) or stored(number) in BLANKS.sub("", bare)
    if bare.isdecimal() or OTHER.search(bare) or not same:
        raise _other(column, number, shown)
    return cell(stored(number), doubt=f"{shown!r} is shown")


def _words(each: Cell, number: Decimal, shown: str, column: str) -> Cell:
    """A code or a label that is stored as a number."""
    bare, digits = shown.strip(SPACES), stored(number)
    if bare == digits:
        is_short = column == "territoire_code" and len(bare) == 1
        return cell(bare, doubt=each.doubt or ("a zero is lost" if is_short else ""))
    if column != "territoire_code":
        return cell(bare, doubt=f"{shown!r} is shown, {number} stored")
    if bare.isdecimal() and bare.lstrip("0") == digits:
        return cell(digits.zfill(2), doubt="" if len(bare) == 2 else f"{shown!r} is shown")
    if bare.isdecimal() or OTHER.search(bare) or each.is_date or digits not in BLANKS.sub("", bare):
        raise _other(column, number, shown)
    return cell(digits, doubt=f"{shown!r} is shown")


def _other(column: str, number: object, shown: str) -> NoTotal:
    return NoTotal(f"{column}: {shown!r} is shown, {str(number)!r} stored")
