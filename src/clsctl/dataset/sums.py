"""The dimensions, orders and aggregates that a dataset can be asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from clsctl.vocabulary.referentiel import Referentiel


class Dimension(StrEnum):
    """A dimension to sum lines by."""

    AXE = "axe"
    TERRITOIRE = "territoire"
    TYPE = "type"
    OBJECTIF = "objectif"
    EXERCICE = "exercice"
    THEME = "theme"


# The only names that reach SQL; `territoire` is its code, named by the referentiel.
EXPRESSIONS = {
    Dimension.AXE: "axe::SMALLINT",
    Dimension.TERRITOIRE: "territoire_code",
    Dimension.TYPE: "territoire_types.type",
    Dimension.OBJECTIF: "objectif",
    Dimension.EXERCICE: "exercice::SMALLINT",
    Dimension.THEME: "theme",
}


class Order(StrEnum):
    """The order of lines: by key (the brochure's order), or by amount, the greatest first."""

    KEY = "key"
    MONTANT = "montant"


@dataclass(frozen=True, slots=True)
class Aggregate:
    """The lines that share `keys`: their number, those without amount, and their euros (None: none has any)."""

    keys: tuple[str | int, ...]
    lignes: int
    non_chiffrees: int
    montant: Decimal | None


@dataclass(frozen=True, slots=True)
class Spread:
    """The least, the two middle and the greatest amounts of a group of lines; None where none has an amount.

    The two middle ones are the same where the number of amounts is odd.
    """

    least: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    greatest: Decimal | None = None


def in_key_order(
    aggregates: Iterable[Aggregate], by: Sequence[Dimension], referentiel: Referentiel
) -> tuple[Aggregate, ...]:
    """The aggregates in key order: territoires and their types as in territoires.csv."""
    codes = [known.code for known in referentiel.territoires]
    types = list(dict.fromkeys(known.type for known in referentiel.territoires))
    themes = [*(known.theme for known in referentiel.themes.themes), ""]
    orders = {Dimension.TERRITOIRE: codes, Dimension.TYPE: types, Dimension.THEME: themes}

    def rank(aggregate: Aggregate) -> tuple[object, ...]:
        pairs = zip(by, aggregate.keys, strict=True)
        return tuple(orders[dimension].index(str(key)) if dimension in orders else key for dimension, key in pairs)

    return tuple(sorted(aggregates, key=rank))
