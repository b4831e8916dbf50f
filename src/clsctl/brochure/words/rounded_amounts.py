"""The rounded amounts of sentences: `près d'une trentaine de millions d'euros`."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum, auto
from itertools import accumulate

from clsctl.brochure.page.outline import Above, Line, one_space
from clsctl.brochure.printed_amounts import DIGITS

ABOUT = {
    "dizaine": (10, 10),
    "quinzaine": (15, 5),
    "vingtaine": (20, 10),
    "trentaine": (30, 10),
    "quarantaine": (40, 10),
    "cinquantaine": (50, 10),
    "soixantaine": (60, 10),
    "centaine": (100, 100),
}
UNITS = {"millier": 10**3, "million": 10**6, "milliard": 10**9, "m€": 10**6, "k€": 10**3, "€": 1, "euro": 1}
COUNTED = {
    "un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10,
    "douze": 12, "quinze": 15, "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50,
}  # fmt: skip
ABOUT_WORDS = (
    r"(?:(?:près|autour|de l['’]ordre|aux alentours) d(?:e |['’]\s?)|environ |quelque |approximativement |presque )"
)
WORDS = re.compile(
    rf"{ABOUT_WORDS}?une (?P<about>[a-zé]+aine) de (?P<unit>milliers|millions|milliards) d['’]euros", re.IGNORECASE
)
# `1,7 million` without `d'euros` is an amount too, unless it counts something else.
NUMBERS = re.compile(
    rf"{ABOUT_WORDS}?(?<![\w,.])(?:(?P<whole>{DIGITS})(?:,(?P<decimals>\d+))?|(?P<word>{'|'.join(COUNTED)})(?= mill?i))"
    r"\s?(?:(?P<unit>milliers?|millions?|milliards?)(?P<euros>\s(?:d['’]euros|€))?(?!\w|\s(?:et demi|de\s|d['’]))"
    r"|(?P<sign>M€|k€|€|euros?)(?!\w))",
    re.IGNORECASE,
)
# Words directly before or after an amount that make it a limit; `plus de` requires strictly more.
MORE = re.compile(
    r"(?:plus d(?:e |['’])|supérieure?s? (?:à |aux )|au[- ]delà d(?:e |es |['’])|(?:dépass|excèd)\w+ (?:les? )?)$",
    re.IGNORECASE,
)
AT_LEAST = re.compile(
    r"(?:pas moins d(?:e |['’])|au moins |au minimum |(?<!au )minimum (?:de |d['’])?|à partir de )$", re.IGNORECASE
)
LESS = re.compile(r"(?:moins d(?:e |['’])|inférieure?s? (?:à |aux ))$", re.IGNORECASE)
AT_MOST = re.compile(
    r"(?:pas plus d(?:e |['’])|au plus |au maximum |(?<!au )maximum (?:de |d['’])?|jusqu['’]à |dans la limite de |"
    r"(?:dépass|excèd)\w+ pas (?:les? )?|(?:plafonn|limit)\w+ à )$",
    re.IGNORECASE,
)
AT_LEAST_AFTER = re.compile(r"\s?(?:au moins|au minimum|(?:et|ou) plus)\b", re.IGNORECASE)
AT_MOST_AFTER = re.compile(r"\s?(?:au plus|au maximum|maximum|(?:et|ou) moins)\b", re.IGNORECASE)
BETWEEN = re.compile(
    rf"(?:entre|de) (?P<low>{DIGITS}(?:,\d+)?)(?: (?:milliers?|millions?|milliards?|M€|k€|€|euros?)(?: d['’]euros)?)? "
    "(?:et|à) $",
    re.IGNORECASE,
)
FROM = re.compile(r"\bentre $", re.IGNORECASE)
# A part, a difference, a sum of several years: not reproducible from the lines of one year.
ELSE_BEFORE = re.compile(
    r"\b(?:dont|hausse d\w*|augmentation d\w*|baisse d\w*|diminution d\w*|progress\w+ d\w*|écart d\w*|contre)"
    r"(?:e |['’]|\s)(?:\w+ d(?:e |['’]))?$",
    re.IGNORECASE,
)
ELSE_AFTER = re.compile(
    r"\s?(?:de plus|de moins|en plus|en moins|supplémentaires?|sur (?:la période|\w+ ans|20\d\d|la durée))\b",
    re.IGNORECASE,
)
CONTRACTS = re.compile("contrat|contractualis", re.IGNORECASE)
MONEY = re.compile(r"euro|€|budget|crédit|financ|montant|mobilis|coût|enveloppe|dotation|engag", re.IGNORECASE)
LONGEST_WORDS = 60  # characters of context that can make an amount something else
LONGEST_SENTENCE = 2_000  # characters on either side of an amount: a list without full stops is not a sentence


class Sense(StrEnum):
    """The relation of the lines' sum to an amount; NONE: the sentence does not say that it is their sum."""

    ROUNDED = auto()
    MORE = auto()
    AT_LEAST = auto()
    LESS = auto()
    AT_MOST = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Rounded:
    """An amount in a sentence: its words, its value and unit in euros, its position, and its sentence."""

    libelle: str
    montant: Decimal
    arrondi: Decimal
    line: Line
    sense: Sense
    sentence: str

    @property
    def of_contracts(self) -> bool:
        """True where the sentence is about the contracts."""
        return CONTRACTS.search(self.sentence) is not None

    @property
    def bound(self) -> bool:
        """True where it limits the sum and is not a figure."""
        return self.sense not in {Sense.ROUNDED, Sense.NONE}

    def is_met_by(self, computed: Decimal) -> bool:
        """True where `computed` respects the limit."""
        return {
            Sense.MORE: computed > self.montant,
            Sense.AT_LEAST: computed >= self.montant,
            Sense.LESS: computed < self.montant,
            Sense.AT_MOST: computed <= self.montant,
        }.get(self.sense, True)


def rounded_amounts(prose: Sequence[Line]) -> Iterator[Rounded]:
    """The amounts in running text, in order, across line breaks; a paragraph ends a sentence."""
    lines = list(prose)
    words = [("\n" if line.above is Above.APART else "") + one_space(line.text) + " " for line in lines]
    starts = [0, *accumulate(map(len, words))][:-1]
    text = "".join(words)
    for found in sorted([*WORDS.finditer(text), *NUMBERS.finditer(text)], key=lambda match: match.start()):
        value = _value(found)
        sentence = _sentence(text, found.start())
        bare = found.groupdict().get("unit") and found.groupdict().get("euros") is None and "whole" in found.groupdict()
        if value is None or (bare and MONEY.search(sentence) is None):
            continue
        line = lines[bisect_right(starts, found.start()) - 1]
        before = text[max(found.start() - LONGEST_WORDS, 0) : found.start()]
        sense, prefix = _sense(before, text[found.end() : found.end() + LONGEST_WORDS])
        if low := BETWEEN.search(before):
            least = Decimal(re.sub(r"[^\d,]", "", low["low"]).replace(",", ".")) * _unit(found)
            yield Rounded(f"{low.group()}{found.group()}".strip(), least, *_rest(value, line, Sense.AT_LEAST, sentence))
            sense, prefix = Sense.AT_MOST, low.group()
        yield Rounded(f"{prefix}{found.group()}".strip(), value[0], *_rest(value, line, sense, sentence))


def _rest(value: tuple[Decimal, Decimal], line: Line, sense: Sense, sentence: str) -> tuple[Decimal, Line, Sense, str]:
    return value[1], line, sense, sentence


def _sense(before: str, after: str) -> tuple[Sense, str]:
    """The sense that the words beside an amount give it, and those words."""
    if ELSE_BEFORE.search(before) or ELSE_AFTER.match(after):
        return Sense.NONE, ""
    limits = (
        (AT_LEAST, Sense.AT_LEAST),  # `pas moins de` before `moins de`
        (AT_MOST, Sense.AT_MOST),
        (MORE, Sense.MORE),
        (LESS, Sense.LESS),
        (FROM, Sense.AT_LEAST),
    )
    for pattern, sense in limits:
        if words := pattern.search(before):
            return sense, words.group()
    if AT_LEAST_AFTER.match(after):
        return Sense.AT_LEAST, ""
    return (Sense.AT_MOST if AT_MOST_AFTER.match(after) else Sense.ROUNDED), ""


def _unit(found: re.Match[str]) -> Decimal:
    groups = found.groupdict()
    return Decimal(UNITS[(groups.get("unit") or groups.get("sign") or "€").lower().rstrip("s")])


def _value(found: re.Match[str]) -> tuple[Decimal, Decimal] | None:
    groups = found.groupdict()
    unit = _unit(found)
    if about := groups.get("about"):
        if about.lower() not in ABOUT:
            return None
        number, step = ABOUT[about.lower()]
        return number * unit, step * unit
    if groups["word"]:
        return COUNTED[groups["word"].lower()] * unit, unit
    decimals = groups["decimals"] or ""
    whole = re.sub(r"\D", "", groups["whole"])
    return Decimal(f"{whole}.{decimals or 0}") * unit, unit / 10 ** len(decimals)


def _sentence(text: str, place: int) -> str:
    first, last = max(place - LONGEST_SENTENCE, 0), place + LONGEST_SENTENCE
    start = max(text.rfind(". ", first, place), text.rfind("\n", first, place), first)
    ends = [end for end in (text.find(". ", place, last), text.find("\n", place, last)) if end >= 0]
    return text[start : min(ends, default=last)]
