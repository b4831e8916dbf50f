"""The bounds of a selection: amounts as people write them, each with one reading."""

from decimal import Decimal

from clsctl.errors import UsageError
from clsctl.language import _, language
from clsctl.montant import display_montant, readings

UNITS = ("k", "K", "M")  # all amounts are in euros: `1,5 M` can mean nothing else


def read_bounds(least: str | None, most: str | None, *, without_amount: bool) -> tuple[Decimal | None, Decimal | None]:
    """The least and the greatest amount wanted, in euros; UsageError where no line could be within them."""
    if without_amount and (least is not None or most is not None):
        raise UsageError(
            _("--without-amount selects lines that --min and --max leave out."), _("Give one or the other.")
        )
    low = None if least is None else _bound("--min", least)
    high = None if most is None else _bound("--max", most)
    if low is not None and high is not None and low > high:
        raise UsageError(
            _("--min is greater than --max: no line can match."), _("Exchange the two amounts, or leave one out.")
        )
    return low, high


def _bound(option: str, text: str) -> Decimal:
    found = readings(f"{text}€" if text.endswith(UNITS) else text)
    amounts = [amount for amount in found if amount is not None]
    if len(found) == 1 and amounts:
        return amounts[0]
    if len(amounts) > 1:
        both = _(" or ").join(display_montant(amount, language()) for amount in amounts)
        raise UsageError(
            _("{option}: “{text}” has two readings: {readings}.").format(option=option, text=text, readings=both),
            _("Write it without a separator of thousands, such as 1234 or 1234.50."),
        )
    raise UsageError(
        _("{option}: “{text}” is not an amount.").format(option=option, text=text),
        _("Write euros, such as 1000000, '1 000 000' or '1,5 M€'."),
    )
