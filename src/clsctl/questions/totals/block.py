"""A block of columns beside the keys: its cells per row and for the total, and its notes."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from clsctl.dataset.sums import Aggregate
from clsctl.language import _
from clsctl.montant import percent
from clsctl.table import Column, Row
from clsctl.vocabulary.columns import column


@dataclass(frozen=True, slots=True)
class ColumnBlock:
    """Some columns of a table: `rows` has one entry per row of the table, `total` the cells below."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row
    notes: tuple[str, ...] = ()


def whole(groups: Iterable[Aggregate]) -> Aggregate:
    """All groups as one; its montant is None where no line has one."""
    lignes = non_chiffrees = 0
    montants: list[Decimal] = []
    for group in groups:
        lignes += group.lignes
        non_chiffrees += group.non_chiffrees
        if group.montant is not None:
            montants.append(group.montant)
    return Aggregate((), lignes, non_chiffrees, sum(montants, Decimal(0)) if montants else None)


def share_of(part: Decimal | None, total: Decimal | None) -> Decimal | None:
    """`part` of `total` in percent, half up; None where either is missing."""
    return None if part is None or total is None else percent(part, total)


def sums(groups: Iterable[Aggregate], everything: Aggregate) -> ColumnBlock:
    """Lines, lines without amount, euros, and the share of all euros."""

    def cells(group: Aggregate) -> Row:
        return (group.lignes, group.non_chiffrees, group.montant, share_of(group.montant, everything.montant))

    names = ("lignes", "non_chiffrees", "montant", "part_pct")
    return ColumnBlock(tuple(map(column, names)), tuple(map(cells, groups)), cells(everything))


def half_columns(groups: Iterable[Aggregate], everything: Aggregate) -> ColumnBlock:
    """The halves of State and territory: contracts are financed at parity (introduction of the brochure)."""

    def cells(group: Aggregate) -> Row:
        half = None if group.montant is None else group.montant / 2
        return (half, half)

    note = _("The halves are computed by the rule of parity; the brochure does not print them.")
    names = ("part_etat", "part_territoire")
    return ColumnBlock(tuple(map(column, names)), tuple(map(cells, groups)), cells(everything), (note,))
