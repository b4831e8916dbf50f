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
    EXCHANGED = "lines-exchanged"
    NEIGHBOUR = "neighbour"
    SIGN = "sign"
    FILL = "no-amount"
    MISSING = "line-missing"
    AMOUNT = "amount-too-low"
    SURPLUS = "line-surplus"
    LINES = "several-lines"
    TOGETHER = "changed-together"
    PAIR = "two-slips"
    UNIT = "table-scaled"
    TITLE = "table-retitled"
    TITLES = "tables-exchanged"
    SHIFTED = "rows-displaced"


# The changes since an earlier version: each that touches a gap is shown, closing it or not.
SINCE = frozenset({Cause.LOST, Cause.CHANGED, Cause.NEW})


@dataclass(frozen=True, slots=True)
class Effect:
    """The effect of a correction: euros added per cell, and replacements of printed figures."""

    cells: tuple[tuple[TableKey, Decimal], ...] = ()
    figures: tuple[tuple[Figure, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate cause of one or several gaps; `lignes` are the lines to look at, in brochure order.

    `montant`: the amount that would settle the gap (of the line, of a missing line, of the figure). `cell`: the table
    that the lines would belong to, or are missing from. `proposed`: the corrected amount of each line, where its amount
    is what is wrong. `price`: how little the cause is to be expected (see `prices`). `mends`, `breaks`: the figures
    that would hold, and those that would no longer.
    """

    cause: Cause
    price: int
    effect: Effect
    lignes: tuple[Ligne, ...] = ()
    montant: Decimal | None = None
    cell: TableKey | None = None
    figure: Figure | None = None
    slip: Slip | None = None
    proposed: tuple[Decimal | None, ...] = ()
    mends: tuple[Comparison, ...] = field(default=())
    breaks: tuple[Comparison, ...] = field(default=())

    @property
    def gain(self) -> int:
        """Figures settled less figures broken: how much the candidate explains."""
        return len(self.mends) - len(self.breaks)

    @property
    def standing(self) -> tuple[int, int]:
        """The rank key, lowest first: how much the candidate explains, then how likely it is."""
        if self.cause in SINCE and not self.mends:
            return (-1, self.price // 2)
        return (-self.gain, self.price)
