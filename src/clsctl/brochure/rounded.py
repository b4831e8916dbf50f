"""Amounts that a sentence gives in round words: `près d'une trentaine de millions d'euros`."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from clsctl.brochure.outline import Line, one_space
from clsctl.brochure.printed import DIGITS

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
WORDS = re.compile(
    r"(?:(?:près|environ|autour|quelque) d?['’]?\s?)?une (?P<about>[a-zé]+aine) de "
    r"(?P<unit>milliers|millions|milliards) d['’]euros",
    re.IGNORECASE,
)
NUMBERS = re.compile(
    rf"(?:(?:près de|environ|quelque) )?(?<![\w,.])(?P<whole>{DIGITS})(?:,(?P<decimals>\d+))?\s?"
    r"(?:(?P<unit>milliers?|millions?|milliards?) d['’]euros|(?P<sign>M€|k€|€|euros?)(?!\w))",
    re.IGNORECASE,
)
BOUND = re.compile(r"(?:plus|moins|jusqu['’]à|au moins|au plus|maximum|minimum) (?:de |d['’])?$", re.IGNORECASE)
CONTRACTS = re.compile("contrat|contractualis", re.IGNORECASE)
LONGEST_BOUND = 40  # letters of the words before an amount that make a limit of it
LONGEST_SENTENCE = 2_000  # letters on either side of an amount: a list without full stops is no sentence


@dataclass(frozen=True, slots=True)
class Rounded:
    """An amount in a sentence: its words, its value and its unit in euros, where it stands.

    `of_contracts`: the sentence speaks of the contracts; `bound`: it gives a limit, not the amount.
    """

    libelle: str
    montant: Decimal
    arrondi: Decimal
    line: Line
    of_contracts: bool
    bound: bool


def rounded_amounts(prose: Sequence[Line]) -> Iterator[Rounded]:
    """The amounts in running text, in order, wherever its lines break."""
    lines = list(prose)
    words = [one_space(line.text) + " " for line in lines]
    starts = [0, *accumulate(map(len, words))][:-1]
    text = "".join(words)
    for found in sorted([*WORDS.finditer(text), *NUMBERS.finditer(text)], key=lambda match: match.start()):
        if (value := _value(found)) is None:
            continue
        line = lines[bisect_right(starts, found.start()) - 1]
        yield Rounded(
            found.group().strip(),
            *value,
            line,
            of_contracts=CONTRACTS.search(_sentence(text, found.start())) is not None,
            bound=BOUND.search(text[max(found.start() - LONGEST_BOUND, 0) : found.start()]) is not None,
        )


def _value(found: re.Match[str]) -> tuple[Decimal, Decimal] | None:
    groups = found.groupdict()
    unit = Decimal(UNITS[(groups.get("unit") or groups.get("sign") or "€").lower().rstrip("s")])
    if about := groups.get("about"):
        if about.lower() not in ABOUT:
            return None
        number, step = ABOUT[about.lower()]
        return number * unit, step * unit
    decimals = groups["decimals"] or ""
    whole = re.sub(r"\D", "", groups["whole"])
    return Decimal(f"{whole}.{decimals or 0}") * unit, unit / 10 ** len(decimals)


def _sentence(text: str, place: int) -> str:
    first, last = max(place - LONGEST_SENTENCE, 0), place + LONGEST_SENTENCE
    start = max(text.rfind(". ", first, place), first)
    end = text.find(". ", place, last)
    return text[start : end if end >= 0 else last]
