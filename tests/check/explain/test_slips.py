"""A slip of the pen is found from what it left, and nothing that the file could not hold is offered."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clsctl.montant import CANONICAL, montant_text
from clsctl.questions.check.explain.slips import Meant, Slip, meant

MONTANTS = st.decimals(Decimal("0.01"), Decimal("9999999.99"), places=2)


EVERY = Decimal(10**16)


def every(written: Decimal) -> dict[Decimal, Meant]:
    """All amounts that may have been meant, whatever the gap."""
    return meant(written, -EVERY, EVERY)


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
        ("12180", "11180", Slip.KEY),  # beside it above the letters
        ("11150", "11180", Slip.KEY),  # below it on the numeric pad
        ("19180", "11180", Slip.DIGIT),
        ("11180.55", "11180.51", Slip.DIGIT),
        ("5590", "11180", Slip.HALF),
        ("22360", "11180", Slip.DOUBLE),
        ("13416", "11180", Slip.PERCENT),
        ("8944", "11180", Slip.PERCENT),
    ],
)
def test_the_amount_meant_is_found_with_its_slip(written: str, amount: str, slip: Slip) -> None:
    assert every(Decimal(written))[Decimal(amount)].slip is slip


def test_only_what_closes_the_gap_is_given() -> None:
    found = meant(Decimal(11810), Decimal("-630.5"), Decimal("-629.5"))
    assert {amount: each.slip for amount, each in found.items()} == {Decimal(11180): Slip.NEIGHBOURS}


def test_an_amount_in_thousands_may_be_one_rounded_to_them() -> None:
    (found,) = meant(Decimal(11000), Decimal("179.5"), Decimal("180.5")).items()
    assert (found[0], found[1].slip) == (Decimal(11180), Slip.ROUNDED)


def test_slips_that_agree_add_their_chances() -> None:
    """60 000 for 6 000: ten times too much, or a digit too many at any of five places."""
    both = every(Decimal(60000))[Decimal(6000)].chance
    assert both > every(Decimal(61000))[Decimal(6100)].chance


@settings(deadline=None, max_examples=25)
@given(MONTANTS)
def test_every_amount_offered_is_another_that_a_file_may_hold(written: Decimal) -> None:
    for amount in every(written):
        assert amount != written
        assert CANONICAL.fullmatch(montant_text(amount))


@settings(deadline=None, max_examples=25)
@given(MONTANTS)
def test_the_chances_of_an_amount_are_those_of_a_probability(written: Decimal) -> None:
    assert all(0 < each.chance <= 1 for each in every(written).values())


@settings(deadline=None, max_examples=25)
@given(MONTANTS, st.decimals(Decimal(-(10**6)), Decimal(10**6), places=2), st.sampled_from([0, 1, 1000]))
def test_a_gap_gives_those_of_all_amounts_that_it_holds(written: Decimal, low: Decimal, width: int) -> None:
    high = low + width
    inside = {amount: each for amount, each in every(written).items() if low <= amount - written <= high}
    found = {amount: each for amount, each in meant(written, low, high).items() if each.slip is not Slip.ROUNDED}
    assert found.keys() <= inside.keys()
    assert {amount for amount, each in inside.items() if each.slip is not Slip.ROUNDED} <= found.keys()


@settings(deadline=None, max_examples=25)
@given(MONTANTS, st.sampled_from([10, 100, 1000]))
def test_thousands_for_euros_are_found_both_ways(amount: Decimal, scale: int) -> None:
    assert every(amount * scale)[amount].slip is Slip.TOO_GREAT
    assert every(amount)[amount * scale].slip is Slip.TOO_SMALL


def test_an_amount_of_nothing_hides_no_scale() -> None:
    assert Slip.TOO_GREAT not in {each.slip for each in every(Decimal(0)).values()}
