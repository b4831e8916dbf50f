"""A candidate: what may lie behind a gap, the lines that it is about, and what it would change. Never applied."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from clsctl.ligne import Figure, Ligne
from clsctl.questions.check.explain.slips import Slip
from clsctl.questions.check.proof import Cell, Comparison


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
    """What a correction adds to the sums, in euros per cell, and what it puts in place of printed figures."""

    cells: tuple[tuple[Cell, Decimal], ...] = ()
    figures: tuple[tuple[Figure, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may lie behind one gap or several; `lignes` are the lines to look at, in the order of the brochure.

    `montant`: the amount that would mend the gap (of the line, of a missing line, of the figure). `cell`: the
    table that the line would belong to, or is missing from. `choices`, in powers of ten: among how many things
    as good the cause picks (below 0: something besides the gap speaks for it). `mends`, `breaks`: the figures
    that would hold, and those that would no longer.
    """

    cause: Cause
    choices: int
    effect: Effect
    lignes: tuple[Ligne, ...] = ()
    montant: Decimal | None = None
    cell: Cell | None = None
    figure: Figure | None = None
    slip: Slip | None = None
    mends: tuple[Comparison, ...] = field(default=())
    breaks: int = 0

    @property
    def gain(self) -> int:
        """Figures mended less figures broken: how much the candidate explains."""
        return len(self.mends) - self.breaks

    @property
    def standing(self) -> tuple[int, int]:
        """What candidates are ranked by, the least first: how much they explain, then how simple they are."""
        return (-self.gain, self.choices)
