"""`--with-marks`: the lines that touch a theme beside their own stand apart, and no sum has them."""

import csv
import io
import json
from decimal import Decimal

import openpyxl
import pytest

from conftest import ROOT, Run

pytestmark = pytest.mark.slow(reason="each test is a whole run, or several")

DECIDED = list(csv.DictReader(io.StringIO((ROOT / "data" / "lignes_themes_2025.csv").read_text("utf-8"))))
MARKED = [row for row in DECIDED if "sante" in row["marques"].split("|")]


@pytest.mark.parametrize("command", ["totals", "lines"])
def test_marked_lines_stand_apart_without_a_total(clsctl: Run, command: str) -> None:
    plain = json.loads(clsctl(command, "--theme", "sante", "--format", "json").stdout)
    found = json.loads(clsctl(command, "--theme", "sante", "--with-marks", "--format", "json").stdout)
    apart = found.pop("beside")["marques"]
    assert found == plain
    assert Decimal(found["total"]["montant"]) == 213_500
    assert apart["total"] is None
    assert [(row["cle"], row["theme"]) for row in apart["rows"]] == [(row["cle"], row["theme"]) for row in MARKED]


def test_the_selection_narrows_the_marked_lines_too(clsctl: Run) -> None:
    done = clsctl("totals", "--theme", "sante", "--with-marks", "--territoire", "Somme", "--format", "json")
    assert [row["cle"] for row in json.loads(done.stdout)["beside"]["marques"]["rows"]] == [
        row["cle"] for row in MARKED if row["cle"].startswith("2025-80-")
    ]


@pytest.mark.parametrize("form", ["csv", "tsv", "excel-fr"])
def test_a_format_of_one_table_leaves_them_out_and_says_so(clsctl: Run, form: str) -> None:
    plain = clsctl("lines", "--theme", "sante", "--format", form)
    found = clsctl("lines", "--theme", "sante", "--with-marks", "--format", form)
    assert found.stdout == plain.stdout
    assert b"4 lines of other themes carry the mark; this format has one table, and leaves them out." in found.stderr


def test_a_picture_says_that_it_leaves_them_out(clsctl: Run) -> None:
    picture = clsctl("totals", "--theme", "sante", "--with-marks", "--format", "svg").stdout.decode()
    assert "4 lines of other themes carry the mark" in picture
    assert MARKED[0]["cle"] not in picture


def test_a_workbook_has_them_on_a_sheet_of_their_own(clsctl: Run, tmp_path: object) -> None:
    assert clsctl("lines", "--theme", "sante", "--with-marks", "-o", "sante.xlsx").returncode == 0
    book = openpyxl.load_workbook(f"{tmp_path}/sante.xlsx")
    apart = [sheet for sheet in book.worksheets if sheet["A2"].value == MARKED[0]["cle"]]
    assert [sheet.max_row for sheet in apart] == [1 + len(MARKED)]


def test_a_theme_without_marks_is_said(clsctl: Run) -> None:
    done = clsctl("totals", "--theme", "alimentation", "--with-marks", "--format", "table")
    assert b"No line of another theme carries this mark." in done.stdout
