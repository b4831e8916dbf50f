"""The text that Excel shows for a value under a number format, as a French reader gets it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

GROUP = "\u202f"
TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?'
    r"|\\(?P<escaped>.)"
    r"|_(?P<blank>.)"
    r"|\*(?P<fill>.)"
    r"|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>General|Standard)"
    r"|(?P<power>E[+-])"
    r"|(?P<meridian>AM/PM|A/P)"
    r"|(?P<date>[ymdhsYMDHS]+)"
    r"|(?P<digit>[0#?])"
    r"|(?P<mark>[.,%/@])"
    r"|(?P<literal>.)",
    re.DOTALL,
)
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)")
HOLDS = {
    "<=": Decimal.__le__,
    ">=": Decimal.__ge__,
    "<>": Decimal.__ne__,
    "<": Decimal.__lt__,
    ">": Decimal.__gt__,
    "=": Decimal.__eq__,
}
# The formats that a workbook names by number alone.
# fmt: off
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;[Red]-#,##0.00", 45: "mm:ss",
    46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0", 49: "@"
}
# fmt: on


@dataclass(frozen=True, slots=True)
class Shown:
    """The text of a cell; `is_date` where it is a day or an hour, `odd` where readers may differ about it."""

    text: str
    is_date: bool = False
    odd: str = ""


@dataclass(slots=True)
class Section:
    """The tokens of one of up to four parts of a format, and the condition under which it holds."""

    tokens: list[tuple[str, str]] = field(default_factory=list)
    condition: tuple[str, Decimal] | None = None
    odd: str = ""

    def has(self, kind: str, *texts: str) -> bool:
        """True where it has a token of that kind, or one of these."""
        return any(each == kind and (not texts or text in texts) for each, text in self.tokens)


def shown(value: Decimal, code: str) -> Shown:
    """The number under that format."""
    sections = _sections(code)
    numeric = sections[:3] if len(sections) > 1 or not sections[0].has("mark", "@") else [Section([("general", "")])]
    chosen, magnitude = _chosen(numeric, value)
    if chosen is None:
        return Shown("###")
    if chosen.has("date"):
        return Shown("a date", is_date=True)
    text = "".join(_filled(chosen, magnitude))
    return Shown(text, odd=chosen.odd)


def shown_text(text: str, code: str) -> str:
    """A text under that format: as it is, unless a section says otherwise."""
    sections = _sections(code)
    last = sections[-1]
    if len(sections) == 4 or last.has("mark", "@"):
        return "".join(text if (kind, each) == ("mark", "@") else _literal(kind, each) for kind, each in last.tokens)
    return text


def _sections(code: str) -> list[Section]:
    found = [Section()]
    for match in TOKEN.finditer(code or "General"):
        kind, text = str(match.lastgroup), match[str(match.lastgroup)]
        if (kind, text) == ("literal", ";"):
            found.append(Section())
        elif kind == "bracket":
            _bracket(found[-1], text)
        else:
            if kind == "fill" and text not in " -":
                found[-1].odd = f"filled with {text!r}"
            found[-1].tokens.append((kind, text))
    return found


def _bracket(section: Section, text: str) -> None:
    condition = CONDITION.fullmatch(text.strip())
    if condition:
        section.condition = condition[1], Decimal(condition[2])
    elif text.startswith("$"):
        section.tokens.append(("quoted", text[1:].partition("-")[0]))
    elif re.fullmatch("[hms]+", text, re.IGNORECASE):
        section.tokens.append(("date", text))
    elif text.casefold() in {"white", "blanc"}:
        section.odd = "white on white"


def _chosen(sections: Sequence[Section], value: Decimal) -> tuple[Section | None, Decimal]:
    """The section for the value, and what of the value it shows: a second one shows no sign."""
    if any(each.condition for each in sections):
        for each in sections:
            if each.condition is None or HOLDS[each.condition[0]](value, each.condition[1]):
                return each, value
        return None, value
    if len(sections) == 1 or value > 0:
        return sections[0], value
    if value < 0:
        return sections[1], -value
    return sections[2] if len(sections) == 3 else sections[0], value


def _literal(kind: str, text: str) -> str:
    if kind in {"quoted", "escaped", "literal"}:
        return text
    return " " if kind in {"blank", "fill"} else ""


def _filled(section: Section, value: Decimal) -> Iterator[str]:
    """The texts of the tokens, digits in their places."""
    if section.has("general"):
        for kind, text in section.tokens:
            yield plain(value) if kind == "general" else _literal(kind, text) or text * (text == "%")
        return
    if section.has("power") or (section.has("mark", "/") and section.has("digit")):
        section.odd = "a fraction or a power"
        yield plain(value)
        return
    tokens = list(section.tokens)
    percent = sum(token == ("mark", "%") for token in tokens)
    places = [index for index, token in enumerate(tokens) if token[0] == "digit"]
    if not places:
        yield "-" if value < 0 else ""
        yield from ("%" if token == ("mark", "%") else _literal(*token) for token in tokens)
        return
    point = next((index for index, token in enumerate(tokens) if token == ("mark", ".")), None)
    whole = [index for index in places if point is None or index < point]
    decimals = [index for index in places if point is not None and index > point]
    scale = sum(_commas(tokens, end) for end in {whole[-1] if whole else -1, places[-1]})
    grouped = any(tokens[index] == ("mark", ",") for one, other in pairwise(whole) for index in range(one + 1, other))
    number = abs(value) * 100**percent / 1000**scale
    number = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    digits, _point, cents = f"{number:f}".partition(".")
    written = _placed(digits.lstrip("0"), [tokens[index][1] for index in whole], grouped=grouped)
    after = _after(cents, [tokens[index][1] for index in decimals])
    out = dict(zip(whole, written, strict=True)) | dict(zip(decimals, after, strict=True))
    yield "-" if value < 0 and number else ""
    for index, (kind, text) in enumerate(tokens):
        if index in out:
            yield out[index]
        elif (kind, text) == ("mark", "."):
            yield "".join(written) * (not whole) + ("," if index == point else ".")
        elif kind == "mark":
            yield "" if text == "," else text
        else:
            yield _literal(kind, text)


def _commas(tokens: Sequence[tuple[str, str]], digit: int) -> int:
    """The number of commas right behind that digit: each divides by a thousand."""
    behind = tokens[digit + 1 :] if digit >= 0 else ()
    return next((index for index, token in enumerate(behind) if token != ("mark", ",")), len(behind))


def _placed(digits: str, holders: Sequence[str], *, grouped: bool) -> list[str]:
    """The digits before the point, one to a holder, the first of which takes all that are left over."""
    texts: list[str] = []
    for number, holder in enumerate(reversed(holders)):
        is_first = number == len(holders) - 1
        taken, digits = (digits, "") if is_first else (digits[-1:], digits[:-1])
        filler = {"0": "0", "?": " ", "#": ""}[holder]
        text = taken or filler
        if grouped:
            text = _grouped(text, number)
        texts.append(text)
    return texts[::-1]


def _grouped(text: str, places: int) -> str:
    """The digits with a thin space after each that has a multiple of three to its right."""
    return "".join(
        each + (GROUP if (right := places + len(text) - 1 - index) and right % 3 == 0 else "")
        for index, each in enumerate(text)
    )


def _after(cents: str, holders: Sequence[str]) -> list[str]:
    """The digits behind the point; zeros at the end give way to blanks or nothing."""
    texts = list(cents)
    for index in reversed(range(len(holders))):
        if texts[index] != "0" or holders[index] == "0":
            break
        texts[index] = " " if holders[index] == "?" else ""
    return texts


def plain(value: Decimal) -> str:
    """The number as General shows it."""
    return f"{value.normalize():f}".replace(".", ",") if value else "0"
