"""One cell against its column: the exact value, or what is wrong with it."""

import re
from datetime import date, time, timedelta
from decimal import Decimal
from typing import TypeVar

from clsctl.dataset.sheet import Cell
from clsctl.finding import Finding, Place
from clsctl.language import _
from clsctl.montant import CENT, SPACES, montant_text, readings
from clsctl.rules.cells import (
    AMBIGUOUS_MONTANT,
    DATE_MONTANT,
    MISSING_VALUE,
    NEGATIVE_MONTANT,
    NOT_A_MONTANT,
    NOT_A_YEAR,
    NOT_ALLOWED,
    NOT_AN_INTEGER,
    OUT_OF_BOUNDS,
)
from clsctl.rules.workbooks import NOT_TEXT, PRECISION
from clsctl.schema import Field

Value = str | int | Decimal | None
Number = TypeVar("Number", int, Decimal)

INTEGER = re.compile(r"[0-9]{1,9}")
YEAR = re.compile(r"[0-9]{4}")
NEGATIVE = re.compile(r"\s*[-\N{MINUS SIGN}]\s*[0-9]")
MINUS_SIGNS = "-\N{MINUS SIGN} "
# 22/05/2025, 2025-05-22, 22-mai, mai-22: what a spreadsheet makes of 22.5.
DATE = re.compile(
    r"[0-9]{1,4}[-/][0-9]{1,2}([-/][0-9]{1,4})?|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}|"
    r"[0-9]{1,2}[-. ][^\W\d_]{3,9}\.?([-. ][0-9]{2,4})?|[^\W\d_]{3,9}\.?[- ][0-9]{2,4}"
)
FLOAT_DIGITS = 15
WIDEST = 16  # digits before the decimal mark, in DECIMAL(18,2)
LONGEST = 27  # digits of a code that a program stored as a number: more than any has
# Where no upper bound is declared: the widest amount that DECIMAL(18,2) holds.
ENDLESS = Decimal("9999999999999999.99")


def cast(field: Field, cell: Cell, place: Place) -> Value | Finding:
    """The value that a cell stands for in the column, or a finding at `place`.

    Empty text is None in a column of numbers, and stays empty in one of text.
    """
    if isinstance(cell, float | Decimal) and field.type == "number":
        return _number(field, cell, place)
    text = cell if isinstance(cell, str) else _written(field, cell, place)
    if isinstance(text, Finding):
        return text
    if field.type == "string":
        return _text(field, text, place)
    bare = text.strip(SPACES)
    if not bare:
        return _empty(field, None, place)
    if field.type == "number":
        return _montant(field, bare, place)
    return _integer(field, bare, place)


def _empty(field: Field, value: Value, place: Place) -> Value | Finding:
    return Finding(MISSING_VALUE, place) if field.required else value


def _montant(field: Field, text: str, place: Place) -> Value | Finding:
    found = _signed(field, text)
    if len(found) == 1:
        return _empty(field, None, place) if found[0] is None else _bounded(field, found[0], text, place)
    if found:
        first, second = (_("no amount") if reading is None else montant_text(reading) for reading in found)
        return Finding(AMBIGUOUS_MONTANT, place, {"value": text, "first": first, "second": second})
    rule = NEGATIVE_MONTANT if NEGATIVE.match(text) else DATE_MONTANT if DATE.fullmatch(text) else NOT_A_MONTANT
    return Finding(rule, place, {"value": text})


def _signed(field: Field, text: str) -> tuple[Decimal | None, ...]:
    """The readings of an amount, below 0 only in a column that is declared to hold such: a gap, never a line."""
    if field.minimum is not None and field.minimum < 0 and NEGATIVE.match(text):
        return tuple(None if reading is None else -reading for reading in readings(text.lstrip(MINUS_SIGNS)))
    return readings(text)


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


def _text(field: Field, text: str, place: Place) -> Value | Finding:
    if not text:
        return _empty(field, text, place)
    allowed = not field.enum or text in field.enum
    fits = field.pattern is None or re.fullmatch(field.pattern, text) is not None
    if allowed and fits:
        return text
    expected = ", ".join(field.enum) or field.pattern or ""
    return Finding(NOT_ALLOWED, place, {"value": text, "expected": expected})


def _number(field: Field, cell: float | Decimal, place: Place) -> Value | Finding:
    """An amount that a program stored as a number: its shortest decimal form, which has one reading."""
    number = _exact(cell)
    if number is None:
        return Finding(PRECISION, place, {"value": cell})
    if not number.is_finite() or number.adjusted() >= WIDEST or number != number.quantize(CENT):
        return Finding(NOT_A_MONTANT, place, {"value": cell})
    if number < min(field.minimum or 0, 0):
        return Finding(NEGATIVE_MONTANT, place, {"value": cell})
    return _bounded(field, number, str(cell), place)


def _written(field: Field, cell: Cell, place: Place) -> str | Finding:
    """The text of a value that a program stored, or a finding where it made something else of a text."""
    if cell is None:
        return ""
    if isinstance(cell, date | time | timedelta) and field.type == "number":
        return Finding(DATE_MONTANT, place, {"value": cell})
    if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        number = _exact(cell)
        if number is None:
            return Finding(PRECISION, place, {"value": cell})
        if number.is_finite() and number.adjusted() < LONGEST and number == number.to_integral_value():
            return f"{number:.0f}"
    return Finding(NOT_TEXT, place, {"value": cell}) if field.type == "string" else str(cell)


def _exact(cell: float | Decimal) -> Decimal | None:
    """The shortest decimal form of a float, any other number itself; None past the digits that a float keeps."""
    if not isinstance(cell, float):
        return Decimal(cell)
    number = Decimal(repr(cell))
    if not number.is_finite():
        return number
    _sign, digits, exponent = number.normalize().as_tuple()
    return None if len(digits) + max(int(exponent), 0) > FLOAT_DIGITS else number


def canonical(value: Value) -> str:
    """The canonical text of an exact value; empty for None."""
    if value is None:
        return ""
    return montant_text(value) if isinstance(value, Decimal) else str(value)
