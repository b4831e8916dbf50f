"""Workbooks: values as they were stored, and nothing that a spreadsheet hides in silence."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from clsctl.dataset.opening import open_dataset
from clsctl.finding import InvalidDataError
from clsctl.verdict.examination import examine
from conftest import ROOT, Run
from support.examined import slugs_of, two_lines
from support.samples import HEADER, bundled, line, read, total, write
from support.workbooks import ods, patched, places, slugs, stored, xlsx

pytestmark = pytest.mark.slow(reason="each case is a workbook, made and read")

SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize("make", [xlsx, ods])
def test_a_workbook_gives_the_lines_of_its_csv(tmp_path: Path, make: Callable[..., Path]) -> None:
    path = make(tmp_path / f"f.{make.__name__}", bundled())
    with open_dataset([str(path)]) as dataset:
        assert dataset.aggregate(())[0].montant == total(bundled())
        assert [ligne.action for ligne in dataset.lignes()] == [row["action"] for row in bundled()]
        assert dataset.notes == (f"{path}: the sheet “CLS” is read.",)


def test_an_old_workbook_is_read() -> None:
    with open_dataset([str(Path(__file__).parent / "sound.xls")]) as dataset:
        assert dataset.aggregate(())[0].lignes == 5


def test_an_old_workbook_says_its_errors_and_what_it_hides() -> None:
    found = slugs(Path(__file__).parent / "faulty.xls")
    assert found == {"error-cell": 1, "hidden-rows": 1, "merged-cells": 1, "formula-without-value": 1}


def _set(cell: str, value: object) -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        sheet[cell] = value  # type: ignore[assignment] # as a person types it

    return change


def _set_as(number_format: str, value: object = 0.5, cell: str = "H2") -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        sheet[cell] = value  # type: ignore[assignment] # the same
        sheet[cell].number_format = number_format

    return change


def _hide_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[3].hidden = True


def _hide_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["H"].hidden = True


def _hide_sheet(sheet: Worksheet) -> None:
    assert sheet.parent is not None
    sheet.parent.create_sheet("brouillon").sheet_state = "hidden"


def _merge(sheet: Worksheet) -> None:
    sheet.merge_cells("H2:H3")


def _move_above(sheet: Worksheet) -> None:
    sheet.insert_rows(1)
    sheet.move_range("A4:J4", rows=-3)


CHANGES: tuple[tuple[Callable[[Worksheet], None], dict[str, int]], ...] = (
    (_move_above, {"line-above-header": 1}),
    (_set("H2", "=SUM(1,2)"), {"formula-without-value": 1}),
    (_set("H2", "#N/A"), {"error-cell": 1}),
    (_set("H2", date(2025, 5, 22)), {"date-montant": 1}),
    (_set_as("0%"), {"percentage": 1}),
    (_set_as("0.00%"), {"percentage": 1}),
    (_set_as("[Red]0.0 %;-0.0 %"), {"percentage": 1}),
    (_set_as("0%", 1, "I2"), {"percentage": 1}),
    (_set_as("0%", "50 €"), {}),
    (_set_as("0%", 0.5, "L1"), {}),
    (_set_as("0%", None), {}),
    (_set_as('0.00" % de 100"'), {"shown-otherwise": 1}),
    (_set_as("0.00\\%"), {"shown-otherwise": 1}),
    (_set("H2", True), {"not-a-montant": 1}),
    (_set("H2", 1234567890.1234567), {"workbook-precision": 1}),
    (_set("H2", 12345678901234567), {"workbook-precision": 1}),
    (_set("H2", 1.234), {"not-a-montant": 1}),
    (_set("H2", -5), {"negative-montant": 1}),
    (_set("H2", "1.234"), {"ambiguous-montant": 1}),
    (_set("B2", 2), {}),
    (_set("G2", date(2025, 5, 22)), {"not-text": 1}),
    (_set("G2", 22.5), {"not-text": 1}),
    (_set("L2", "à revoir"), {"unnamed-column": 1}),
    (_hide_row, {"hidden-rows": 1}),
    (_hide_column, {"hidden-columns": 1}),
    (_hide_sheet, {"hidden-sheet": 1}),
    (_merge, {"merged-cells": 1}),
)


def test_what_a_workbook_hides_or_lost_is_a_finding(tmp_path: Path) -> None:
    files = {
        f"change {number}": xlsx(tmp_path / f"{number}.xlsx", two_lines(number), change)
        for number, (change, _found) in enumerate(CHANGES)
    }
    assert slugs_of(files) == {f"change {number}": found for number, (_change, found) in enumerate(CHANGES)}


@pytest.mark.parametrize(
    ("cell", "value", "written"),
    [
        ("H2", 22.5, "22.50"),
        ("H2", 0.1, "0.10"),
        ("H2", 999999999999.99, "999999999999.99"),
        ("H2", "123456789012345.67", "123456789012345.67"),
        ("H2", "1 234,50 €", "1234.50"),
        ("H2", 3e15 / 10, "300000000000000"),
        ("G2", 2025, "100"),
    ],
)
def test_numbers_enter_by_their_shortest_decimal_form(tmp_path: Path, cell: str, value: object, written: str) -> None:
    path = xlsx(tmp_path / "f.xlsx", [line(1)], _set(cell, value))
    with open_dataset([str(path)]) as dataset:
        (ligne,) = dataset.lignes()
        assert str(ligne.montant) == (written if "." in written else f"{written}.00")


def test_a_formula_with_its_stored_value_is_read_and_an_empty_one_too(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "f.xlsx", [line(1)], _set("H2", "=SUM(1,2)"))
    patched(path, SHEET, "<f>SUM(1,2)</f><v />", "<f>SUM(1,2)</f><v>3</v>")
    with open_dataset([str(path)]) as dataset:
        assert dataset.aggregate(())[0].montant == 3
    patched(path, SHEET, '<c r="H2"><f>SUM(1,2)</f><v>3</v>', '<c r="H2" t="str"><f>SUM(1,2)</f><v></v>')
    with open_dataset([str(path)]) as dataset:
        assert dataset.aggregate(())[0].non_chiffrees == 1


def test_the_place_is_the_row_of_the_sheet_below_any_title(tmp_path: Path) -> None:
    def titled(sheet: Worksheet) -> None:
        sheet.insert_rows(1, 3)
        sheet["A1"] = "Contrats 2025"
        sheet.merge_cells("A1:H1")
        sheet["H6"] = "x"

    examination = examine([str(xlsx(tmp_path / "f.xlsx", [line(1), line(2)], titled))])
    assert [(finding.rule.slug, finding.place.line) for finding in examination.findings.kept] == [("not-a-montant", 6)]
    assert examination.notes[1].endswith("the table is read from its header, in row 4.")


def _book(path: Path) -> Path:
    """Three sheets: one without table, then two tables."""
    xlsx(path, [line(1)], title="CLS 2025")
    book = openpyxl.load_workbook(path)
    first = book["CLS 2025"]
    book.create_sheet("Notes", 0)["A1"] = "bonjour"
    other = book.create_sheet("CLS 2026")
    for row in first.iter_rows(values_only=True):
        other.append(["2026" if cell == 2025 else cell for cell in row])
    book.save(path)
    return path


def test_the_first_sheet_with_the_header_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    path = _book(tmp_path / "f.xlsx")
    with open_dataset([str(path)]) as dataset:
        assert dataset.exercices == (2025,)
        assert "“CLS 2025” is read" in dataset.notes[0]
        assert "“CLS 2026”" in dataset.notes[1]


def _with_others(path: Path, rows: Mapping[str, Sequence[Sequence[str | float]]], state: str = "visible") -> Path:
    """A workbook of one line, and further sheets of these rows."""
    book = openpyxl.load_workbook(xlsx(path, [line(1)], title="Aisne"))
    for name, cells in rows.items():
        sheet = book.create_sheet(name)
        for row in cells:
            sheet.append(row)
        sheet.sheet_state = state
    book.save(path)
    return path


NORD: list[str | float] = [2025, "59", "Nord", 1, 1, "", "action 1", 900, 2]


@pytest.mark.parametrize(
    ("rows", "amount", "is_split"),
    [
        ([HEADER[:9], NORD], "1 line, €900", True),
        ([HEADER[:9], NORD, [], [*NORD[:4], 2, "", "b", 1000.5, 2]], "2 lines, €1,900.50", True),
        ([["Crédits du Nord"], [], [name.upper() for name in HEADER[:9]], NORD], "1 line, €900", True),
        ([["territoire", "Action", "Montant", "axe", "Exercice"], ["Nord", "a", 900, 1, 2025]], "1 line, €900", False),
        ([["exercice", "territoire_code", "axe", "rang"], [2025, "59", 1, 1]], "1 line", True),
        ([NORD], "1 line, €900", True),
        ([HEADER], None, False),
        ([["exercice", "territoire", "axe", "action", "page"], [2025, "Nord", 1, "a", 2]], None, False),
        ([["territoire", "montant"], ["Nord", 900]], None, False),
        ([["à revoir", "avec Nord"]], None, False),
    ],
    ids=[
        *("a column less", "two lines", "below a title", "half and an amount", "the key", "no header"),
        *("no line", "no amount", "few", "none"),
    ],
)
def test_each_sheet_that_looks_like_the_table_is_named_where_another_is_read(
    tmp_path: Path, rows: Sequence[Sequence[str | float]], amount: str | None, is_split: bool
) -> None:
    path = _with_others(tmp_path / "f.xlsx", {"Nord": rows})
    alike = (
        f"{path}: sheets not read, though they look like the same table: “Nord” ({amount}); name one as {path}#SHEET."
    )
    notes = (f"{path}: the sheet “Aisne” is read.", *([alike] if amount else []))
    examination = examine([str(path)])
    assert examination.notes == notes
    assert list(examination.findings.counts) == (["split-table"] if is_split else [])
    with open_dataset([str(path)]) as dataset:
        assert dataset.notes == notes


def test_the_remedies_for_a_table_split_over_sheets_work(clsctl: Run, tmp_path: Path) -> None:
    _with_others(tmp_path / "f.xlsx", {"Nord": [HEADER, NORD], "2026": [HEADER, [2026, *NORD[1:]]]})
    done = clsctl("validate", "f.xlsx")
    assert done.returncode == 1
    assert done.stdout.decode() == (
        "f.xlsx: another sheet, which is not read, also has lines of the table: "
        "“Nord” (1 line, €900) [split-table]\n"
        "f.xlsx: another sheet, which is not read, also has lines of the table: "
        "“2026” (1 line, €900) [split-table]\n"
        "  → name each sheet to read as FILE#SHEET, or gather all lines in one sheet\n"
        "2 findings\n"
    )
    totals = clsctl("totals", "--data", "f.xlsx")
    assert (totals.returncode, totals.stdout.splitlines()[1].endswith(b",1,0,100,100.00")) == (0, True)
    assert "“Nord” (1 line, €900), “2026” (1 line, €900); name one as" in totals.stderr.decode()
    sheets = ("f.xlsx#Aisne", "f.xlsx#Nord", "f.xlsx#2026")
    assert clsctl("validate", *sheets).returncode == 0
    union = clsctl("totals", *(word for sheet in sheets for word in ("--data", sheet)))
    assert (union.returncode, union.stdout.splitlines()[1].endswith(b",3,0,1900,100.00")) == (0, True)


@pytest.mark.parametrize("name", ["territoires", "published_2025"])
def test_a_title_above_a_table_that_holds_no_lines_is_a_title(tmp_path: Path, name: str) -> None:
    rows = read(ROOT / "data" / f"{name}.csv")
    book = openpyxl.Workbook()
    sheet = book.create_sheet("A", 0)
    for cells in (["Hauts-de-France"], list(rows[0]), *(list(row.values()) for row in rows)):
        sheet.append([cell or None for cell in cells])
    book["Sheet"].append(["territoire_code", "note"])
    book["Sheet"].append(["02", "à revoir"])
    book.save(path := tmp_path / f"{name}.xlsx")
    examination = examine([str(path)])
    assert dict(examination.findings.counts) == {}
    assert [note.removeprefix(f"{path}: ") for note in examination.notes] == [
        "the sheet “A” is read.",
        "the table is read from its header, in row 2.",
    ]


def test_a_workbook_without_header_says_in_which_row_one_was_looked_for(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Notes", 0).append(["a", "b"])
    book["Notes"].insert_rows(1, 2)
    book.save(path := tmp_path / "f.xlsx")
    examination = examine([str(path)])
    (finding,) = examination.findings.kept
    assert (str(finding.place), finding.rule.slug) == (f"{path}:3", "no-header")
    assert finding.fact == "the first line is not a header, it names none of the columns: a b"
    assert examination.notes == (f"{path}: the sheet “Notes” is read.",)


def test_a_sheet_is_named_after_the_file(tmp_path: Path) -> None:
    path = _book(tmp_path / "f.xlsx")
    with open_dataset([f"{path}#cls 2026"]) as dataset:
        assert dataset.exercices == (2026,)
    with open_dataset([f"{path}#CLS 2025", f"{path}#CLS 2026"]) as dataset:
        assert dataset.exercices == (2025, 2026)
    assert slugs(f"{path}#CLS 2027") == {"no-sheet": 1}


def test_a_file_with_a_hash_in_its_name_is_a_file(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "f#2.xlsx", [line(1)])
    assert slugs(path) == {}
    assert slugs(write(tmp_path / "f#2.csv", [line(1)])) == {}


def test_a_sheet_of_a_file_that_has_none_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "f.csv", [line(1)])
    (finding,) = examine([f"{path}#2024"]).findings.kept
    assert (finding.rule.slug, finding.fact) == ("no-sheet", "the file has no sheet “2024”")
    assert finding.remedy == "name the file alone: CSV has no sheets"
    with pytest.raises(InvalidDataError):
        open_dataset([f"{path}#2024"])


def test_a_percentage_in_place_of_an_amount_is_said_as_it_is_shown(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        _set_as("0%", 0.07)(sheet)
        sheet.insert_cols(1, 2)

    (finding,) = examine([str(xlsx(tmp_path / "f.xlsx", [line(1)], change))]).findings.kept
    assert (finding.place.line, finding.fact) == (2, "“montant” shows a percentage, 7 %, but stores 0.07")


def test_a_percentage_of_an_old_workbook_is_a_finding() -> None:
    """Saved by LibreOffice, the table begins in column C."""
    (finding,) = examine([str(Path(__file__).parent / "percentage.xls")]).findings.kept
    assert (finding.place.line, finding.fact) == (2, "“montant” shows a percentage, 50 %, but stores 0.5")


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (SHEET, "<sheetData>", "<sheetData"),
        ("xl/workbook.xml", "<sheets>", "<sheets><sheet/>"),
        ("xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "worksheets/none.xml"),
    ],
    ids=["broken", "nameless", "astray"],
)
def test_a_workbook_made_to_break_readers_is_refused(tmp_path: Path, part: str, old: str, new: str) -> None:
    path = xlsx(tmp_path / "f.xlsx", [line(1, remarque="x")])
    assert slugs(patched(path, part, old, new)) == {"no-table": 1}


@pytest.mark.parametrize(
    ("cell", "old", "new"),
    [(date(2025, 5, 22), b"yyyy-mm-dd", b"0000-00-00"), ("200,50", b"200,50", b"900,50")],
    ids=["styles", "texts"],
)
def test_a_damaged_byte_is_refused_where_calamine_looks_at_no_checksum(
    tmp_path: Path, cell: date | str, old: bytes, new: bytes
) -> None:
    """With its style lost, a date in the place of an amount would be 45799 euros."""
    with xlsxwriter.Workbook(tmp_path / "f.xlsx", {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, [{**line(1), "montant": cell}[name] for name in HEADER])
    path = stored(tmp_path / "f.xlsx")
    content = path.read_bytes()
    assert content.count(old) == 1
    path.write_bytes(content.replace(old, new))
    assert slugs(path) == {"no-table": 1}


def test_a_cell_whose_style_is_not_there_is_refused(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "f.xlsx", [line(1)], _set("H2", date(2025, 5, 22)))
    assert slugs(patched(path, "xl/styles.xml", "cellXfs", "cellXfz")) == {"no-table": 1}
    path = xlsx(tmp_path / "g.xlsx", [line(1)], _set_as("0%"))
    assert slugs(patched(path, SHEET, 's="1"', 's="-3"')) == {"no-table": 1}


@pytest.mark.parametrize("digits", ["1<!-- -->00", "<![CDATA[100]]>", "1<?x?>00", "&#49;00"])
def test_a_number_that_is_not_written_in_digits_alone_is_refused(tmp_path: Path, digits: str) -> None:
    path = xlsx(tmp_path / "f.xlsx", [line(1)])
    assert slugs(patched(path, "xl/worksheets/sheet1.xml", "<v>100</v>", f"<v>{digits}</v>")) == {"no-table": 1}


def test_hidden_columns_without_a_value_hide_nothing(tmp_path: Path) -> None:
    def hide(first: str) -> Callable[[Worksheet], None]:
        return lambda sheet: sheet.column_dimensions.group(first, "XFD", hidden=True)

    assert places(xlsx(tmp_path / "f.xlsx", [line(1)], hide("I"))) == [("hidden-columns", None, "I-J")]
    assert places(xlsx(tmp_path / "g.xlsx", [line(1)], hide("K"))) == []


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"PAR1" * 9, b"{[", b"[1]"]
)
def test_what_only_begins_like_a_format_is_no_table(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "f.xlsx"
    path.write_bytes(content)
    assert slugs(path) == {"no-table": 1}
