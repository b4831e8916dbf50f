"""Statistics of the amounts of each row: mean, median, least, greatest, and the number of amounts; all exact."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from clsctl.dataset.sums import Aggregate, Spread
from clsctl.language import ngettext
from clsctl.montant import mean
from clsctl.questions.totals.block import ColumnBlock
from clsctl.questions.totals.shape import Stat
from clsctl.table import Cell, Row
from clsctl.vocabulary.columns import columns

Spreads = Mapping[tuple[str | int, ...], Spread]
NAMES = {
    Stat.MEAN: "montant_moyen",
    Stat.MEDIAN: "montant_median",
    Stat.MIN: "montant_min",
    Stat.MAX: "montant_max",
    Stat.COUNT: "chiffrees",
}


def statistics(
    groups: Sequence[Aggregate], everything: Aggregate, spreads: Spreads, stats: Sequence[Stat]
) -> ColumnBlock:
    """A column for each statistic, in the order asked; `spreads` hold that of every row and, under (), of the whole."""
    wanted = tuple(dict.fromkeys(stats))

    def row(group: Aggregate) -> Row:
        spread = spreads.get(group.keys, Spread())
        return tuple(VALUES[stat](group, spread) for stat in wanted)

    amounts = everything.lignes - everything.non_chiffrees
    note = ngettext(
        "The statistics are of the {count} line with an amount; a line without amount is in none.",
        "The statistics are of the {count} lines with an amount; a line without amount is in none.",
        amounts,
    )
    return ColumnBlock(
        columns(*(NAMES[stat] for stat in wanted)),
        tuple(map(row, groups)),
        row(everything),
        (note.format(count=amounts),),
    )


def _mean(group: Aggregate, _spread: Spread) -> Decimal | None:
    return None if group.montant is None else mean(group.montant, group.lignes - group.non_chiffrees)


def _median(_group: Aggregate, spread: Spread) -> Decimal | None:
    """The middle amount, or the mean of the two middle ones."""
    return None if spread.lower is None or spread.upper is None else mean(spread.lower + spread.upper, 2)


VALUES: Mapping[Stat, Callable[[Aggregate, Spread], Cell]] = {
    Stat.MEAN: _mean,
    Stat.MEDIAN: _median,
    Stat.MIN: lambda _group, spread: spread.least,
    Stat.MAX: lambda _group, spread: spread.greatest,
    Stat.COUNT: lambda group, _spread: group.lignes - group.non_chiffrees,
}
