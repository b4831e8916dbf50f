"""The simplicity of a cause: the number of equally plausible alternatives, in powers of ten.

The scale is that of odds. An amount of n significant digits is one of some 10ⁿ that a budget could hold as well, so a
cause that invents an amount pays n, and one that turns 60 300 into 63 000 gains one. A slip that could have left many
other traces pays for that (a digit added: any of ten, anywhere); evidence beside the gap counts at its probability by
chance. The table measured in docs/check.md shows the accuracy of these round numbers.
"""

from decimal import Decimal

from clsctl.montant import montant_text
from clsctl.questions.check.explain.candidate import Cause
from clsctl.questions.check.explain.slips import Slip

WITNESSED = -9  # two lines with one label, or the earlier file: beyond chance
STRAY = -3  # page or sub-heading of the other table
# Base value of each cause, before its amounts.
PRIORS = {
    Cause.TWICE: WITNESSED,
    Cause.LOST: WITNESSED,
    Cause.CHANGED: WITNESSED,
    Cause.NEW: WITNESSED,
    Cause.FIGURE: 1,
    Cause.FILL: -1,
    Cause.NEIGHBOUR: 1,
    Cause.SURPLUS: 3,
}
SLIPS = {Slip.ADDED: 1, Slip.APART: 1}


def choices(
    cause: Cause, written: Decimal | None = None, meant: Decimal | None = None, slip: Slip | None = None
) -> int:
    """For a cause that replaces `written` by `meant`, in euros; None where there is no amount."""
    return PRIORS.get(cause, 0) + (SLIPS.get(slip, 0) if slip else 0) + _digits(meant) - _digits(written)


def _digits(montant: Decimal | None) -> int:
    """Significant digits: 2 for 150 000, 6 for 150 386."""
    return 0 if montant is None else len(montant_text(abs(montant)).replace(".", "").strip("0")) or 1
