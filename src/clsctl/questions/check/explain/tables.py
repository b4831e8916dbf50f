"""Causes that concern a whole table: in another unit, or under the title of another table."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from clsctl.ligne import Ligne
from clsctl.questions.check.explain.candidate import Candidate, Cause, Effect
from clsctl.questions.check.explain.moves import ZERO_NEED
from clsctl.questions.check.explain.prices import PRIORS, UNUSUAL
from clsctl.questions.check.explain.situation import ZERO, Need, Situation, euros
from clsctl.questions.check.proof import TableKey

# The factors by which each amount of the table may be wrong; people write thousands and halves.
USUAL = (Decimal(1000), Decimal(2))
FACTORS = (*USUAL, *map(Decimal, ("100", "10", "0.5", "0.1", "0.01", "0.001")))
FEWEST = 2  # a table of one line is a line


def find_units(situation: Situation) -> Iterator[Candidate]:
    """A table in thousands of euros, or of the State's halves: one factor closes its gap.

    Amounts rounded to thousands close it but for their rounding: half a unit for each line.
    """
    for cell in situation.cells:
        lignes = [ligne for ligne in situation.by_cell.get(cell, ()) if ligne.montant]
        total = sum(map(euros, lignes), ZERO)
        for need in situation.needs(cell) if len(lignes) >= FEWEST else ():
            for factor in FACTORS:
                more, slack = total * (factor - 1), _slack(lignes, factor)
                if need.low - slack <= more <= need.high + slack:
                    effect = Effect(((cell, more if more in need else need.exact),))
                    proposed = tuple(euros(ligne) * factor for ligne in lignes)
                    price = PRIORS[Cause.UNIT] + (0 if factor in USUAL else UNUSUAL)
                    yield Candidate(Cause.UNIT, price, effect, tuple(lignes), factor, cell, proposed=proposed)


def _slack(lignes: Sequence[Ligne], factor: Decimal) -> Decimal:
    """The euros that the rounding of all lines may hide: nothing where a factor of two leaves no digit out."""
    if factor < 10:
        return ZERO
    unit = min((Decimal(1).scaleb(int(euros(ligne).as_tuple().exponent)) for ligne in lignes), default=ZERO)
    return len(lignes) * factor * min(unit, Decimal(1)) / 2


def find_titles(situation: Situation) -> Iterator[Candidate]:
    """Consecutive lines of one table that are what another lacks; likeliest where that one has no line at all."""
    unwatched = [(cell, ZERO_NEED) for cell in situation.unwatched]
    watched = [(cell, need) for cell in situation.cells for need in situation.needs(cell)]
    for there, lack in watched:
        if lack.low <= 0:
            continue
        for here, surplus in (*watched, *unwatched):
            if here == there or here[0] != there[0] or not (surplus is ZERO_NEED or surplus.high < 0):
                continue
            more = lack if surplus is ZERO_NEED else Need(max(lack.low, -surplus.high), min(lack.high, -surplus.low))
            for lignes in _runs(situation.by_cell.get(here, ()), more) if more.low <= more.high else ():
                yield _retitled(situation, lignes, here, there)


def _runs(lignes: Sequence[Ligne], total: Need) -> Iterator[tuple[Ligne, ...]]:
    """The longest consecutive lines with that sum, from each beginning; one pass, as no amount is below 0."""
    end, amount = 0, ZERO
    for begin, first in enumerate(lignes):
        while end < len(lignes) and amount + euros(lignes[end]) <= total.high:
            amount += euros(lignes[end])
            end += 1
        if amount in total and end - begin >= FEWEST and (begin == 0 or lignes[begin - 1].montant):
            yield tuple(lignes[begin:end])
        if end > begin:
            amount -= euros(first)
        else:
            end = begin + 1


def _retitled(situation: Situation, lignes: tuple[Ligne, ...], here: TableKey, there: TableKey) -> Candidate:
    total = sum(map(euros, lignes), ZERO)
    effect = Effect(((here, -total), (there, total)))
    whole = there not in situation.by_cell
    cause = Cause.TITLE if whole else Cause.LINES
    price = PRIORS[Cause.TITLE] if whole else PRIORS[Cause.LINES] + 5 * len(lignes)
    return Candidate(cause, price, effect, lignes, total, there)


def find_exchanged_tables(situation: Situation) -> Iterator[Candidate]:
    """Two tables under each other's titles: each has the sum that the other lacks."""
    sums = {cell: sum(map(euros, situation.by_cell.get(cell, ())), ZERO) for cell in situation.cells}
    for here, there in (pair for cells in situation.years for pair in combinations(cells, 2)):
        more = sums[there] - sums[here]
        lines = (*situation.by_cell.get(here, ()), *situation.by_cell.get(there, ())) if more else ()
        if len(lines) > FEWEST and _lacks(situation, here, more) and _lacks(situation, there, -more):
            effect = Effect(((here, more), (there, -more)))
            yield Candidate(Cause.TITLES, PRIORS[Cause.TITLE], effect, lines, cell=there)


def _lacks(situation: Situation, cell: TableKey, more: Decimal) -> bool:
    return any(more in need for need in situation.needs(cell))
