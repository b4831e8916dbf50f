"""Contexte: figures of other programmes on the same themes, never added: their periods and scopes differ."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from clsctl.language import _, mark

EUROS = "EUR"
# The units of the bundled figures, for readers of English; any other is shown as its file has it.
UNITS = {
    "habitants": mark("inhabitants"),
    "jardins": mark("gardens"),
    "logements": mark("dwellings"),
    "ménages": mark("households"),
    "opérations": mark("operations"),
    "personnes": mark("people"),
    "places": mark("places"),
    "projets": mark("projects"),
    "quartiers": mark("neighbourhoods"),
}


class Precision(StrEnum):
    """The commitment of the source: without reserve, about, more than, or as a target."""

    EXACT = "exact"
    ENVIRON = "environ"
    PLUS_DE = "plus_de"
    OBJECTIF = "objectif"


class Cumul(StrEnum):
    """The time that a figure covers: a year, a date, the years since the first, or several years."""

    ANNEE = "annee"
    STOCK = "stock"
    DEPUIS = "depuis"
    PLURIANNUEL = "pluriannuel"


class Span(NamedTuple):
    """The first and the last year of a period."""

    first: int
    last: int

    @classmethod
    def read(cls, periode: str) -> "Span":
        """The span of `2024` or of `2018-2020`."""
        first, _dash, last = periode.partition("-")
        return cls(int(first), int(last or first))

    @property
    def is_one_year(self) -> bool:
        """True for a single year."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Contexte:
    """A figure of another programme, in whole units of `unite` (EUR for euros).

    `theme` is empty for a figure of no theme; `territoire_code` and `territoire` are empty where `perimetre` is wider
    than every territoire. `ligne` is the line of the extracted `source` where the figure begins.
    """

    id: str
    programme: str
    periode: str
    theme: str
    territoire_code: str
    territoire: str
    perimetre: str
    mesure: str
    valeur: int
    unite: str
    precision: str
    cumul: str
    libelle: str
    source: str
    date_source: str
    ligne: int | None


def unit_text(unite: str) -> str:
    """A unit in the user's language; a unit of other data than the bundled ones is theirs, word for word."""
    return _(UNITS[unite]) if unite in UNITS else unite
