"""The shape of sums: the options of `totals` and their permitted combinations."""

from dataclasses import dataclass
from enum import StrEnum

from clsctl.dataset.sums import Dimension
from clsctl.errors import UsageError
from clsctl.language import _


class Sort(StrEnum):
    """The orders of rows that need no column shown: by key, or by amount, the greatest first."""

    KEY = "key"
    MONTANT = "montant"


class Share(StrEnum):
    """The base of the shares in a cross table."""

    TOTAL = "total"
    ROW = "row"
    COLUMN = "column"


class Stat(StrEnum):
    """A statistic of the amounts of a group; lines without amount are in none."""

    MEAN = "mean"
    MEDIAN = "median"
    MIN = "min"
    MAX = "max"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Shape:
    """The layout of sums; UsageError for options that exclude each other.

    `sort` is a `Sort`, or the name of a column shown.
    """

    by: tuple[Dimension, ...] = (Dimension.AXE,)
    across: Dimension | None = None
    share: Share | None = None
    with_share: bool = False
    difference: bool = False
    stats: tuple[Stat, ...] = ()
    sort: str = Sort.KEY
    limit: int | None = None
    per_inhabitant: bool = False
    parts: bool = False

    def __post_init__(self) -> None:
        if len(set(self.by)) < len(self.by) or self.across in self.by:
            raise UsageError(_("--by and --across name the same column."), _("Name each column once."))
        if (self.share or self.with_share) and self.across is None:
            raise UsageError(
                _("{option} applies to the cells of a cross table, which needs --across.").format(
                    option="--share" if self.share else "--with-share"
                ),
                _("Add --across COLUMN, or read the column part_pct."),
            )
        if self.difference and Dimension.EXERCICE not in (*self.by, self.across):
            raise UsageError(_("--difference needs rows or columns by year."), _("Add --across exercice."))
        if self.per_inhabitant and Dimension.TERRITOIRE not in self.by:
            raise UsageError(_("--per-inhabitant needs rows by territory."), _("Add --by territoire."))

    @property
    def faces(self) -> tuple[Share | None, ...]:
        """The columns of each cell of a cross table: euros (None), a share, or both side by side."""
        return (None, self.share or Share.TOTAL) if self.with_share else (self.share,)
