"""A cross table: one column per value of a second dimension, each cell in euros or as a share."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import chain, count

from clsctl.dataset.sums import Aggregate, Dimension
from clsctl.questions.totals.block import ColumnBlock, share_of
from clsctl.questions.totals.keys import Key, key_heading, key_name
from clsctl.questions.totals.shape import Share
from clsctl.table import Column, Kind, Row
from clsctl.vocabulary.columns import COLUMNS, column
from clsctl.vocabulary.referentiel import Referentiel
from clsctl.vocabulary.selection import Selection

Cells = dict[tuple[Key, ...], Decimal | None]


def cross(
    kept: Sequence[Aggregate],
    column_sums: Mapping[Key, Decimal | None],
    cells: Sequence[Aggregate],
    everything: Aggregate,
    columns: tuple[Column, ...],
    share: Share | None,
) -> ColumnBlock:
    """The cells of the rows `kept`, lines without amount apart, and the totals of rows and columns.

    `column_sums` are the columns and their sums; `cells` are keyed by row, then column. A cell without any amount is
    empty, not 0.
    """
    by_keys: Cells = {cell.keys: cell.montant for cell in cells}
    bottom = list(column_sums.values())

    def row(group: Aggregate) -> Row:
        montants = [by_keys.get((*group.keys, key)) for key in column_sums]
        return _row(montants, group, bottom, everything, share)

    return ColumnBlock(columns, tuple(map(row, kept)), _row(bottom, everything, bottom, everything, share))


def _row(
    montants: Sequence[Decimal | None],
    group: Aggregate,
    column_sums: Sequence[Decimal | None],
    everything: Aggregate,
    share: Share | None,
) -> Row:
    if share is None:
        return (*montants, group.non_chiffrees, group.montant)
    wholes = {
        Share.TOTAL: [everything.montant] * len(montants),
        Share.ROW: [group.montant] * len(montants),
        Share.COLUMN: column_sums,
    }[share]
    last = group.montant if share is Share.ROW else everything.montant
    shares = [share_of(montant, whole) for montant, whole in zip(montants, wholes, strict=True)]
    return (*shares, group.non_chiffrees, share_of(group.montant, last))


def cross_keys(
    dimension: Dimension, found: Sequence[Aggregate], referentiel: Referentiel, selection: Selection
) -> tuple[Key, ...]:
    """The columns: every axe of the selection, for a stable header; else the values with lines."""
    if dimension is Dimension.AXE:
        return tuple(numero for numero in referentiel.by_numero if not selection.axes or numero in selection.axes)
    return tuple(group.keys[0] for group in found)


def cross_columns(
    dimension: Dimension, keys: Sequence[Key], referentiel: Referentiel, share: Share | None
) -> tuple[Column, ...]:
    """The columns of the keys, then lines without amount and the total."""
    kind, ending = (Kind.PERCENT, "_pct") if share else (Kind.MONTANT, "")
    total = column("total")
    last = (column("non_chiffrees"), Column(total.name + ending, kind, total.heading))
    taken = {*COLUMNS, *(column.name for column in last)}
    crossed: list[Column] = []
    for key in keys:
        name = _free(key_name(dimension, key) + ending, taken)
        taken.add(name)
        crossed.append(Column(name, kind, key_heading(dimension, key, referentiel)))
    return (*crossed, *last)


def _free(name: str, taken: set[str]) -> str:
    """The name, numbered where an objectif has the name of another column."""
    return next(free for free in chain((name,), (f"{name}_{number}" for number in count(2))) if free not in taken)
