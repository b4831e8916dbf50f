"""Slips: the amounts that a person may have meant when writing another."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from clsctl.montant import CANONICAL, montant_text

SCALES = (Decimal(10), Decimal(100), Decimal(1000))
DIGITS = "0123456789"
LEADING_ZERO = re.compile(r"0[0-9]")


class Slip(StrEnum):
    """The change from the intended amount to the written one; the simplest first."""

    TOO_GREAT = "scale-up"
    TOO_SMALL = "scale-down"
    NEIGHBOURS = "exchanged-neighbours"
    ADDED = "digit-added"
    DROPPED = "digit-dropped"
    APART = "exchanged-apart"


@lru_cache(maxsize=4096)
def meant(written: Decimal) -> Mapping[Decimal, Slip]:
    """Every other amount in euros that one slip turns into `written`, each with its simplest slip."""
    found: dict[Decimal, Slip] = {}
    for montant, slip in _scaled(written):
        found.setdefault(montant, slip)
    text = montant_text(written)
    for other, slip in (*_exchanged(text, apart=False), *_shorter(text), *_longer(text), *_exchanged(text, apart=True)):
        if CANONICAL.fullmatch(other) and not LEADING_ZERO.match(other) and Decimal(other) != written:
            found.setdefault(Decimal(other), slip)
    return found


def _scaled(written: Decimal) -> Iterator[tuple[Decimal, Slip]]:
    if not written:
        return
    for scale in SCALES:
        less = written / scale
        if CANONICAL.fullmatch(montant_text(less)):
            yield less, Slip.TOO_GREAT
        if CANONICAL.fullmatch(montant_text(written * scale)):
            yield written * scale, Slip.TOO_SMALL


def _exchanged(text: str, *, apart: bool) -> Iterator[tuple[str, Slip]]:
    """Two digits exchanged: adjacent, or `apart`."""
    places = [place for place, char in enumerate(text) if char in DIGITS]
    for first, left in enumerate(places):
        for right in places[first + 2 :] if apart else places[first + 1 : first + 2]:
            chars = list(text)
            chars[left], chars[right] = chars[right], chars[left]
            yield "".join(chars), Slip.APART if apart else Slip.NEIGHBOURS


def _shorter(text: str) -> Iterator[tuple[str, Slip]]:
    for place, char in enumerate(text):
        if char in DIGITS:
            yield text[:place] + text[place + 1 :], Slip.ADDED


def _longer(text: str) -> Iterator[tuple[str, Slip]]:
    for place in range(len(text) + 1):
        for digit in DIGITS:
            yield text[:place] + digit + text[place:], Slip.DROPPED
