"""Amounts as brochures print them: grouped, with or without a sign, in k€ or M€, `-` for no amount."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

GROUP = "[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}]"
# One separator throughout, in groups of three; anything else is damage and not read as a number.
DIGITS = (
    rf"(?:[1-9]\d{{0,2}}(?:{GROUP}\d{{3}})+|[1-9]\d{{0,2}}(?:\.\d{{3}})+|[1-9]\d{{0,2}}(?:['’]\d{{3}})+|0|[1-9]\d*)"
)
NUMBER = rf"(?P<whole>{DIGITS})(?:,(?P<decimals>\d{{1,2}}))?"
SIGN = r"(?P<sign>€|euros?|EUR|[kK]\s?€|M\s?€|[kK]\s?euros?|milliers d['’]euros|millions? d['’]euros)"
AMOUNT = re.compile(rf"{NUMBER}\s*{SIGN}?")
SIGNED_END = re.compile(rf"\s*{SIGN}\s*[.;]?$")
DASHES = frozenset("-\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}")
THOUSAND, MILLION = Decimal(1000), Decimal(1_000_000)
WIDEST = 48  # characters of an amount with its unit in words
LARGEST = 15  # digits before the point: more can only be damage


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed amount in euros: `unit` is the value of its last digit in euros; None for a dash."""

    montant: Decimal | None
    unit: Decimal
    text: str
    signed: bool


@dataclass(frozen=True, slots=True)
class Split:
    """One reading of a line as a label and the amount at its end."""

    label: str
    printed: Printed


def parse_printed(text: str, scale: Decimal = Decimal(1)) -> Printed | None:
    """The whole of `text` as an amount or a dash, else None; `scale` is the unit of amounts without sign."""
    bare = text.strip()
    if bare in DASHES:
        return Printed(None, Decimal(1), bare, signed=False)
    found = AMOUNT.fullmatch(bare)
    if not found:
        return None
    whole = re.sub(r"\D", "", found["whole"])
    if len(whole) > LARGEST:
        return None
    decimals = found["decimals"] or ""
    factor = _factor(found["sign"]) if found["sign"] else scale
    if "." in found["whole"] and factor != 1:
        return None  # 1.234 k€ has two readings; ambiguous amounts are not guessed
    montant = Decimal(f"{whole}.{decimals}" if decimals else whole) * factor
    unit = factor / 10 ** len(decimals)
    return Printed(montant, unit, bare, signed=bool(found["sign"]))


def _factor(sign: str) -> Decimal:
    head = sign[:5].lower()
    if head.startswith(("k", "milli")) and not head.startswith("millio"):
        return THOUSAND
    return MILLION if sign.startswith(("M", "mill")) else Decimal(1)


def splits(text: str, scale: Decimal = Decimal(1), *, signed: bool = True) -> tuple[Split, ...]:
    """Every reading of `text` as a label and an amount at its end, with a sign if `signed`, the greatest first.

    `en 2025 16 120 000 €` has several readings: only a total can decide between them.
    """
    bare = text.rstrip()
    if signed and not SIGNED_END.search(bare):
        return ()
    return tuple(_splits(bare, scale))


def _splits(text: str, scale: Decimal) -> Iterator[Split]:
    tail = max(len(text) - WIDEST, 0)
    for start in (found.start() + tail for found in re.finditer(r"(?<![\w,.'’])[0-9]", text[tail:])):
        printed = parse_printed(text[start:].rstrip(".;"), scale)
        label = text[:start].rstrip()
        if printed is not None and label and text[start - 1] not in "-/":
            yield Split(label, printed)


def amount_columns(text: str) -> tuple[str, ...]:
    """A plain line as label and amount, split at two spaces, a tab or leaders; else the whole line."""
    bare = text.strip()
    for gap in re.finditer(r"\s*[.…_]{3,}\s*|\s{2,}|\s*\t\s*", bare):
        label, tail = bare[: gap.start()], bare[gap.end() :]
        if label and parse_printed(tail) is not None:
            return (label, tail)
    return (bare,)


def holds_amount(text: str) -> bool:
    """True where `text` contains an amount with its sign."""
    return re.search(rf"\d\s*{SIGN}(?!\w)", text) is not None


# Letters that optical character recognition (OCR) reads for digits; the sign is often lost or read as a letter.
LOOKALIKE = str.maketrans(
    {
        "O": "0",
        "o": "0",
        "Q": "0",
        "D": "0",
        "l": "1",
        "I": "1",
        "i": "1",
        "|": "1",
        "!": "1",
        "Z": "2",
        "z": "2",
        "A": "4",
        "S": "5",
        "s": "5",
        "b": "6",
        "G": "6",
        "T": "7",
        "B": "8",
        "g": "9",
        "q": "9",
    }
)
DAMAGED = re.compile(
    r"(?:[0-9OoQDlIi|!ZzASsbGTBgq]|(?<=\S)[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}.](?=\S))+"
    r"\s*(?:€|[eEcC&£]|k€|M€)?"
)


def mended(text: str) -> Printed | None:
    """A damaged amount with its lookalike letters as digits; None where nothing close is an amount."""
    bare = text.strip()
    if not DAMAGED.fullmatch(bare) or not re.search(r"\d", bare):
        return None
    body = re.sub(r"\s*[€eEcC&£]$", "", bare)
    return parse_printed(body.translate(LOOKALIKE) + " €")
