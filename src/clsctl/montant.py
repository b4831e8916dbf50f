"""Amounts in euros, exact: canonical text read and written, amounts as people write them, and text for readers."""

import re
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, partial

CANONICAL = re.compile(r"[0-9]{1,16}(?:\.[0-9]{1,2})?")
CENT = Decimal("0.01")
BEYOND = Decimal(10**16)  # the least amount too large for the canonical text
NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"

# Amounts as people write them: the spaces that group thousands, the dashes for “none”, the units after the number.
SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
DASHES = frozenset("-–")
ACCOUNTING_ZERO = re.compile(rf"[-–][{SPACES}]*€")
UNITS = {"€": 1, "k€": 1_000, "K€": 1_000, "M€": 1_000_000}
LONGEST = 26  # characters of a number: more would not fit, and Decimal computes with 28 digits
WRITTEN = re.compile(rf"(€)?[{SPACES}]*([0-9](?:[0-9.,{SPACES}]*[0-9])?)(?:[{SPACES}]*([kKM]?€))?")
# At most one separator of each kind: thousands grouped by spaces (None) or not at all, by dots, or by commas.
GROUPINGS = {
    None: re.compile(rf"([0-9]+|[1-9][0-9]{{0,2}}(?:[{SPACES}][0-9]{{3}})+)(?:[.,]([0-9]+))?"),
    ".": re.compile(r"([1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,([0-9]+))?"),
    ",": re.compile(r"([1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.([0-9]+))?"),
}


def parse_montant(text: str) -> Decimal:
    """Euros from canonical text: at most 16 digits and two decimals; ValueError for any other text."""
    if not CANONICAL.fullmatch(text):
        raise ValueError(text)
    return Decimal(text)


def readings(text: str) -> tuple[Decimal | None, ...]:
    """The readings of an amount as people write it, in euros: one, two where it is ambiguous, or none.

    `1 234 567,89 €`, `1.234,50`, `1,5 M€` and `-` (None: no amount) have one; `1.234` has two (a thousand or a decimal
    separator), and so has `- €` (no amount, or the 0 of a spreadsheet's accounting format).
    """
    if CANONICAL.fullmatch(text):
        return (Decimal(text),)
    bare = text.strip(SPACES)
    if bare in DASHES:
        return (None,)
    if ACCOUNTING_ZERO.fullmatch(bare):
        return (None, Decimal(0))
    written = WRITTEN.fullmatch(bare)
    if written is None:
        return ()
    before, number, after = written.groups()
    if (before and after) or len(number) > LONGEST:
        return ()
    unit = UNITS[after or before or "€"]
    found = tuple({each * unit: None for each in _numbers(number)})
    return found if len(found) > 1 or all(map(_fits, found)) else ()


def _numbers(text: str) -> Iterator[Decimal]:
    for mark, grouping in GROUPINGS.items():
        if (mark is None or mark in text) and (found := grouping.fullmatch(text)):
            whole, part = found.groups()
            yield Decimal(f"{''.join(whole.split(mark))}.{part or 0}")


def _fits(montant: Decimal) -> bool:
    """True where the canonical text can hold it: at most 16 digits before the point, two after it."""
    return montant < BEYOND and montant == montant.quantize(CENT)


def montant_text(montant: Decimal) -> str:
    """Canonical text: a dot, no grouping, decimals only for cents (`6000`, `14503807.50`).

    Half of an odd number of cents keeps its third decimal: nothing is rounded.
    """
    whole, _dot, cents = f"{montant:f}".partition(".")
    cents = cents.rstrip("0")
    return f"{whole}.{cents:0<2}" if cents else whole


def percent(part: Decimal, whole: Decimal) -> Decimal | None:
    """`part` of `whole` in percent, two decimals, half up; None where the whole is 0."""
    return (part * 100 / whole).quantize(CENT, ROUND_HALF_UP) if whole else None


def mean(total: Decimal, count: int) -> Decimal:
    """The mean of `count` amounts that sum to `total`, neither negative: to the cent, half up, exact for any size."""
    part, whole = total.as_integer_ratio()
    cents, divisor = part * 100, whole * count
    return Decimal((2 * cents + divisor) // (2 * divisor)) * CENT


def amount_difference(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    """`b` minus `a`, where a missing one counts as nothing; None where both are missing."""
    return None if a is None and b is None else (b or Decimal(0)) - (a or Decimal(0))


def decimals(montant: Decimal | int) -> int:
    """The number of decimals of the canonical text: none, two for cents, three for half a cent."""
    return len(montant_text(Decimal(montant)).partition(".")[2])


def display_montant(montant: Decimal, language: str, at_least: int = 0, *, euro: bool = True) -> str:
    """`1 910 075 €` in French, with narrow no-break spaces; `€1,910,075` in English; the sign first.

    At least `at_least` decimals, and never fewer than exact; no `€` where the title gives the unit.
    """
    number = display_number(abs(montant), language, at_least)
    sign = "\N{MINUS SIGN}" if montant < 0 else ""
    if not euro:
        return f"{sign}{number}"
    return f"{sign}{number}{NARROW_SPACE}€" if language == "fr" else f"{sign}€{number}"


def display_percent(value: Decimal, language: str) -> str:
    """`49,62 %` in French, `49.62%` in English; always two decimals."""
    number = _babel(abs(value), "#,##0.00", language)
    sign = "\N{MINUS SIGN}" if value < 0 else ""
    return f"{sign}{number}{NARROW_SPACE}%" if language == "fr" else f"{sign}{number}%"


def display_number(value: Decimal | int, language: str, at_least: int = 0) -> str:
    """Grouped by thousands, with the decimals of the canonical text, or `at_least` if more."""
    places = max(decimals(value), at_least)
    return _babel(value, "#,##0." + "0" * places if places else "#,##0", language)


def _babel(value: Decimal | int, pattern: str, language: str) -> str:
    return _format_decimal(language)(value, format=pattern)


@cache
def _format_decimal(language: str) -> Callable[..., str]:
    """Babel's writer of numbers with its locale, which it would look up for every number."""
    from babel import Locale  # noqa: PLC0415 (50 ms, not needed for CSV output)
    from babel.numbers import format_decimal  # noqa: PLC0415 (not needed for CSV)

    return partial(format_decimal, locale=Locale(language))
