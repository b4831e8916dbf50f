"""One cell against its column: the exact value, or what is wrong with it."""

import re
from decimal import Decimal
from typing import TypeVar

from clsctl.finding import Finding, Place
from clsctl.montant import montant_text, parse_montant
from clsctl.rules import (
    MISSING_VALUE,
    NEGATIVE_MONTANT,
    NOT_A_MONTANT,
    NOT_A_YEAR,
    NOT_ALLOWED,
    NOT_AN_INTEGER,
    OUT_OF_BOUNDS,
)
from clsctl.schema import Field

Value = str | int | Decimal | None
Number = TypeVar("Number", int, Decimal)

INTEGER = re.compile(r"[0-9]{1,9}")
YEAR = re.compile(r"[0-9]{4}")
NEGATIVE = re.compile(r"\s*[-\N{MINUS SIGN}]\s*[0-9]")
# Where no upper bound is declared: the widest amount that DECIMAL(18,2) holds.
ENDLESS = Decimal("9999999999999999.99")


def cast(field: Field, text: str, place: Place) -> Value | Finding:
    """The value that `text` stands for in the column, or a finding at `place`.

    Empty text is None in a column of numbers, and stays empty in one of text.
    """
    if text == "":
        empty = "" if field.type == "string" else None
        return Finding(MISSING_VALUE, place) if field.required else empty
    if field.type == "number":
        return _montant(field, text, place)
    if field.type in {"integer", "year"}:
        return _integer(field, text, place)
    return _text(field, text, place)


def _montant(field: Field, text: str, place: Place) -> Decimal | Finding:
    try:
        return _bounded(field, parse_montant(text), text, place)
    except ValueError:
        rule = NEGATIVE_MONTANT if NEGATIVE.match(text) else NOT_A_MONTANT
        return Finding(rule, place, {"value": text})


def _integer(field: Field, text: str, place: Place) -> int | Finding:
    pattern, rule = (YEAR, NOT_A_YEAR) if field.type == "year" else (INTEGER, NOT_AN_INTEGER)
    if not pattern.fullmatch(text):
        return Finding(rule, place, {"value": text})
    return _bounded(field, int(text), text, place)


def _bounded(field: Field, number: Number, text: str, place: Place) -> Number | Finding:
    low = field.minimum or 0
    high = field.maximum or ENDLESS
    if not low <= number <= high:
        return Finding(OUT_OF_BOUNDS, place, {"value": text, "low": low, "high": high})
    return number


def _text(field: Field, text: str, place: Place) -> str | Finding:
    allowed = not field.enum or text in field.enum
    fits = field.pattern is None or re.fullmatch(field.pattern, text) is not None
    if allowed and fits:
        return text
    expected = ", ".join(field.enum) or field.pattern or ""
    return Finding(NOT_ALLOWED, place, {"value": text, "expected": expected})


def canonical(value: Value) -> str:
    """The canonical text of an exact value; empty for None."""
    if value is None:
        return ""
    return montant_text(value) if isinstance(value, Decimal) else str(value)
