"""Number formats of Excel (ECMA-376, part 1, 18.8.31): the text displayed for a number or a text.

Digits are grouped by narrow no-break spaces and separated from decimals by a comma, as in French Excel. Of a date, only
the year is formatted.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import Enum, auto
from fractions import Fraction
from functools import cache

from clsctl.montant import NARROW_SPACE

GENERAL = "General"
SIGNIFICANT = 15  # digits that Excel displays; further ones are zeros
MOST_DIGITS = 800  # twice the digits of the largest number in a spreadsheet
LONGEST_CODE = 255  # characters of a number format in Excel
# Built-in formats by number, which a file need not declare. The currency of 5-8, 42 and 44 is that of the reader's
# system; libraries without a system locale write dollars. 27-36 and 50-58 are East Asian dates.
BUILT_IN = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"$"#,##0_);("$"#,##0)',
    6: '"$"#,##0_);[Red]("$"#,##0)',
    7: '"$"#,##0.00_);("$"#,##0.00)',
    8: '"$"#,##0.00_);[Red]("$"#,##0.00)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    **dict.fromkeys((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)), "yyyy-mm-dd"),
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    42: '_("$"* #,##0_);_("$"* (#,##0);_("$"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)',
    48: "##0.0E+0",
    49: "@",
}
EPOCH = date(1899, 12, 30)
LAST_DAY = 2_958_465  # 31 December 9999

TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"?             # a text as it stands
    | \\(?P<escaped>.)                 # a letter as it stands
    | _(?P<width>.)                    # a blank as wide as the letter
    | \*(?P<fill>.)                    # the letter as often as there is room
    | \[(?P<bracket>[^\]]*)\]          # a colour, a condition, a currency, a span of time
    | (?P<general>General)
    | (?P<exponent>E[+-])
    | (?P<half>AM/PM|A/P)
    | (?P<digit>[0#?])
    | (?P<point>\.)
    | (?P<comma>,)
    | (?P<percent>%)
    | (?P<text>@)
    | (?P<slash>/)
    | (?P<word>EUR(?:OS?)?|k€|M€)       # letters that nobody quoted
    | (?P<date>[ymdhs]+)
    | (?P<letter>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]+)?)")
CURRENCY = re.compile(r"\$([^-]*)(?:-.*)?")  # a symbol and its language: `$€-40C`, `$$-en-US`
OPTIONAL = "\0"  # a zero after the point, which `#` displays only before another digit
UNNEEDED = re.compile(rf",?{OPTIONAL}+(?![0-9{OPTIONAL}])|,(?![0-9{OPTIONAL}])")
SPAN = re.compile(r"h+|m+|s+", re.IGNORECASE)
COMPARED: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
}


class FormatPart(Enum):
    """The meaning of a piece of a format."""

    LITERAL = auto()
    DIGIT = auto()
    POINT = auto()
    COMMA = auto()
    PERCENT = auto()
    EXPONENT = auto()
    GENERAL = auto()
    TEXT = auto()
    SLASH = auto()
    DATE = auto()


Piece = tuple[FormatPart, str]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a format between `;`: its pieces in order, and its condition on numbers, if any."""

    pieces: tuple[Piece, ...]
    condition: tuple[str, Decimal] | None = None

    def has(self, part: FormatPart) -> bool:
        """True where a piece has that meaning."""
        return any(each is part for each, _text in self.pieces)

    @property
    def is_for_negatives(self) -> bool:
        """True where the condition excludes every positive number: such a section writes the sign itself."""
        return self.condition is not None and self.condition[0] in {"<", "<="} and self.condition[1] <= 0

    def accepts(self, number: Decimal) -> bool:
        """True where the condition of the section holds; a section without one accepts all numbers."""
        return self.condition is None or COMPARED[self.condition[0]](number, self.condition[1])


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A number format: one to four sections."""

    sections: tuple[Section, ...]

    @property
    def has_percent(self) -> bool:
        """True where a section displays 0.5 as 50 %."""
        return any(section.has(FormatPart.PERCENT) for section in self.sections)

    def section(self, number: Decimal) -> tuple[Section, bool]:
        """The section for the number, and whether a sign precedes it."""
        numeric = [section for section in self.sections[:3] if not section.has(FormatPart.TEXT)]
        if not numeric:  # a format for text displays a number as General does
            return Section(((FormatPart.GENERAL, GENERAL),)), number < 0
        if any(section.condition for section in numeric):
            for index, section in enumerate(numeric):
                if section.accepts(number):
                    return section, number < 0 and not index and not section.is_for_negatives
            return Section(((FormatPart.LITERAL, "#"),)), False
        first, *others = numeric
        if number < 0 and others:
            return others[0], False
        if number == 0 and len(others) > 1:
            return others[1], False
        return first, number < 0

    def is_date(self, number: Decimal) -> bool:
        """True where the number is displayed as a date or a time."""
        return self.section(number)[0].has(FormatPart.DATE)

    def shown(self, number: Decimal) -> str:
        """The text for a number, without alignment."""
        number = to_significant(number)
        section, is_signed = self.section(number)
        if not section.pieces and len(self.sections) == 1:
            return _general(number)
        with localcontext(prec=MOST_DIGITS):
            text = _section_text(section, abs(number))
        return f"-{text}" if is_signed and re.search("[1-9]", text) else text

    def shown_text(self, text: str) -> str:
        """The text for a cell of text, by the last section if it is one for text."""
        section = self.sections[-1]
        if len(self.sections) == 4 or section.has(FormatPart.TEXT):
            return "".join(text if part is FormatPart.TEXT else piece for part, piece in section.pieces)
        return text


@cache
def number_format(code: str) -> NumberFormat:
    """The format with that code; ValueError for one longer than Excel accepts."""
    if len(code) > LONGEST_CODE:
        raise ValueError(f"{code[:LONGEST_CODE]}…")
    sections: list[list[Piece]] = [[]]
    conditions: list[tuple[str, Decimal] | None] = [None]
    for token in TOKEN.finditer(code):
        kind, text = token.lastgroup or "", token[token.lastgroup or 0]
        if kind == "letter" and text == ";":
            sections.append([])
            conditions.append(None)
        elif kind == "bracket" and (found := CONDITION.fullmatch(text)):
            conditions[-1] = found[1], Decimal(found[2])
        else:
            sections[-1].extend(_pieces(kind, text))
    return NumberFormat(
        tuple(Section(tuple(pieces), condition) for pieces, condition in zip(sections, conditions, strict=True))
    )


def _pieces(kind: str, text: str) -> Iterator[Piece]:
    match kind:
        case "quoted" | "escaped" | "word" | "letter":
            yield FormatPart.LITERAL, text
        case "bracket":
            if found := CURRENCY.fullmatch(text):
                yield FormatPart.LITERAL, found[1]
            elif SPAN.fullmatch(text):
                yield FormatPart.DATE, text
        case "width":
            yield FormatPart.LITERAL, " "
        case "date" | "half":
            yield FormatPart.DATE, text
        case "digit" | "point" | "comma" | "percent" | "exponent" | "general" | "text" | "slash":
            yield FormatPart[kind.upper()], text


def to_significant(number: Decimal) -> Decimal:
    """The number at the precision that a spreadsheet displays: 15 digits, halves rounded up."""
    if not number or number.adjusted() - int(number.as_tuple().exponent) < SIGNIFICANT:
        return number
    return number.quantize(Decimal(1).scaleb(number.adjusted() - SIGNIFICANT + 1), ROUND_HALF_UP)


def _general(number: Decimal) -> str:
    return _plain(number).replace(".", ",")


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _section_text(section: Section, number: Decimal) -> str:
    if section.has(FormatPart.DATE):
        return _date_text(section, number)
    if section.has(FormatPart.SLASH) and section.has(FormatPart.DIGIT):
        return _fraction_text(section, number)
    if section.has(FormatPart.EXPONENT):
        return _scientific_text(section, number)
    pieces = section.pieces
    scaled = number.scaleb(2 * sum(part is FormatPart.PERCENT for part, _text in pieces)).scaleb(-3 * _scale(pieces))
    return _decimal_text(pieces, scaled)


def _scale(pieces: Sequence[Piece]) -> int:
    """The number of commas after the last integer digit: each divides by a thousand."""
    digits = [index for index, (part, _text) in enumerate(pieces) if part is FormatPart.DIGIT]
    if not digits:
        return 0
    point = next((index for index, (part, _text) in enumerate(pieces) if part is FormatPart.POINT), len(pieces))
    ends = {max((index for index in digits if index < point), default=-1), digits[-1]}
    count = 0
    for end in ends:
        for part, _text in pieces[end + 1 :]:
            if part is not FormatPart.COMMA:
                break
            count += 1
    return count


def _decimal_text(pieces: Sequence[Piece], number: Decimal) -> str:
    """The pieces with the number's digits in their places: the integer part from the right, decimals from the left."""
    point = next((index for index, (part, _text) in enumerate(pieces) if part is FormatPart.POINT), len(pieces))
    places = sum(part is FormatPart.DIGIT for part, _text in pieces[point:])
    digits = [text for part, text in pieces[:point] if part is FormatPart.DIGIT]
    whole, _dot, decimals = f"{number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}".partition(".")
    whole = whole.lstrip("0")
    if not digits and any(part is FormatPart.DIGIT for part, _text in pieces):  # `.00` displays the integer part
        pieces, digits, point = [*pieces[:point], (FormatPart.DIGIT, "#"), *pieces[point:]], ["#"], point + 1
    is_grouped = _is_grouped(pieces[:point])
    written, left = _whole_texts(digits, whole, is_grouped=is_grouped), iter(decimals)
    shown = iter(written)
    texts: list[str] = []
    for index, (part, text) in enumerate(pieces):
        if part is FormatPart.DIGIT:
            digit = next(shown) if index < point else next(left, "0")
            texts.append(OPTIONAL if index > point and text == "#" and digit == "0" else digit)
        elif part is FormatPart.POINT:
            texts.append("," if index == point else ".")
        elif part is FormatPart.GENERAL:
            texts.append(_general(number))
        elif part in {FormatPart.LITERAL, FormatPart.PERCENT, FormatPart.SLASH}:
            texts.append(text)
    return UNNEEDED.sub("", "".join(texts)).replace(OPTIONAL, "0")


def _is_grouped(pieces: Sequence[Piece]) -> bool:
    """True where a comma is between two integer digits."""
    parts = [part for part, _text in pieces if part in {FormatPart.DIGIT, FormatPart.COMMA}]
    return any(
        part is FormatPart.COMMA and FormatPart.DIGIT in parts[:index] and FormatPart.DIGIT in parts[index + 1 :]
        for index, part in enumerate(parts)
    )


def _whole_texts(marks: Sequence[str], whole: str, *, is_grouped: bool) -> list[str]:
    """The text at each integer digit mark: the first takes all digits left over."""
    texts: list[str] = []
    length = max(len(whole), len(marks))
    padded = whole.rjust(length, "\1")
    for place, digit in enumerate(padded, 1):
        mark = marks[max(place - 1 - (length - len(marks)), 0)] if marks else "#"
        text = digit if digit != "\1" else {"0": "0", "?": " "}.get(mark, "")
        follows = length - place
        if is_grouped and text.strip() and follows and follows % 3 == 0:
            text += NARROW_SPACE
        texts.append(text)
    if not marks:
        return []
    head = len(texts) - len(marks) + 1
    return ["".join(texts[:head]), *texts[head:]]


def _scientific_text(section: Section, number: Decimal) -> str:
    """Scientific notation, with the format's number of digits before the point."""
    at = next(index for index, (part, _text) in enumerate(section.pieces) if part is FormatPart.EXPONENT)
    mantissa, exponent_pieces = section.pieces[:at], section.pieces[at + 1 :]
    point = next((index for index, (part, _text) in enumerate(mantissa) if part is FormatPart.POINT), len(mantissa))
    width = max(sum(part is FormatPart.DIGIT for part, _text in mantissa[:point]), 1)
    power = number.adjusted() if number else 0
    power = power // width * width
    places = sum(part is FormatPart.DIGIT for part, _text in mantissa[point:])
    rounded = number.scaleb(-power).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    power += width * (rounded.adjusted() >= width)  # 9.99 becomes 1.0 of the next power
    digits = "".join("0" for part, _text in exponent_pieces if part is FormatPart.DIGIT)
    tail = "".join(text for part, text in exponent_pieces if part is FormatPart.LITERAL)
    sign = "-" if power < 0 else section.pieces[at][1][1:].replace("-", "")
    return f"{_decimal_text(mantissa, number.scaleb(-power))}E{sign}{abs(power):0{max(len(digits), 1)}d}{tail}"


def _fraction_text(section: Section, number: Decimal) -> str:
    """The integer and a fraction, with a divisor of as many digits as the format has."""
    at = next(index for index, (part, _text) in enumerate(section.pieces) if part is FormatPart.SLASH)
    below = [text for part, text in section.pieces[at + 1 :] if part is FormatPart.DIGIT]
    whole, rest = divmod(number, 1)
    found = Fraction(rest).limit_denominator(10 ** min(max(len(below), 1), 3) - 1)
    if found == 1:
        whole, found = whole + 1, Fraction(0)
    words = "".join(text for part, text in section.pieces if part is FormatPart.LITERAL and text.strip())
    fraction = f" {found.numerator}/{found.denominator}" if found else ""
    return f"{whole:.0f}{fraction}{words}"


def _date_text(section: Section, number: Decimal) -> str:
    """The year where the format displays only that; else the date as ISO 8601 writes it."""
    if number > LAST_DAY:
        return "#"
    day = EPOCH + timedelta(days=int(number))
    dates = {text.lower() for part, text in section.pieces if part is FormatPart.DATE}
    if dates == {"yyyy"}:
        return "".join(str(day.year) if part is FormatPart.DATE else text for part, text in section.pieces)
    return day.isoformat()
