"""A slip of the pen is found from what it left, and nothing that the file could not hold is offered."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clsctl.montant import CANONICAL, montant_text
from clsctl.questions.check.explain.slips import Slip, meant

MONTANTS = st.decimals(Decimal("0.01"), Decimal("9999999.99"), places=2)


@pytest.mark.parametrize(
    ("written", "amount", "slip"),
    [
        ("11810", "11180", Slip.NEIGHBOURS),
        ("60000", "6000", Slip.TOO_GREAT),
        ("6000000", "6000", Slip.TOO_GREAT),
        ("600", "6000", Slip.TOO_SMALL),
        ("1118", "11180", Slip.TOO_SMALL),
        ("1180", "11180", Slip.DROPPED),
        ("111180", "11180", Slip.ADDED),
        ("81110", "11180", Slip.APART),
        ("1450380750", "14503807.50", Slip.TOO_GREAT),
    ],
)
def test_the_amount_meant_is_found_with_its_slip(written: str, amount: str, slip: Slip) -> None:
    assert meant(Decimal(written))[Decimal(amount)] is slip


@given(MONTANTS)
def test_every_amount_offered_is_another_that_a_file_may_hold(written: Decimal) -> None:
    for amount in meant(written):
        assert amount != written
        assert CANONICAL.fullmatch(montant_text(amount))


@given(MONTANTS, st.sampled_from([10, 100, 1000]))
def test_thousands_for_euros_are_found_both_ways(amount: Decimal, scale: int) -> None:
    assert meant(amount * scale)[amount] is Slip.TOO_GREAT
    assert meant(amount)[amount * scale] is Slip.TOO_SMALL


def test_an_amount_of_nothing_hides_no_scale() -> None:
    assert Slip.TOO_GREAT not in meant(Decimal(0)).values()
