"""The price of amounts, in tenths of powers of ten: their digits, their parity, their distance from the others."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clsctl.questions.check.explain.prices import DIGITS, FEWEST, Amounts, amounts_of, chance_price

USUAL = [Decimal(each) for each in (5_000, 10_000, 20_000, 20_000, 40_000, 50_000, 100_000, 150_000, 300_000)]


@pytest.mark.parametrize(
    ("montant", "expected"),
    [
        ("6000", DIGITS[0]),
        ("60300", DIGITS[2]),
        ("150386", DIGITS[5]),
        ("150387", DIGITS[5] + 20),
        ("14503807.50", DIGITS[5] + 30),
        ("-150", DIGITS[1]),
        ("0", 0),
        (None, 0),
    ],
)
def test_an_amount_pays_for_its_digits_and_for_being_odd(montant: str | None, expected: int) -> None:
    assert Amounts(odd=20).price(None if montant is None else Decimal(montant)) == expected


def test_an_odd_amount_costs_more_where_few_are_odd() -> None:
    """State and territory pay half each; a contract where half of the amounts are odd is another matter."""
    even, mixed = amounts_of(USUAL * 10), amounts_of([*USUAL, *(each + 1 for each in USUAL)])
    assert even.odd > 15
    assert mixed.odd == 0


def test_an_amount_far_from_the_others_costs_more() -> None:
    amounts = amounts_of(USUAL)
    assert amounts.price(Decimal(40_000)) == DIGITS[0]
    assert amounts.price(Decimal(40_000_000)) > DIGITS[0] + 30
    assert amounts.price(Decimal(40)) > DIGITS[0] + 30


def test_few_amounts_define_no_range() -> None:
    assert amounts_of(USUAL[: FEWEST - 1]) == Amounts()
    assert amounts_of([*USUAL[: FEWEST - 1], None, Decimal(0)]) == Amounts()


@given(st.decimals(Decimal(1000), Decimal(10**6), places=0), st.integers(1, 3))
def test_zeros_at_the_end_are_no_digits(montant: Decimal, zeros: int) -> None:
    even = montant * 2
    assert Amounts().price(even * 10**zeros) == Amounts().price(even)


def test_a_chance_of_one_in_ten_costs_one_power_of_ten() -> None:
    assert [chance_price(chance) for chance in (1, 0.1, 0.01)] == [0, 10, 20]
