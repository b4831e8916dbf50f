"""A candidate cause of a gap: its lines, and the effect of correcting them. Never applied."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from clsctl.ligne import Figure, Ligne
from clsctl.questions.check.explain.slips import Slip
from clsctl.questions.check.proof import Comparison, TableKey


class Cause(StrEnum):
    """The kinds of causes; the slugs never change with the language."""

    TWICE = "line-twice"
    LOST = "line-lost"
    CHANGED = "line-changed"
    NEW = "line-new"
    AXE = "wrong-axe"
    TERRITOIRE = "wrong-territoire"
    TABLEAU = "wrong-table"
    SLIP = "slip"
    FIGURE = "suspect-figure"
    ROWS = "rows-exchanged"
    NEIGHBOUR = "neighbour"
    SIGN = "sign"
    FILL = "no-amount"
    MISSING = "line-missing"
    SURPLUS = "line-surplus"
    LINES = "several-lines"


@dataclass(frozen=True, slots=True)
class Effect:
    """The effect of a correction: euros added per cell, and replacements of printed figures."""

    cells: tuple[tuple[TableKey, Decimal], ...] = ()
    figures: tuple[tuple[Figure, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate cause of one or several gaps; `lignes` are the lines to look at, in brochure order.

    `montant`: the amount that would settle the gap (of the line, of a missing line, of the figure). `cell`: the table
    that the line would belong to, or is missing from. `choices`, in powers of ten: the number of equally plausible
    alternatives to the cause (below 0: evidence other than the gap supports it). `mends`, `breaks`: the figures that
    would hold, and those that would no longer.
    """

    cause: Cause
    choices: int
    effect: Effect
    lignes: tuple[Ligne, ...] = ()
    montant: Decimal | None = None
    cell: TableKey | None = None
    figure: Figure | None = None
    slip: Slip | None = None
    mends: tuple[Comparison, ...] = field(default=())
    breaks: int = 0

    @property
    def gain(self) -> int:
        """Figures settled less figures broken: how much the candidate explains."""
        return len(self.mends) - self.breaks

    @property
    def standing(self) -> tuple[int, int]:
        """The rank key, lowest first: how much the candidate explains, then how simple it is."""
        return (-self.gain, self.choices)
