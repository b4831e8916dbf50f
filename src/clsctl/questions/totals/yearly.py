"""The difference of each year from the year before it: in euros and in percent."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from clsctl.dataset.sums import Aggregate
from clsctl.language import _
from clsctl.montant import amount_difference, percent
from clsctl.questions.totals.block import ColumnBlock
from clsctl.questions.totals.keys import Key
from clsctl.table import Column, Row
from clsctl.vocabulary.columns import yearly_column

Montants = Mapping[tuple[Key, ...], Decimal | None]


def yearly_columns(
    groups: Sequence[Aggregate], years: Sequence[int], montants: Montants, year_sums: Mapping[Key, Decimal | None]
) -> ColumnBlock:
    """For years across: after each pair of years its difference; `montants` are keyed by row, then year."""
    pairs = list(pairwise(years))

    def row(of: Mapping[Key, Decimal | None]) -> Row:
        return tuple(cell for a, b in pairs for cell in _cells(of.get(a), of.get(b)))

    return ColumnBlock(
        tuple(each for pair in pairs for each in _columns(*pair)),
        tuple(row({year: montants.get((*group.keys, year)) for year in years}) for group in groups),
        row(year_sums),
        _notes(),
    )


def yearly_rows(groups: Sequence[Aggregate], years: Sequence[int], place: int) -> ColumnBlock:
    """For years in the keys, at `place`: each row's difference from the same row of the year before it."""
    before = {year: earlier for earlier, year in pairwise(years)}
    montants = {group.keys: group.montant for group in groups}

    def row(group: Aggregate) -> Row:
        year = int(group.keys[place])
        if year not in before:
            return (None, None)
        return _cells(montants.get((*group.keys[:place], before[year], *group.keys[place + 1 :])), group.montant)

    named = (yearly_column("ecart"), yearly_column("ecart_pct"))
    return ColumnBlock(named, tuple(map(row, groups)), (None, None), _notes())


def _columns(a: int, b: int) -> tuple[Column, Column]:
    ecart, pct = yearly_column("ecart"), yearly_column("ecart_pct")
    return (
        replace(ecart, name=f"ecart_{b}", heading=f"{a} → {b}"),
        replace(pct, name=f"ecart_pct_{b}", heading=f"{a} → {b} (%)"),
    )


def _cells(a: Decimal | None, b: Decimal | None) -> Row:
    """The difference, and its percent, which is empty where the base is 0 or has no amount."""
    ecart = amount_difference(a, b)
    return (ecart, percent(ecart, a) if ecart is not None and a else None)


def _notes() -> tuple[str, ...]:
    return (_("Amounts are in euros of each year: inflation is not removed."),)
