"""A cross table: one column per value of a second dimension, each cell in euros, as a share, or both."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
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
Faces = Sequence[Share | None]


def cross(
    groups: Sequence[Aggregate],
    column_sums: Mapping[Key, Decimal | None],
    cells: Sequence[Aggregate],
    everything: Aggregate,
    columns: tuple[Column, ...],
    faces: Faces,
) -> ColumnBlock:
    """The cells of the rows `groups`, lines without amount apart, and the totals of rows and columns.

    `column_sums` are the columns and their sums; `cells` are keyed by row, then column. A cell without any amount is
    empty, not 0; it is shown once for each of `faces`.
    """
    by_keys: Cells = {cell.keys: cell.montant for cell in cells}
    bottom = list(column_sums.values())

    def row(group: Aggregate) -> Row:
        montants = [by_keys.get((*group.keys, key)) for key in column_sums]
        return _row(montants, group, bottom, everything, faces)

    return ColumnBlock(columns, tuple(map(row, groups)), _row(bottom, everything, bottom, everything, faces))


def _row(
    montants: Sequence[Decimal | None],
    group: Aggregate,
    column_sums: Sequence[Decimal | None],
    everything: Aggregate,
    faces: Faces,
) -> Row:
    cells = [
        _face(montant, {Share.TOTAL: everything.montant, Share.ROW: group.montant, Share.COLUMN: column_sum}, face)
        for montant, column_sum in zip(montants, column_sums, strict=True)
        for face in faces
    ]
    last = {Share.TOTAL: everything.montant, Share.ROW: group.montant, Share.COLUMN: everything.montant}
    return (*cells, group.non_chiffrees, *(_face(group.montant, last, face) for face in faces))


def _face(montant: Decimal | None, wholes: Mapping[Share, Decimal | None], share: Share | None) -> Decimal | None:
    """The montant itself, or its share of the whole that `share` names."""
    return montant if share is None else share_of(montant, wholes[share])


def cross_keys(
    dimension: Dimension, found: Sequence[Aggregate], referentiel: Referentiel, selection: Selection
) -> tuple[Key, ...]:
    """The columns: every axe of the selection, for a stable header; else the values with lines."""
    if dimension is Dimension.AXE:
        return tuple(numero for numero in referentiel.by_numero if not selection.axes or numero in selection.axes)
    return tuple(group.keys[0] for group in found)


def cross_columns(
    dimension: Dimension, keys: Sequence[Key], referentiel: Referentiel, faces: Faces
) -> tuple[Column, ...]:
    """The columns of the keys, one for each of `faces`, then lines without amount and the total."""
    total = column("total")
    last = (column("non_chiffrees"), *(_faced(total.name, total.heading, face, faces) for face in faces))
    taken = {*COLUMNS, *(column.name for column in last)}
    crossed: list[Column] = []
    for key in keys:
        heading = key_heading(dimension, key, referentiel)
        for face in faces:
            made = _faced(key_name(dimension, key), heading, face, faces)
            free = replace(made, name=_free(made.name, taken))
            taken.add(free.name)
            crossed.append(free)
    return (*crossed, *last)


def _faced(name: str, heading: str, face: Share | None, faces: Faces) -> Column:
    if face is None:
        return Column(name, Kind.MONTANT, heading)
    return Column(f"{name}_pct", Kind.PERCENT, f"{heading} (%)" if len(faces) > 1 else heading)


def _free(name: str, taken: set[str]) -> str:
    """The name, numbered where an objectif has the name of another column."""
    return next(free for free in chain((name,), (f"{name}_{number}" for number in count(2))) if free not in taken)
