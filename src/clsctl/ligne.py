"""The values of the data: a line of a contract, a published figure, a known gap."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Ligne:
    """One action of one contract; `montant` in euros, State and territory together, None where none is printed.

    `file` and `line` give its place in a data file; only a careful reading sets them.
    """

    exercice: int
    territoire_code: str
    territoire: str
    axe: int
    rang: int
    objectif: str
    action: str
    montant: Decimal | None
    page: int | None
    remarque: str
    file: str = ""
    line: int = 0

    @property
    def cle(self) -> str:
        """The key as people cite it: `2025-02-1-03`."""
        return cle(self.exercice, self.territoire_code, self.axe, self.rang)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that the brochure prints, in euros, rounded to `arrondi` euros; axe None: the whole contract.

    `file` and `line` give its place in the published file.
    """

    exercice: int
    territoire_code: str
    territoire: str
    axe: int | None
    libelle: str
    montant: Decimal
    arrondi: Decimal
    page: int | None
    file: str = ""
    line: int = 0

    @property
    def low(self) -> Decimal:
        """The least sum that rounds to the figure: half a unit below it, inclusive."""
        return self.montant - self.arrondi / 2

    @property
    def high(self) -> Decimal:
        """The greatest sum that rounds to the figure: half a unit above it, inclusive."""
        return self.montant + self.arrondi / 2


@dataclass(frozen=True, slots=True)
class KnownGap:
    """A gap accepted by a person: the figure, the difference of its sum in euros, and the reason.

    `preuve` is what the figure contradicts: its lines (`lignes`) or the printed axis totals (`axes`). `ecart` is None
    for a figure without lines.
    """

    exercice: int
    territoire_code: str
    territoire: str
    axe: int | None
    libelle: str
    preuve: str
    ecart: Decimal | None
    raison: str
    signale_par: str
    date: str
    file: str = ""
    line: int = 0


def cle(exercice: int, territoire_code: str, axe: int, rang: int) -> str:
    """The key of a line as people cite it: the rang has at least two digits, so that keys sort as text."""
    return f"{exercice}-{territoire_code}-{axe}-{rang:02d}"
