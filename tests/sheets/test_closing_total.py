"""The total that a spreadsheet puts below a table: left out where it is the sum, a finding where it is not."""

from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from clsctl.dataset.opening import open_dataset
from conftest import Run
from support.samples import HEADER, line
from support.workbooks import slugs, xlsx

ROWS = [line(1, montant="100.10"), line(2, montant=""), line(3, montant="0.20")]


def closed(path: Path, *cells: tuple[str, object], year: int = 2025) -> Path:
    xlsx(path, [{**row, "exercice": str(year)} for row in ROWS])
    book = openpyxl.load_workbook(path)
    for place, value in cells:
        book.worksheets[0][place] = value  # type: ignore[assignment] # as a person types it
    book.save(path)
    return path


WORDS = [(column, word) for column in "AG" for word in ("Total", "TOTAL", "Total général", "Ensemble")]


def test_the_sum_of_the_rows_above_is_left_out_with_a_note(tmp_path: Path) -> None:
    """Each word in each column in a year of its own, so that one reading tells of all."""
    years = dict(enumerate(WORDS, 2001))
    paths = [
        closed(tmp_path / f"{year}.xlsx", (f"{column}5", word), ("H5", 100.3), year=year)
        for year, (column, word) in years.items()
    ]
    with open_dataset(map(str, paths)) as dataset:
        rangs = [(ligne.exercice, ligne.rang) for ligne in dataset.lignes()]
        assert rangs == [(year, rang) for year in years for rang in (1, 2, 3)]
        left_out = [f"{path}: row 5 is the total of the rows above it, and is left out." for path in paths]
        assert [note for note in dataset.notes if "left out" in note] == left_out


@pytest.mark.parametrize(
    "cells",
    [
        [("A5", "Total"), ("H5", 100.31)],
        [("A5", "Total"), ("H5", 100.3), ("B5", "02")],
        [("A5", "Aisne"), ("H5", 100.3)],
        [("A5", "Total")],
        [("A5", "Total"), ("H5", 100.3), ("I5", 3)],
        [("A4", "Total"), ("H5", 100.3)],
    ],
)
def test_a_row_that_is_not_their_sum_alone_stays_a_finding(cells: list[tuple[str, object]], tmp_path: Path) -> None:
    assert slugs(closed(tmp_path / "f.xlsx", *cells))


def test_the_total_row_that_excel_adds_to_a_table_is_left_out(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "f.xlsx") as book:
        book.calc_on_load = False
        sheet = book.add_worksheet("CLS")
        columns: list[dict[str, object]] = [{"header": name} for name in HEADER]
        columns[0]["total_string"] = "Total"
        columns[7] |= {"total_function": "sum", "total_value": 100.3}
        sheet.add_table(0, 0, 4, 9, {"columns": columns, "total_row": True})
        for number, row in enumerate(ROWS, 1):
            for place, name in enumerate(HEADER):
                if row[name]:
                    is_number = name in {"exercice", "axe", "rang", "montant", "page"}
                    sheet.write(number, place, float(row[name]) if is_number else row[name])
    with open_dataset([str(tmp_path / "f.xlsx")]) as dataset:
        assert dataset.aggregate(())[0].lignes == 3


def test_sums_read_back_are_no_lines(clsctl: Run) -> None:
    """The total of `totals -o` stands below its rows; the table lacks the columns of lines all the same."""
    assert clsctl("totals", "--by", "axe", "-o", "t.xlsx").returncode == 0
    found = clsctl("validate", "t.xlsx")
    assert found.returncode == 1
    assert b"missing-column" in found.stdout
    assert b"row 6 is the total of the rows above it, and is left out" in found.stderr
