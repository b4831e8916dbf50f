"""A unit other than euros, announced above a table or in its heading, is a finding: no amount under it is in euros."""

from pathlib import Path

import openpyxl
import pytest

from clsctl.dataset.opening import open_dataset
from clsctl.finding import InvalidDataError
from clsctl.sheets.units import announces_unit
from clsctl.verdict.examination import examine
from support.samples import HEADER, csv_text, line

OTHER = (
    *("en milliers d'euros", "(en k€)", "Montants en M€", "in thousands of euros", "milliers €", "K EUR", "k€", "(K€)"),
    *(
        "Budget 2025 (milliers d’euros)",
        "Unité : millier d'euros",
        "Montants exprimés en milliers d'euros",
        "(en milliers)",
    ),
    *(
        "Crédits, millions d'euros",
        "in € million",
        "EUR thousands",
        "en Md€",
        "montant x 1 000",
        "En milliers",
        "(keur)",
    ),
    *(
        "en dollars",
        "(USD)",
        "en kEuros",
        "montants (M €)",
        "*en milliers d'euros*",
        "Actions 2025 - en k€",
        "€ thousand",
    ),
)
EUROS = (
    *(
        "en euros",
        "Montants en euros",
        "(€)",
        "Contrats 2025",
        "1,5 M€ en 2025",
        "près de 30 millions d'euros",
        "500 k€",
    ),
    *("une trentaine de millions d'euros", "Hauts-de-France", "des milliers de familles", "Aisne : 2 millions d'euros"),
    *("Bilan en millions de repas servis", "milieux", "Axe 4", "29 007 615 €", "Kit euros", "montant x 1", "parcours"),
)


@pytest.mark.parametrize("text", OTHER)
def test_a_text_announces_another_unit(text: str) -> None:
    assert announces_unit(text)


@pytest.mark.parametrize("text", EUROS)
def test_a_text_announces_none_or_euros(text: str) -> None:
    assert not announces_unit(text)


def said(path: Path) -> list[tuple[str, int | None, str]]:
    return [(each.rule.slug, each.place.line, each.fact) for each in examine([str(path)]).findings.kept]


@pytest.mark.parametrize("title", ["en milliers d'euros", ";;Montants (k€)", "# en k€", "Contrats 2025\n\n(en M€)"])
def test_a_title_of_a_csv_that_announces_a_unit_is_a_finding(tmp_path: Path, title: str) -> None:
    path = tmp_path / "f.csv"
    path.write_text(f"{title}\n{csv_text([line(1)], ';')}", "utf-8")
    ((slug, at, fact),) = said(path)
    assert (slug, at) == ("other-unit", 1 + title.count("\n"))
    assert fact.startswith("a unit other than euros is announced: ")
    with pytest.raises(InvalidDataError):
        open_dataset([str(path)])


def test_a_title_of_a_workbook_that_announces_a_unit_is_a_finding(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    rows = ["Contrats 2025"], [None, None, "en milliers d'euros"], list(HEADER), list(line(1).values())
    for row in rows:
        sheet.append(row)
    book.save(path := tmp_path / "f.xlsx")
    assert said(path) == [("other-unit", 2, "a unit other than euros is announced: en milliers d'euros")]


def test_a_title_in_euros_is_a_title(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text(f"Contrats 2025, montants en euros (29 M€)\n{csv_text([line(1)], ';')}", "utf-8")
    assert said(path) == []


@pytest.mark.parametrize("heading", ["montant (k€)", "Montant en milliers d'euros", "amount (M€)", "MONTANT K EUR"])
def test_a_heading_of_the_amounts_that_announces_a_unit_is_a_finding(tmp_path: Path, heading: str) -> None:
    path = tmp_path / "f.csv"
    path.write_text(csv_text([line(1)], ";").replace("montant", heading), "utf-8")
    assert said(path) == [("other-unit", 1, f"a unit other than euros is announced: {heading}")]


def test_a_column_more_in_another_unit_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    rows = [{**line(1), "montant (k€)": "0.1"}]
    path.write_text(csv_text(rows, header=(*HEADER, "montant (k€)")), "utf-8")
    assert said(path) == []


def test_a_unit_below_the_header_is_no_line(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    header, row = csv_text([line(1)]).splitlines()
    for unit in (",,,,,,,(en k€),,", "en milliers d'euros,,,,,,,,,", "en k€"):
        path.write_text(f"{header}\n{unit}\n{row}\n", "utf-8")
        assert said(path)
