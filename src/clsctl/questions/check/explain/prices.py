"""The price of a cause, in tenths of powers of ten: the cheapest cause of a gap is the likeliest.

The scale is that of odds. A cause pays for the rarity of its kind and for each thing that it chooses among several:
the digit, the place, the line. An amount of n significant digits is one of some 10ⁿ that a budget could hold as well,
so a cause that invents an amount pays for it, and one that turns 60 300 into 63 000 gains. Amounts of contracts are
even (State and territory each pay half) and lie in a range; to mean another costs more, to have written it less,
as far as the amounts at hand bear it out.
The table measured in docs/check.md shows the accuracy of these round numbers.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from math import log10
from statistics import quantiles

from clsctl.montant import montant_text
from clsctl.questions.check.explain.candidate import Cause

WITNESSED = -90  # two lines with one label, or the earlier file: beyond chance
STRAY = -30  # page or sub-heading of the other table
BESIDE = -10  # the last row of a table and the first of the next
UNUSUAL = 50  # a table with another factor than a thousand or two
REPEATED = 25  # a displacement that begins at a repeated amount, not at an empty one
OPEN = 15  # a gap whose candidates all cost more is searched for several lines and slips
# Base price of each cause, before its amounts.
PRIORS = {
    Cause.TWICE: WITNESSED,
    Cause.LOST: WITNESSED,
    Cause.CHANGED: WITNESSED,
    Cause.NEW: WITNESSED,
    Cause.TOGETHER: WITNESSED,
    Cause.TITLE: -40,
    Cause.UNIT: -20,
    Cause.PAIR: 40,
    Cause.LINES: 40,
    Cause.SHIFTED: 3,
    Cause.FIGURE: 7,
    Cause.EXCHANGED: 20,
    Cause.SIGN: 15,
    Cause.MISSING: 0,
    Cause.FILL: -10,
    Cause.NEIGHBOUR: 16,
    Cause.SURPLUS: 40,
}
FEWEST = 8  # amounts that define a usual range
DIGITS = (14, 26, 36, 50, 60, 70)
NORMAL = 0.7413  # quartiles of a normal law lie 1.349 deviations apart
LEAST_SPREAD = 0.4


def chance_price(chance: float) -> int:
    """The price of what happens with that chance."""
    return round(-10 * log10(chance))


@dataclass(frozen=True, slots=True)
class Amounts:
    """The amounts that the data hold: `centre` and `spread` of their logarithms, and the price of an `odd` one.

    The spread is 0 where there are too few amounts to tell.
    """

    centre: float = 0
    spread: float = 0
    odd: int = 0

    def price(self, montant: Decimal | None) -> int:
        """The price of an amount in euros: its digits, its parity, its distance from the others."""
        if montant is None or not montant:
            return 0
        text = montant_text(abs(montant))
        digits = len(text.replace(".", "").strip("0"))
        fixed = DIGITS[min(digits, len(DIGITS)) - 1] + 10 * max(0, digits - len(DIGITS))
        return fixed + (self.odd if _is_odd(montant) else 0) + self._far(montant)

    def _far(self, montant: Decimal) -> int:
        if not self.spread:
            return 0
        away = (log10(abs(montant)) - self.centre) / self.spread
        return round(10 * log10(2.718281828) * away * away / 2)


def amounts_of(montants: Iterable[Decimal | None]) -> Amounts:
    """The usual ones among these amounts."""
    priced = [montant for montant in montants if montant]
    if len(priced) < FEWEST:
        return Amounts()
    low, middle, high = quantiles(map(log10, priced), n=4)
    odd = (sum(map(_is_odd, priced)) + 1) / (len(priced) + 2)
    return Amounts(middle, max(LEAST_SPREAD, (high - low) * NORMAL), max(0, chance_price(min(1, 2 * odd))))


def _is_odd(montant: Decimal) -> bool:
    return montant % 2 == 1
