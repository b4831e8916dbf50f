"""Amounts that a sentence gives in round words: `près d'une trentaine de millions d'euros`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from clsctl.brochure.outline import Line, one_space
from clsctl.brochure.printed import DIGITS
from clsctl.referentiel import fold

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
CONTRACTS = ("contrat", "contractualis")


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
    text, starts = "", []
    for line in prose:
        starts.append((len(text), line))
        text += one_space(line.text) + " "
    for found in sorted([*WORDS.finditer(text), *NUMBERS.finditer(text)], key=lambda match: match.start()):
        if (value := _value(found)) is None:
            continue
        line = [line for start, line in starts if start <= found.start()][-1]
        yield Rounded(
            found.group().strip(),
            *value,
            line,
            of_contracts=any(word in fold(_sentence(text, found.start())) for word in CONTRACTS),
            bound=BOUND.search(text[: found.start()]) is not None,
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
    start = max(text.rfind(". ", 0, place), 0)
    end = text.find(". ", place)
    return text[start : end if end >= 0 else len(text)]
