"""The display of a cell against its stored value: the same, another value to read instead, or a fault.

The rule is by value: grouping, alignment, colours, brackets for negatives, `€` or `EUR`, and rounding to the cent leave
an amount unchanged; a scale, a percent sign, another currency or a date change it.
"""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import Final

from clsctl.finding import Fault
from clsctl.language import _, quoted
from clsctl.montant import CENT, DASHES, NARROW_SPACE, SPACES, readings
from clsctl.rules.cells import DATE_MONTANT
from clsctl.rules.workbooks import NOT_TEXT, PERCENTAGE, SHOWN_OTHERWISE
from clsctl.sheets.workbooks.number_formats import GENERAL, NumberFormat, number_format, to_significant
from clsctl.vocabulary.cells import FLOAT_DIGITS, Cell
from clsctl.vocabulary.schema import Field


class Stored(Enum):
    """Marks a cell that counts as stored."""

    VALUE = 0


STORED: Final = Stored.VALUE
Display = Stored | Cell | Fault

EURO = re.compile(r"(?<![^\W\d_])(?:EUR|euros?)(?![^\W\d_])", re.IGNORECASE)
TAX = re.compile(r"(?<![^\W\d_])(?:TTC|HT)(?![^\W\d_])")
BRACKETS = re.compile(r"\((.*)\)|[-\N{MINUS SIGN}](.*[0-9].*)")
SCIENTIFIC = re.compile(r"([0-9]+(?:[.,][0-9]+)?)E([+-]?[0-9]{1,5})")
# A number among words that do not change it.
NUMBER = re.compile(r"(?P<before>[^0-9]*?)(?P<number>-?[0-9](?:[0-9.,]*[0-9])?)(?P<after>[^0-9]*)")
SCALED = re.compile(
    r"[%‰]|(?<![^\W\d_])(?:[kM]\s*(?:€|EUR)?|mille|milliers?|millions?|milliards?|Md\s*(?:€|EUR)?)(?![^\W\d_])",
    re.IGNORECASE,
)
# Codes of currencies other than the euro that a French spreadsheet may offer; Unicode classifies their signs.
CURRENCIES = frozenset(
    (
        "CHF",
        "USD",
        "GBP",
        "JPY",
        "CAD",
        "AUD",
        "CNY",
        "SEK",
        "NOK",
        "DKK",
        "PLN",
        "CZK",
        "HUF",
        "RON",
        "XAF",
        "XOF",
        "XPF",
    )
)
GROUPS = str.maketrans("", "", SPACES + "'’")
LONG_DECIMALS = re.compile(r"([0-9]+)[.,]([0-9]{3,})(?:[ \u202f\u00a0]*€)?")
GROUPING = re.compile(rf"(?<=[0-9])[{SPACES}'’]+(?=[0-9])")
YEARS = range(1900, 2201)
DASH_ZERO = re.compile(rf"[{''.join(DASHES)}\N{{MINUS SIGN}}][{SPACES}]*€?|€[{SPACES}]*[{''.join(DASHES)}]")


def number_display(field: Field, number: Decimal, code: str) -> Display:
    """The value that a number has in the column under the number format `code`; ValueError for a broken code."""
    if code == GENERAL:
        return _without_noise(field, number)
    style = number_format(code)
    if style.has_percent:
        number = to_significant(number)
        return Fault(PERCENTAGE, {"value": f"{_plain(100 * number)} %", "number": _plain(number)})
    text = style.shown(number)
    if style.is_date(number):
        return _date(field, number, text)
    return text_display(field, number, text)


def _date(field: Field, number: Decimal, text: str) -> Display:
    """The year shown by a date format; no column takes any other date."""
    if field.type == "number":
        return Fault(DATE_MONTANT, {"value": text})
    if field.type == "string":
        return Fault(NOT_TEXT, {"value": text})
    if field.type == "year" and re.fullmatch("[0-9]{4}", text) and number not in YEARS:
        return text
    return _fault(text, number)


def text_display(field: Field, number: Decimal, text: str) -> Display:
    """The value that a number has in the column where a reader sees this text."""
    match field.type:
        case "number":
            return _montant(number, text)
        case "string":
            return _code(number, text)
        case _:
            return _integer(number, text)


def words_display(field: Field, stored: str, style: NumberFormat) -> Display:
    """The value that a text has in the column under a number format."""
    return seen_words(field, stored, style.shown_text(stored))


def seen_words(field: Field, stored: str, shown: str) -> Display:
    """The value that a text has in the column where a reader sees another one."""
    if shown.strip(SPACES) == stored.strip(SPACES):
        return STORED
    if field.type == "number" and readings(_bare(shown)) == readings(stored) != ():
        return STORED
    return shown if field.type == "string" and shown.strip(SPACES) else _fault(shown, stored)


def _without_noise(field: Field, number: Decimal) -> Display:
    """The amount at 15 digits, as a spreadsheet shows it, where further digits come from binary fractions."""
    rounded = to_significant(number)
    if rounded == number or field.type != "number" or not _is_sure(rounded) or rounded != rounded.quantize(CENT):
        return STORED
    return rounded


def _montant(number: Decimal, text: str) -> Display:
    bare = _bare(text)
    if number == 0 and DASH_ZERO.fullmatch(bare):
        return STORED
    found = _amounts(bare)
    if number in found:
        return STORED
    cents = to_significant(number)
    cents = cents.quantize(CENT, ROUND_HALF_UP) if _is_sure(cents) else cents
    return cents if cents in found else _fault(text, number)


def _amounts(text: str) -> tuple[Decimal, ...]:
    """The amounts in euros that a reader may see in the text."""
    if found := SCIENTIFIC.fullmatch(text.strip(f"€{SPACES}")):
        return (Decimal(found[1].replace(",", ".")).scaleb(int(found[2])),)
    if found := BRACKETS.fullmatch(text):
        return tuple(-amount for amount in _amounts((found[1] or found[2] or "").strip(SPACES)))
    if whole := LONG_DECIMALS.fullmatch(text):  # more decimals than an amount has, though the cell may store them
        return (Decimal(f"{whole[1]}.{whole[2]}"), *_read(text))
    return _read(text)


def _read(text: str) -> tuple[Decimal, ...]:
    return tuple(amount for amount in readings(text) if amount is not None)


def _bare(text: str) -> str:
    """The text with `€` for each word for euros, without alignment and grouping."""
    plain = TAX.sub("", EURO.sub("€", text))
    return GROUPING.sub("", plain).strip(SPACES)


def _integer(number: Decimal, text: str) -> Display:
    """The integer among words: `Axe 1` is 1."""
    found = NUMBER.fullmatch(GROUPING.sub("", text))
    words = f"{found['before']}\0{found['after']}" if found else ""
    if found and not SCALED.search(words) and not _names_currency(words):
        return STORED if number in _amounts(found["number"]) else _fault(text, number)
    return _fault(text, number)


def _names_currency(words: str) -> bool:
    """True where the words contain the sign or code of a currency other than the euro."""
    has_sign = any(unicodedata.category(letter) == "Sc" and letter != "€" for letter in words)
    return has_sign or not CURRENCIES.isdisjoint(re.findall("[A-Z]+", words))


def _code(number: Decimal, text: str) -> Display:
    """The text as displayed: `02` for the number 2 under the format `00`."""
    bare = text.replace(NARROW_SPACE, "").strip(SPACES)
    bare = digits if (digits := bare.translate(GROUPS)).isdecimal() else bare
    if not bare or SCIENTIFIC.search(bare):
        return _fault(text, number)
    if bare == f"{number:f}" or (bare[0] != "0" and number in _amounts(bare)):
        return STORED
    return bare


def _is_sure(number: Decimal) -> bool:
    """True where a float keeps the cents of the number."""
    return number.is_finite() and number.adjusted() + 3 <= FLOAT_DIGITS


def _fault(shown: str, stored: object) -> Fault:
    value = _plain(stored) if isinstance(stored, Decimal) else stored
    return Fault(SHOWN_OTHERWISE, {"shown": quoted(shown.strip()) if shown.strip() else _("nothing"), "value": value})


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}" if number else "0"
