"""Exact euros: what a text means as an amount, and how one is written for programs and for people."""

import re
from decimal import Decimal

import pytest

from clsctl.montant import (
    decimals,
    display_montant,
    display_number,
    display_percent,
    montant_text,
    parse_montant,
    percent,
    readings,
)

WIDEST = "9999999999999999.99"
NARROW = "\N{NARROW NO-BREAK SPACE}"


@pytest.mark.parametrize("text", ["0", "6000", "14503807.5", "14503807.50", WIDEST])
def test_canonical_text_is_an_amount(text: str) -> None:
    assert parse_montant(text) == Decimal(text)


@pytest.mark.parametrize("text", ["", " 1", "1 000", "1,5", "1.", ".5", "1.234", "-1", "+1", "1e3", "1" * 17, "١"])
def test_any_other_text_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        parse_montant(text)


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("6000", "6000"),
        (" 6000 ", "6000"),
        ("1 234 567,89 €", "1234567.89"),
        ("1\N{THIN SPACE}234€", "1234"),
        ("€1,234,567.5", "1234567.5"),
        ("1.234,50", "1234.50"),
        ("1.234.567", "1234567"),
        ("1,234.50", "1234.50"),
        ("12345,6", "12345.6"),
        ("1,5 M€", "1500000"),
        ("12 k€", "12000"),
        ("12 K€", "12000"),
        ("k€ 12", None),
        ("1,2345 k€", "1234.5"),
        ("9 999 999 999 999 999,99", WIDEST),
        ("9" * 16 + ".99", WIDEST),
        ("0" * 10 + "1,50", "1.50"),
        ("0" * 22 + "1,50", "1.50"),  # 26 characters
    ],
)
def test_an_amount_as_people_write_it_has_one_reading(text: str, euros: str | None) -> None:
    assert readings(text) == ((Decimal(euros),) if euros is not None else ())


@pytest.mark.parametrize("text", ["-", "–", " - "])
def test_a_dash_says_that_there_is_no_amount(text: str) -> None:
    assert readings(text) == (None,)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1.234", ("1.234", "1234")),
        ("1,234", ("1.234", "1234")),
        ("1,234 k€", ("1234", "1234000")),
        ("999.999 M€", ("999999000", "999999000000")),
        ("- €", (None, "0")),
        ("–€", (None, "0")),
    ],
)
def test_an_ambiguous_amount_has_both_readings(text: str, found: tuple[str | None, ...]) -> None:
    assert readings(text) == tuple(None if each is None else Decimal(each) for each in found)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "€",
            "abc",
            "12 €€",
            "€ 12 €",
            "€12 k€",
            "$12",
            "12 euros",
            "1 23",
            "12 34 567",
            "1.23.456",
            "1,23,4",
        ),
        *("01.234.567", "0,123,456.5", "1.234 567", "-5", "1e3", "NaN", "1.5.2", "1,2345", "1,234 5"),
        *("10 000 000 000 000 000", "1" * 17, "0,001", "0" * 23 + "1,50"),  # 27 characters
    ],
)
def test_what_no_amount_looks_like_has_no_reading(text: str) -> None:
    assert readings(text) == ()


@pytest.mark.parametrize(
    ("euros", "text", "places"),
    [
        ("6000", "6000", 0),
        ("6000.00", "6000", 0),
        ("6000.5", "6000.50", 2),
        ("0.05", "0.05", 2),
        ("-1000.05", "-1000.05", 2),
        ("0.005", "0.005", 3),
        ("1E+3", "1000", 0),
        ("0", "0", 0),
    ],
)
def test_the_canonical_text_has_decimals_only_where_there_are_cents(euros: str, text: str, places: int) -> None:
    assert montant_text(Decimal(euros)) == text
    assert decimals(Decimal(euros)) == places


@pytest.mark.parametrize(
    ("part", "whole", "found"),
    [("1", "3", "33.33"), ("1", "8", "12.50"), ("1", "16000", "0.01"), ("-1", "4", "-25.00")],
)
def test_a_share_is_rounded_half_up_to_two_decimals(part: str, whole: str, found: str) -> None:
    assert str(percent(Decimal(part), Decimal(whole))) == found


def test_a_share_of_nothing_is_none() -> None:
    assert percent(Decimal(5), Decimal(0)) is None


@pytest.mark.parametrize(
    ("euros", "places", "french", "english"),
    [
        ("1910075", 0, f"1{NARROW}910{NARROW}075{NARROW}€", "€1,910,075"),
        ("1910075", 2, f"1{NARROW}910{NARROW}075,00{NARROW}€", "€1,910,075.00"),
        ("0.5", 0, f"0,50{NARROW}€", "€0.50"),
        ("0.005", 2, f"0,005{NARROW}€", "€0.005"),
        ("-12.5", 0, f"−12,50{NARROW}€", "−€12.50"),
        ("0", 0, f"0{NARROW}€", "€0"),
    ],
)
def test_people_read_an_amount_in_their_language(euros: str, places: int, french: str, english: str) -> None:
    assert display_montant(Decimal(euros), "fr", places) == french
    assert display_montant(Decimal(euros), "en", places) == english
    assert display_montant(Decimal(euros), "en", places, euro=False) == english.replace("€", "")
    assert display_montant(Decimal(euros), "fr", places, euro=False) == french.replace(f"{NARROW}€", "")


def test_people_read_numbers_and_shares_in_their_language() -> None:
    assert (display_number(1234567, "fr"), display_number(1234567, "en")) == (f"1{NARROW}234{NARROW}567", "1,234,567")
    assert (display_percent(Decimal("49.6"), "fr"), display_percent(Decimal("49.6"), "en")) == (
        f"49,60{NARROW}%",
        "49.60%",
    )
