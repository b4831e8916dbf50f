"""The proof of a reading: figures against sums, rows against figures, every source line against its use."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from clsctl.brochure.decisions import Decision
from clsctl.brochure.spots import PageSpot
from clsctl.brochure.tables.repairs import Repair
from clsctl.brochure.tables.roles import Role
from clsctl.brochure.territories.attributions import Attributed
from clsctl.finding import Finding
from clsctl.ligne import Figure, Ligne


@dataclass(frozen=True, slots=True)
class Check:
    """A printed figure against the sum of its lines, in euros; `unpriced` lines have no amount to add."""

    figure: Figure
    computed: Decimal
    lines: int
    unpriced: int

    @property
    def holds(self) -> bool:
        """True where the sum rounds to the figure; a figure in whole euros or cents must match exactly."""
        if self.figure.arrondi <= 1:
            return self.computed == self.figure.montant
        return self.figure.low <= self.computed <= self.figure.high

    @property
    def difference(self) -> Decimal:
        """Computed minus printed, in euros."""
        return self.computed - self.figure.montant


@dataclass(frozen=True, slots=True)
class Use:
    """A line of the source, its place, and its use, or the reason why nothing was read from it."""

    line: int
    page: int | None
    role: Role
    text: str
    spot: PageSpot | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """The lines and figures of an unproved reading, for correction: their cells by column name."""

    contracts: tuple[dict[str, str], ...] = ()
    published: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A brochure as read: lines and figures in canonical order, with the evidence for and against them."""

    source: str
    exercice: int
    lignes: tuple[Ligne, ...]
    figures: tuple[Figure, ...]
    checks: tuple[Check, ...]
    attributions: tuple[Attributed, ...]
    coverage: tuple[Use, ...]
    findings: tuple[Finding, ...]
    repairs: tuple[Repair, ...]
    notes: tuple[str, ...]
    draft: Draft = Draft()
    decisions: tuple[Decision, ...] = ()

    @property
    def is_proved(self) -> bool:
        """True where every figure is reproduced and no doubt is left."""
        return bool(self.lignes) and not self.findings and all(check.holds for check in self.checks)


def checks(lignes: Sequence[Ligne], figures: Sequence[Figure], covered: dict[str, frozenset[str]]) -> tuple[Check, ...]:
    """Each figure against its lines; `covered` maps a code to the territoires whose lines its figures cover."""
    return tuple(_check(lignes, figure, covered[figure.territoire_code]) for figure in figures)


def _check(lignes: Sequence[Ligne], figure: Figure, codes: frozenset[str]) -> Check:
    own = [
        ligne for ligne in lignes if ligne.territoire_code in codes and (figure.axe is None or ligne.axe == figure.axe)
    ]
    priced = [ligne.montant for ligne in own if ligne.montant is not None]
    return Check(figure, sum(priced, Decimal(0)), len(own), len(own) - len(priced))
