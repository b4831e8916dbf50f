"""What a dataset can be asked for: sums by dimensions, lines in an order."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Dimension(StrEnum):
    """What lines can be summed by."""

    AXE = "axe"
    TERRITOIRE = "territoire"
    TYPE = "type"
    OBJECTIF = "objectif"
    EXERCICE = "exercice"


# The only names that reach SQL; `territoire` is its code, whose name the referentiel knows.
EXPRESSIONS = {
    Dimension.AXE: "axe::SMALLINT",
    Dimension.TERRITOIRE: "territoire_code",
    Dimension.TYPE: "territoire_types.type",
    Dimension.OBJECTIF: "objectif",
    Dimension.EXERCICE: "exercice::SMALLINT",
}


class Order(StrEnum):
    """How lines are sorted: by their key (the order of the brochure), or by amount, the greatest first."""

    KEY = "key"
    MONTANT = "montant"


@dataclass(frozen=True, slots=True)
class Aggregate:
    """The lines that share `keys`: how many, how many without amount, and their euros (None: none has any)."""

    keys: tuple[str | int, ...]
    lignes: int
    non_chiffrees: int
    montant: Decimal | None
