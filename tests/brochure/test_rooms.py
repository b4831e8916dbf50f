"""The rooms one by one: printed amounts, attributions, wrapped labels, roundings, units."""

from decimal import Decimal

import pytest

from clsctl.brochure.page.markdown import read_markdown
from clsctl.brochure.page.outline import Outline
from clsctl.brochure.printed_amounts import amount_columns, mended, parse_printed, splits
from clsctl.brochure.reader import read_outline
from clsctl.brochure.reading import Reading
from clsctl.brochure.territories.attribution import Evidence, attribute
from clsctl.brochure.territories.matching_sums import Piece, Whole
from clsctl.brochure.words.rounded_amounts import rounded_amounts
from support.samples import bundled_referentiel


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("6 000€", "6000"), ("1\u202f910\u00a0075 €", "1910075"), ("170130", "170130"), ("1.910.075 €", "1910075"),
        ("12,5 k€", "12500.0"), ("1,25 M€", "1250000.00"), ("14 503 807,50 €", "14503807.50"), ("0 €", "0"),
    ],
)  # fmt: skip
def test_an_amount_is_read_in_every_dress(text: str, euros: str) -> None:
    printed = parse_printed(text)
    assert printed is not None
    assert printed.montant == Decimal(euros)


@pytest.mark.parametrize(
    "text", ["1 91 075 €", "6 0000€", "1.234 k€", "12 000000", "1,234,567", "-5 000 €", "6 O00€", "", "€"]
)
def test_what_is_damaged_or_ambiguous_is_no_amount(text: str) -> None:
    assert parse_printed(text) is None


def test_a_dash_is_no_amount_and_no_zero() -> None:
    printed = parse_printed("–")
    assert printed is not None
    assert printed.montant is None


def test_a_label_may_end_in_a_number() -> None:
    found = [(split.label, split.printed.montant) for split in splits("l'association Entraide 60 26 000€")]
    assert found == [("l'association Entraide 60", Decimal(26_000))]
    assert [split.printed.montant for split in splits("Financer 16 120 000 €")] == [16_120_000, 120_000]


def test_leaders_part_label_and_amount() -> None:
    assert amount_columns("Aider les jeunes ........ 6 000 €") == ("Aider les jeunes", "6 000 €")
    assert amount_columns("Aider 10 000 jeunes") == ("Aider 10 000 jeunes",)


def test_letters_for_digits_are_mended_only_when_asked() -> None:
    near = mended("6 O0O E")
    assert near is not None
    assert near.montant == 6000
    assert mended("six") is None


def test_a_rounding_in_words_is_a_figure() -> None:
    lines = tuple(
        read_markdown("Les contrats mobilisent près d'une trentaine\nde millions d'euros par an, plus de 3 M€ ici.")
    )
    one, two = rounded_amounts(lines)
    assert one.libelle == "près d'une trentaine de millions d'euros"
    assert (one.montant, one.arrondi) == (Decimal(30_000_000), Decimal(10_000_000))
    assert (two.montant, two.bound) == (Decimal(3_000_000), True)


def _proofs(pieces: list[Piece], wholes: list[Whole]) -> list[tuple[str, Evidence]]:
    given = attribute(pieces, wholes, bundled_referentiel())
    return [(each.code, each.proof) for each in (*given.pieces, *given.wholes)]


def _whole(montant: int, heading: str | None) -> Whole:
    return Whole(Decimal(montant), Decimal(montant), heading)


def test_totals_force_what_headings_leave_open() -> None:
    pieces = [Piece(1, Decimal(5), None), Piece(1, Decimal(7), None), Piece(2, Decimal(1), "02")]
    found = _proofs(pieces, [_whole(8, "02"), _whole(5, "59")])
    assert found[:2] == [("59", Evidence.TOTALS), ("02", Evidence.TOTALS)]


def test_order_alone_is_no_proof() -> None:
    pieces = [Piece(1, Decimal(5), None), Piece(1, Decimal(5), None)]
    found = _proofs(pieces, [_whole(5, "02"), _whole(5, "59")])
    assert [proof for _code, proof in found[:2]] == [Evidence.ORDER, Evidence.ORDER]


def test_the_last_territoire_of_a_chapter_is_taken() -> None:
    pieces = [Piece(1, Decimal(n), code) for n, code in enumerate(["02", "59", "60", "62", "80", None, "248000531"], 1)]
    assert _proofs(pieces, [])[5] == ("200093201", Evidence.TAKEN)


def test_a_heading_that_stands_twice_has_no_attribution() -> None:
    pieces = [Piece(1, Decimal(5), "02"), Piece(1, Decimal(7), "02")]
    assert not attribute(pieces, [], bundled_referentiel()).consistent


MANY = {"row-with-amounts", "row-with-cells", "figure-not-reproduced", "nothing-found"}
MANY_AMOUNTS = {"row-with-amounts", "figure-not-reproduced", "rows-unproved"}
UNREADABLE = {"amount-unreadable", "row-without-amount", "figure-not-reproduced", "nothing-found"}
TABLE = """# 2025
# Somme

## AXE 2 - Renforcer l'accès à l'emploi pour tous

{body}
<b>Total Axe 2</b>\t<b>{total}</b>

# Ventilation des contrats
"""


def _read(body: str, total: str) -> Reading:
    text = TABLE.format(body=body, total=total)
    return read_outline(Outline("table", tuple(read_markdown(text))), 2025, bundled_referentiel())


@pytest.mark.parametrize(
    ("body", "total", "slugs"),
    [
        ("Aider les jeunes\t5 000€\nAider les aînés\t-", "5 000€", set()),
        ("Aider les jeunes\t5 000€\nAider les aînés\t", "5 000€", {"row-without-amount"}),
        ("Aider les jeunes - Former les aînés\t5 000€", "5 000€", {"rows-joined"}),
        ('Lever le "logement d\'abord" Former les aînés\t5 000€', "5 000€", {"rows-joined"}),
        ('Aider le dispositif "Former les aînés"\t5 000€', "5 000€", set()),
        ("Aider les jeunes\t-\t5 000€\t6", "5 000€", MANY),
        ("Aider les jeunes\t5 000€\nAider les aînés\t1 000€", "5 000€", {"figure-not-reproduced", "rows-unproved"}),
        ("Montant (en k€)\nAider les jeunes\t5", "5", set()),
        ("Aider les jeunes\t5 000 (en k€)", "5 000€", UNREADABLE),
        ("Aider les jeunes accompa-\ngnés    5 000€", "5 000€", set()),
        ("Aider les jeunes (1)\t5 000€\n(1) La repro-\nduction.", "5 000€", {"hyphen-unsettled"}),
        ("### Un objectif\n\nAider les jeunes\t5 000€\n\n### Un autre", "5 000€", {"objectif-without-row"}),
        ("Aider les jeunes\t5 000€\n\n### Un objectif\n\nAider les aînés\t-", "5 000€", {"rows-before-objectif"}),
        ("Aider les jeunes\t5 000€\nAider les aînés\t-\nAider les aînés\t-", "5 000€", {"row-twice"}),
        ("Aider les \ufffdeunes\t5 000€", "5 000€", {"letters-unknown"}),
    ],
)  # fmt: skip
def test_each_doubt_fires_and_stays_silent(body: str, total: str, slugs: set[str]) -> None:
    reading = _read(body, total)
    assert {finding.rule.slug for finding in reading.findings} == slugs
    assert reading.is_proved == (not slugs)


@pytest.mark.parametrize(
    ("between", "slugs"), [("\n12\n\n", set()), ("12\n", {"amount-without-row"}), ("\n12€\n\n", MANY_AMOUNTS)]
)
def test_a_short_number_between_two_rows_is_that_of_a_page_where_it_stands_apart(between: str, slugs: set[str]) -> None:
    reading = _read(f"Aider les jeunes\t5 000€\n{between}Former les aînés\t1 000€", "6 000€")
    assert {finding.rule.slug for finding in reading.findings} == slugs
    if "12€" not in between:
        assert [ligne.montant for ligne in reading.lignes] == [5000, 1000]


def test_a_short_number_alone_is_the_amount_of_a_row_that_has_no_other() -> None:
    reading = _read("Aider les jeunes\n12\n\nFormer les aînés\t1 000€", "1 012€")
    assert not reading.findings
    assert [ligne.montant for ligne in reading.lignes] == [12, 1000]


@pytest.mark.parametrize(
    ("line", "slugs"),
    [
        ("Aide exceptionnelle\t700", {"amount-outside"}),
        ("Aide exceptionnelle\t-", {"amount-outside"}),
        ("Aide exceptionnelle 7 000", {"amount-outside"}),
        ("Total 7000", {"total-without-row"}),
        ("Aide exceptionnelle 700", set()),
        ("700", set()),
        ("| 700 | 800 |", set()),
    ],
)
def test_words_beside_an_amount_after_the_tables_are_a_doubt_and_the_scale_of_a_chart_is_none(
    line: str, slugs: set[str]
) -> None:
    table = TABLE.format(body="Aider les jeunes\t5 000€", total="5 000€")
    text = f"{table}\n{line}\n"
    reading = read_outline(Outline("table", tuple(read_markdown(text))), 2025, bundled_referentiel())
    assert {finding.rule.slug for finding in reading.findings} == slugs


def test_an_amount_above_the_first_row_belongs_to_none() -> None:
    reading = _read("5 000€\n\nAider les jeunes\t1 000€", "1 000€")
    assert {finding.rule.slug for finding in reading.findings} == {"amount-without-row"}


def test_a_row_without_amount_behind_a_total_is_no_table_of_the_territory_that_has_none() -> None:
    named = ["Aisne", "Nord", "Oise", "Pas-de-Calais", "Somme", "Métropole européenne de Lille"]
    table = TABLE.partition("# Somme")[2].partition("# Ventilation")[0].format(body="Aider\t5 000€", total="5 000€")
    text = "# 2025\n" + "".join(f"# {name}{table}" for name in named) + "Former les aînés\t-\n"
    reading = read_outline(Outline("table", tuple(read_markdown(text))), 2025, bundled_referentiel())
    assert {finding.rule.slug for finding in reading.findings} == {"rows-unproved"}
    assert not reading.is_proved


def test_a_scale_said_at_the_head_of_the_table_holds() -> None:
    (ligne,) = _read("Montant (en k€)\nAider les jeunes\t5", "5").lignes
    assert ligne.montant == 5000


def test_a_repair_is_applied_only_when_asked() -> None:
    text = TABLE.format(body="Aider les jeunes\t5 O00€", total="5 000€")
    outline = Outline("table", tuple(read_markdown(text)))
    plain = read_outline(outline, 2025, bundled_referentiel())
    assert not plain.is_proved
    assert [(repair.text, repair.settled, repair.applied) for repair in plain.repairs] == [("5 O00€", True, False)]
    mended_reading = read_outline(outline, 2025, bundled_referentiel(), repair=True)
    assert mended_reading.is_proved
    assert [ligne.remarque for ligne in mended_reading.lignes] == ["texte : « 5 O00€ »"]


def test_a_hard_break_joins_no_rows() -> None:
    reading = _read("Aider les jeunes  \nFormer les aînés    5 000€", "5 000€")
    assert {finding.rule.slug for finding in reading.findings} == {"row-without-amount"}


def test_a_footnote_call_is_taken_off_and_told() -> None:
    (one, two) = _read("Aider les jeunes (2).\t5 000€\nFrance Victime (60)\t-", "5 000€").lignes
    assert (one.action, one.remarque) == ("Aider les jeunes.", "appel de note (2) dans le texte, note absente")
    assert (two.action, two.remarque) == ("France Victime (60)", "")


def test_an_accepted_order_is_no_proof_but_stands() -> None:
    text = TABLE.format(body="Aider les jeunes\t5 000€", total="5 000€").replace("# Somme\n", "")
    outline = Outline("table", tuple(read_markdown(text)))
    plain = read_outline(outline, 2025, bundled_referentiel())
    assert {finding.rule.slug for finding in plain.findings} == {"attribution-by-order"}
    assert read_outline(outline, 2025, bundled_referentiel(), accept_order=True).is_proved
