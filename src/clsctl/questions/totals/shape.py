"""The shape of sums: the options of `totals` and their permitted combinations."""

from dataclasses import dataclass
from enum import StrEnum

from clsctl.dataset.sums import Dimension
from clsctl.errors import UsageError
from clsctl.language import _


class Sort(StrEnum):
    """The order of rows: by key, or by amount, the greatest first."""

    KEY = "key"
    MONTANT = "montant"


class Share(StrEnum):
    """The base of the shares in a cross table."""

    TOTAL = "total"
    ROW = "row"
    COLUMN = "column"


@dataclass(frozen=True, slots=True)
class Shape:
    """The layout of sums; UsageError for options that exclude each other."""

    by: tuple[Dimension, ...] = (Dimension.AXE,)
    across: Dimension | None = None
    share: Share | None = None
    sort: Sort = Sort.KEY
    limit: int | None = None
    per_inhabitant: bool = False
    parts: bool = False

    def __post_init__(self) -> None:
        if len(set(self.by)) < len(self.by) or self.across in self.by:
            raise UsageError(_("--by and --across name the same column."), _("Name each column once."))
        if self.share and self.across is None:
            raise UsageError(
                _("--share applies to the cells of a cross table, which needs --across."),
                _("Add --across COLUMN, or read the column part_pct."),
            )
        if self.per_inhabitant and Dimension.TERRITOIRE not in self.by:
            raise UsageError(_("--per-inhabitant needs rows by territory."), _("Add --by territoire."))
