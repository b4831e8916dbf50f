"""Slips: the amounts that a person may have meant when writing another, each with its chance."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import lru_cache
from math import ceil, comb, floor

from clsctl.montant import BEYOND, CENT, montant_text

SCALES = (Decimal(10), Decimal(100), Decimal(1000))
DIGITS = "0123456789"
EURO, THOUSAND = Decimal(1), Decimal(1000)
# The keys beside each digit: in the row above the letters, and on the numeric pad.
KEYS = {
    "0": "9123",
    "1": "240",
    "2": "1350",
    "3": "2460",
    "4": "3517",
    "5": "4628",
    "6": "5739",
    "7": "684",
    "8": "7950",
    "9": "806",
}
PERCENTS = tuple(map(Decimal, (20, -20, 10, -10, 5, -5, 50, 25, -25, 30, -30, 15, -15)))
USUAL = 2  # of these, the changes met most often


class Slip(StrEnum):
    """The change from the intended amount to the written one; of similar chances, the first is said."""

    TOO_GREAT = "scale-up"
    TOO_SMALL = "scale-down"
    HALF = "half"
    DOUBLE = "double"
    NEIGHBOURS = "exchanged-neighbours"
    KEY = "neighbour-key"
    DROPPED = "digit-dropped"
    ADDED = "digit-added"
    PERCENT = "percent"
    ROUNDED = "rounded"
    DIGIT = "digit-replaced"
    APART = "exchanged-apart"


# The frequency of each slip, in a thousand slips: round numbers, held by the measurement of docs/check.md.
RATES = {
    Slip.TOO_GREAT: 150,
    Slip.TOO_SMALL: 60,
    Slip.HALF: 50,
    Slip.DOUBLE: 20,
    Slip.NEIGHBOURS: 200,
    Slip.KEY: 200,
    Slip.DROPPED: 130,
    Slip.ADDED: 100,
    Slip.PERCENT: 60,
    Slip.ROUNDED: 20,
    Slip.DIGIT: 50,
    Slip.APART: 30,
}


@dataclass(frozen=True, slots=True)
class Meant:
    """An amount that may have been meant: the likeliest slip from it, and the chance to write what was written."""

    slip: Slip
    chance: float


def meant(written: Decimal, low: Decimal, high: Decimal) -> dict[Decimal, Meant]:
    """The other amounts that one slip turns into `written`, at least `low` and at most `high` above it."""
    if written < 0:
        return {}
    masses: dict[Decimal, dict[Slip, float]] = {}
    for montant, slip, chance in (
        *(each for each in _closed(written) if low <= each[0] - written <= high),
        *_replaced(written, low, high),
        *_dropped(written, low, high),
        *_rounded(written, low, high),
    ):
        if montant != written and montant < BEYOND:
            slips = masses.setdefault(montant, {})
            slips[slip] = slips.get(slip, 0) + chance * RATES[slip] / 1000
    return {montant: Meant(_simplest(slips), sum(slips.values())) for montant, slips in masses.items()}


def _simplest(slips: Mapping[Slip, float]) -> Slip:
    """The first of the slips that are about as likely as the likeliest: `10 times` rather than a digit missing."""
    if len(slips) == 1:
        return next(iter(slips))
    enough = max(slips.values()) / 8
    return next(slip for slip in Slip if slips.get(slip, 0) >= enough)


Chance = tuple[Decimal, Slip, float]


@lru_cache(maxsize=4096)
def _closed(written: Decimal) -> tuple[Chance, ...]:
    """The slips with a single correction each: scales, shares, digits exchanged, a digit too many."""
    return (*_scaled(written), *_shared(written), *_shorter(written), *_exchanged(written))


def _scaled(written: Decimal) -> Iterator[Chance]:
    for scale in SCALES if written else ():
        less = written / scale
        if less == less.quantize(CENT):
            yield less, Slip.TOO_GREAT, 1 / 3
        yield written * scale, Slip.TOO_SMALL, 1 / 3


def _shared(written: Decimal) -> Iterator[Chance]:
    """One share of two instead of the whole, the whole twice, a percentage more or less."""
    if not written:
        return
    yield written * 2, Slip.HALF, 1
    if written / 2 == (written / 2).quantize(CENT):
        yield written / 2, Slip.DOUBLE, 1
    for place, percent in enumerate(PERCENTS):
        exact = written / (1 + percent / 100)
        chance = 1 / USUAL if place < USUAL else 1 / (4 * len(PERCENTS))
        for unit in (CENT, EURO):
            montant = exact.quantize(unit, ROUND_HALF_UP)
            if _percent(montant, percent, unit) == written:
                yield montant, Slip.PERCENT, chance
                break


def _percent(montant: Decimal, percent: Decimal, unit: Decimal) -> Decimal:
    return (montant * (1 + percent / 100)).quantize(unit, ROUND_HALF_UP)


def _exchanged(written: Decimal) -> Iterator[Chance]:
    """Two digits exchanged: neighbours, or further apart."""
    text = montant_text(written)
    places = [place for place, char in enumerate(text) if char in DIGITS]
    pairs = max(1, len(places) - 1)
    for first, left in enumerate(places):
        for second, right in enumerate(places[first + 1 :], first + 1):
            chars = list(text)
            chars[left], chars[right] = chars[right], chars[left]
            near = second == first + 1
            if chars[0] != "0" or len(chars) == 1:
                chance = 1 / pairs if near else 1 / max(1, comb(pairs + 1, 2) - pairs)
                yield Decimal("".join(chars)), Slip.NEIGHBOURS if near else Slip.APART, chance


def _shorter(written: Decimal) -> Iterator[Chance]:
    """The amounts with one digit less: what was written has one too many."""
    text = montant_text(written)
    for place, char in enumerate(text):
        rest = text[:place] + text[place + 1 :]
        if char in DIGITS and rest and rest[0] not in ".0" and not rest.endswith("."):
            yield Decimal(rest), Slip.ADDED, 1 / (10 * len(text))


def _replaced(written: Decimal, low: Decimal, high: Decimal) -> Iterator[Chance]:
    """The amounts with another digit at one place."""
    text = montant_text(written)
    size = len(text.replace(".", ""))
    for place, char in enumerate(text):
        if char not in DIGITS:
            continue
        unit = _unit(text, place)
        for digit in _between(low / unit + int(char), high / unit + int(char)):
            right = str(digit)
            if place or digit or size == 1:
                near = char in KEYS[right]
                chance = 1 / (size * len(KEYS[right])) if near else 1 / (9 * size)
                yield written + (digit - int(char)) * unit, Slip.KEY if near else Slip.DIGIT, chance


def _dropped(written: Decimal, low: Decimal, high: Decimal) -> Iterator[Chance]:
    """The amounts with one digit more: what was written lacks one."""
    text = montant_text(written)
    for place in range((text.find(".") if "." in text else len(text)) + 1):
        longer = f"{text[:place]}0{text[place:]}"
        unit, less = _unit(longer, place), Decimal(longer) - written
        for digit in _between((low - less) / unit, (high - less) / unit):
            if place or digit:
                yield Decimal(longer) + digit * unit, Slip.DROPPED, 1 / len(longer)


def _rounded(written: Decimal, low: Decimal, high: Decimal) -> Iterator[Chance]:
    """The amount in the middle, if what was written is its thousands."""
    montant = (written + (low + high) / 2).quantize(EURO)
    if written and not written % THOUSAND and abs(montant - written) <= THOUSAND / 2:
        yield montant, Slip.ROUNDED, 1


def _unit(text: str, place: int) -> Decimal:
    """The worth of one at a place of the text."""
    point = text.find(".")
    end = point if point >= 0 else len(text)
    return Decimal(10) ** (end - place - 1 if place < end else end - place)


def _between(low: Decimal, high: Decimal) -> range:
    """The digits from `low` to `high`."""
    return range(max(0, ceil(low)), min(9, floor(high)) + 1)
