"""The oracle of fuzz/: its reading of a cell, a table or a folder."""

from decimal import Decimal

import pytest

import oracle
from oracle import formats
from oracle.proof import proof
from oracle.seen import cell, counted

ACCOUNTING = '_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-;_-@_-'


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("1234.5", "General", "1234,5"),
        ("1234567", "# ##0", "1234 567"),
        ("1234567", "#,##0", "1\u202f234\u202f567"),
        ("1234567", "#,##0,", "1\u202f235"),
        ("1500000", '0.0,,"M€"', "1,5M€"),
        ("500", '# ##0" k€"', " 500 k€"),
        ("0.5", "0%", "50%"),
        ("2", "00", "02"),
        ("12", '[>=1000]0.0," k€";0" €"', "12 €"),
        ("1500", '[>=1000]0.0," k€";0" €"', "1,5 k€"),
        ("0", ACCOUNTING, "  -   € "),
        ("1234.5", ACCOUNTING, "  1\u202f234,50 € "),
        ("-5", "#,##0;[Red](#,##0)", "(5)"),
        ("5", ";;;", ""),
        ("5", '"n.c."', "n.c."),
        ("5", '0"000"', "5000"),
        ("1234", "0\\.00", "12.34"),
        ("1234.5", "#,##0.00 [$€-40C]", "1\u202f234,50 €"),
    ],
)
def test_a_number_is_shown_as_excel_shows_it(value: str, code: str, shown: str) -> None:
    assert formats.shown(Decimal(value), code).text == shown


SAME, EITHER, OTHER = "same", "either", "other"


@pytest.mark.parametrize(
    ("column", "value", "code", "verdict"),
    [
        *(("montant", "1234.5", code, SAME) for code in ("General", "0.00", "#,##0.00", '#,##0.00\\ "€"', ACCOUNTING)),
        *(
            ("montant", "1234567", code, SAME)
            for code in ("# ##0", "#,##0 [$€-40C]", "0 [$EUR]", "[Red]#,##0", '0" EUR"')
        ),
        ("montant", "0", ACCOUNTING, SAME),
        ("montant", "1234.56", "#,##0", EITHER),
        ("montant", "1500000", '0.0,,"M€"', EITHER),
        ("montant", "12", "# ?/?", EITHER),
        *(
            ("montant", "500", code, OTHER)
            for code in ('0" k€"', "0,", "0%", "$0", "[$CHF] 0", "0 [$£-809]", "yyyy", ";;;")
        ),
        *(
            ("montant", "500", code, OTHER)
            for code in ('"n.c."', '0"000"', "0\\.00", "-0", '0"M"', '0" milliers d\'euros"')
        ),
        ("montant", "-500", "0;0", OTHER),
        ("exercice", "2025", "0", SAME),
        ("exercice", "2025", "#,##0", EITHER),
        ("exercice", "2025", "yyyy", OTHER),
        ("axe", "1", "00", SAME),
        ("axe", "1", '"1"0', OTHER),
        ("territoire_code", "2", "00", SAME),
        ("territoire_code", "2", "General", EITHER),
        ("territoire_code", "2", '"8"0', OTHER),
    ],
)
def test_a_format_is_judged_by_the_value_that_it_shows(column: str, value: str, code: str, verdict: str) -> None:
    number = Decimal(value)
    seen = formats.shown(number, code)
    each = cell(value, number=number, shown=(seen.text,), is_date=seen.is_date, doubt=seen.odd)
    if verdict == OTHER:
        with pytest.raises(oracle.NoTotal):
            counted(each, column)
    else:
        found = counted(each, column)
        assert bool(found.doubt) == (verdict == EITHER)
        assert found == ("02" if code == "00" and column != "axe" else value)


LINES = (
    b"exercice,territoire_code,territoire,axe,rang,objectif,action,montant,page,remarque\n"
    b"2025,02,Aisne,1,1,,une action,100,2,\n2025,02,Aisne,1,2,,une autre,50,2,\n"
)
TOTAL = LINES + b"2025,02,Aisne,1,3,,Total Axe 1,150,2,\n"
FIGURES = "exercice,territoire_code,territoire,axe,libelle,montant,arrondi,page\n2025,02,Aisne,1,Total Axe 1,{},{},2\n"


def test_a_line_that_is_the_total_of_others_has_no_total() -> None:
    with pytest.raises(oracle.NoTotal):
        oracle.read(TOTAL)
    assert oracle.read(TOTAL.replace(b"150", b"151")).doubts
    assert not oracle.read(TOTAL.replace(b"Total Axe 1", b"Totaliser les heures")).doubts


@pytest.mark.parametrize("title", ["en milliers d'euros", "Montants en k€", "Unité : M€"])
def test_a_unit_in_a_title_has_no_total(title: str) -> None:
    with pytest.raises(oracle.NoTotal):
        oracle.read(f"{title}\n".encode() + LINES)
    assert oracle.read("Les milliers de familles aidées, en €\n".encode() + LINES).totals == oracle.totals(LINES)


@pytest.mark.parametrize(
    ("montant", "arrondi", "gaps"), [("150", "1", 0), ("151", "1", 1), ("200", "100", 0), ("0", "1", 1)]
)
def test_a_figure_is_held_against_its_lines(montant: str, arrondi: str, gaps: int) -> None:
    files = {"contracts_2025.csv": LINES, "published_2025.csv": FIGURES.format(montant, arrondi).encode()}
    assert len(proof(files).gaps) == gaps


@pytest.mark.parametrize(("montant", "arrondi"), [("150", "1000000000"), ("150", "7"), ("150", ""), ("x", "1")])
def test_a_figure_that_is_rounded_to_no_unit_of_its_own_proves_nothing(montant: str, arrondi: str) -> None:
    files = {"contracts_2025.csv": LINES, "published_2025.csv": FIGURES.format(montant, arrondi).encode()}
    with pytest.raises(oracle.NoTotal):
        proof(files)
