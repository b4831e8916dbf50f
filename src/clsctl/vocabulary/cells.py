"""A cell against its column: the exact value, or the fault."""

import re
from collections.abc import Mapping
from datetime import date, time, timedelta
from decimal import Decimal
from typing import TypeVar

from clsctl.finding import Fault
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
from clsctl.vocabulary.schema import Field, Schema

# Text as a person wrote it, or a value as a program stored it (a workbook's number is a float), or a fault found by the
# file's reader, with the text as the fact `value`.
Cell = str | int | float | Decimal | bool | date | time | timedelta | Fault | None
# The value of a cell.
Value = str | int | Decimal | None
Number = TypeVar("Number", int, Decimal)

INTEGER = re.compile(r"[0-9]{1,9}")
LONG = re.compile(r"[0-9]{1,15}")  # in a column that declares a greater bound, which the engine does not read
YEAR = re.compile(r"[0-9]{4}")
INTEGER_BOUND = 999_999_999
NEGATIVE = re.compile(r"\s*[-\N{MINUS SIGN}]\s*[0-9]")
MINUS_SIGNS = "-\N{MINUS SIGN} "
# 22/05/2025, 2025-05-22, 22-mai, mai-22: a spreadsheet's conversions of 22.5. A word other than a month makes no date.
MONTH = r"(?:jan|f[eé][bv]|ma[riy]|a[pv]r|jui|ju[ln]|ao[uû]|aug|sep|o[ck]t|nov|d[eé][cz])[^\W\d_]{0,6}\.?"
DATE = re.compile(
    r"[0-9]{1,4}[-/][0-9]{1,2}([-/][0-9]{1,4})?|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}|"
    rf"[0-9]{{1,2}}[-. ]{MONTH}([-. ][0-9]{{2,4}})?|{MONTH}[- ][0-9]{{2,4}}",
    re.IGNORECASE,
)
FLOAT_DIGITS = 15
WIDEST = 16  # digits before the decimal point, in DECIMAL(18,2)
LONGEST = 27  # digits of a code stored as a number: more than any has
# Without a declared upper bound: the largest amount of DECIMAL(18,2).
ENDLESS = Decimal("9999999999999999.99")


def cast(field: Field, cell: Cell) -> Value | Fault:
    """The value of a cell in the column, or its fault.

    Empty text is None in a column of numbers, and stays empty in one of text; a fault from the file's reader is
    returned unchanged.
    """
    if isinstance(cell, Fault):
        return cell
    if not isinstance(cell, str):
        return _stored(field, cell)
    if field.type == "string":
        return _text(field, cell)
    bare = cell.strip(SPACES)
    if not bare:
        return _empty(field, None)
    if field.type == "number":
        return _montant(field, bare)
    return _integer(field, bare)


def fitting(schema: Schema, cells: Mapping[str, Cell]) -> dict[str, Value]:
    """The values, by name, of the cells that fit their columns."""
    values = {name: cast(schema.field(name), cell) for name, cell in cells.items()}
    return {name: value for name, value in values.items() if not isinstance(value, Fault)}


def _empty(field: Field, value: Value) -> Value | Fault:
    return Fault(MISSING_VALUE, {}) if field.required else value


def _montant(field: Field, text: str) -> Value | Fault:
    found = _signed(field, text)
    if len(found) == 1:
        return _empty(field, None) if found[0] is None else _bounded(field, found[0], text)
    if found:
        first, second = (_("no amount") if reading is None else montant_text(reading) for reading in found)
        return Fault(AMBIGUOUS_MONTANT, {"value": text, "first": first, "second": second})
    rule = NEGATIVE_MONTANT if NEGATIVE.match(text) else DATE_MONTANT if DATE.fullmatch(text) else NOT_A_MONTANT
    return Fault(rule, {"value": text})


def _signed(field: Field, text: str) -> tuple[Decimal | None, ...]:
    """The readings of an amount, negative only in a column declared to allow it: a gap, never a line."""
    if field.minimum is not None and field.minimum < 0 and NEGATIVE.match(text):
        return tuple(None if reading is None else -reading for reading in readings(text.lstrip(MINUS_SIGNS)))
    return readings(text)


def _integer(field: Field, text: str) -> int | Fault:
    pattern, rule = (YEAR, NOT_A_YEAR) if field.type == "year" else (INTEGER, NOT_AN_INTEGER)
    if field.maximum is not None and field.maximum > INTEGER_BOUND:
        pattern = LONG
    if not pattern.fullmatch(text):
        return Fault(rule, {"value": text})
    return _bounded(field, int(text), text)


def _bounded(field: Field, number: Number, text: str) -> Number | Fault:
    low = field.minimum or 0
    high = field.maximum or ENDLESS
    if not low <= number <= high:
        is_endless = field.maximum is None and number < low
        bounds = _("{low} or more") if is_endless else _("between {low} and {high}")
        return Fault(OUT_OF_BOUNDS, {"value": text, "bounds": bounds.format(low=low, high=high)})
    return number


def _text(field: Field, text: str) -> Value | Fault:
    if not text:
        return _empty(field, text)
    allowed = not field.enum or text in field.enum
    fits = field.pattern is None or re.fullmatch(field.pattern, text) is not None
    if allowed and fits:
        return text
    expected = ", ".join(field.enum) or field.pattern or ""
    return Fault(NOT_ALLOWED, {"value": text, "expected": expected})


def _stored(field: Field, cell: Cell) -> Value | Fault:
    """The value or fault of a cell that a program stored."""
    if isinstance(cell, float | Decimal) and field.type == "number":
        return _number(field, cell)
    text = _written(field, cell)
    return text if isinstance(text, Fault) else cast(field, text)


def _number(field: Field, cell: float | Decimal) -> Value | Fault:
    """An amount stored as a number: its shortest decimal form, which has one reading."""
    number = _exact(cell)
    if number is None:
        return Fault(PRECISION, {"value": cell})
    if not number.is_finite() or number.adjusted() >= WIDEST or number != number.quantize(CENT):
        return Fault(NOT_A_MONTANT, {"value": cell})
    if number < min(field.minimum or 0, 0):
        return Fault(NEGATIVE_MONTANT, {"value": cell})
    return _bounded(field, number, str(cell))


def _written(field: Field, cell: Cell) -> str | Fault:
    """The text of a stored value, or a fault where the program converted a text."""
    if cell is None:
        return ""
    if isinstance(cell, date | time | timedelta) and field.type == "number":
        return Fault(DATE_MONTANT, {"value": cell})
    if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        number = _exact(cell)
        if number is None:
            return Fault(PRECISION, {"value": cell})
        if number.is_finite() and number.adjusted() < LONGEST and number == number.to_integral_value():
            return f"{number + 0:.0f}"  # 0, not -0
    return Fault(NOT_TEXT, {"value": cell}) if field.type == "string" else str(cell)


def _exact(cell: float | Decimal) -> Decimal | None:
    """The shortest decimal form of a float, any other number unchanged; None past the digits that a float keeps."""
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
