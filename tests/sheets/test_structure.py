"""A workbook whose structure readers could take in two ways is refused before any of them sees it."""

import re
import zipfile
from pathlib import Path

import pytest

from clsctl.dataset.opening import open_dataset
from clsctl.verdict.examination import examine
from support.examined import FIRST_YEAR, slugs_of, two_lines
from support.samples import line
from support.workbooks import ods, patched, slugs, xlsx

SHEET = "xl/worksheets/sheet1.xml"
AMOUNT = '<c r="H2" t="n"><v>100</v></c>'
CONTENT = "content.xml"

REFUSED = ({"no-table": 1}, {"too-large": 1})  # as damaged, or as what no machine could hold


def _amount(cell: str) -> tuple[str, str, str]:
    return SHEET, AMOUNT, cell


DAMAGES = (
    (SHEET, '<row r="3"', '<row r="2"'),
    (SHEET, '<row r="2"', '<row r="9"'),
    (SHEET, '<row r="3"', '<row r="03"'),
    (SHEET, '<row r="3"', '<row r=" 3"'),
    _amount(AMOUNT + AMOUNT),
    _amount(AMOUNT + '<c r="H2" t="n"><v>900</v></c>'),
    _amount('<c r="B2" t="n"><v>100</v></c>'),
    _amount('<c r="H3" t="n"><v>100</v></c>'),
    _amount('<c r="h2" t="n"><v>100</v></c>'),
    _amount('<c r=" H2" t="n"><v>100</v></c>'),
    _amount('<c r="H2 " t="n"><v>100</v></c>'),
    _amount('<c r="$H$2" t="n"><v>100</v></c>'),
    _amount('<c r="H" t="n"><v>100</v></c>'),
    _amount('<c r="" t="n"><v>100</v></c>'),
    _amount('<c r="XFE2" t="n"><v>100</v></c>'),
    _amount('<c r="H2" t="n"><v>100</v><v>900</v></c>'),
    _amount('<c r="H2" t="n"><v>1<b>9</b>00</v></c>'),
    _amount('<c r="H2" t="n"><v>1<v>9</v>00</v></c>'),
    _amount('<c r="H2" t="n"><x><v>100</v></x></c>'),
    _amount('<c r="H2" t="n"><v>100</v>900</c>'),
    _amount('<c r="H2" t="n"><v>100</v><is><t>900</t></is></c>'),
    _amount('<c r="H2" t="n"><is><t>100</t></is></c>'),
    _amount('<c r="H2" t="inlineStr"><v>100</v></c>'),
    _amount('<c r="H2" t="inlineStr"><is><t>100</t><t>900</t></is></c>'),
    _amount('<c r="H2" t="inlineStr"><is><t>1</t><r><t>00</t></r></is></c>'),
    _amount('<c r="H2" t="inlineStr"><is><r><t>1</t><t>00</t></r></is></c>'),
    _amount('<c r="H2" t="n"><v>1 00</v></c>'),
    _amount('<c r="H2" t="n"><v>1,00</v></c>'),
    _amount('<c r="H2" t="n"><v>0x64</v></c>'),
    _amount('<c r="H2" t="n"><v>inf</v></c>'),
    _amount(f'<c r="H2" t="n"><v>{"9" * 1_000_000}</v></c>'),
    _amount('<c r="H2" t="x"><v>100</v></c>'),
    _amount('<c r="H2" t="s"><v>100</v></c>'),
    _amount('<c r="H2" t="s"><v>NaN</v></c>'),
    _amount('<c r="H2" t="s"><v>-1</v></c>'),
    _amount('<c r="H2" t="b"><v>2</v></c>'),
    _amount('<c r="H2" s="99" t="n"><v>100</v></c>'),
    _amount('<c r="H2" t="n"><f>1</f><f>2</f><v>100</v></c>'),
    _amount('<c r="H2" t="n"><extLst><ext><v>900</v></ext></extLst><v>100</v></c>'),
    _amount('<c r="H2" t="n"><y:v xmlns:y="urn:y">100</y:v></c>'),
    _amount(AMOUNT + '<row r="3"/>'),
    (SHEET, "</sheetData>", "</sheetData><sheetData/>"),
    (SHEET, "<sheetData>", "<sheetData>text"),
    ("xl/workbook.xml", "<sheets>", '<sheets><sheet name="CLS" sheetId="7" r:id="rId9" xmlns:r="urn:r"/>'),
)


@pytest.mark.slow(reason="forty damaged workbooks are made and refused")
def test_a_damaged_structure_is_refused(tmp_path: Path) -> None:
    files = {}
    for number, (part, old, new) in enumerate(DAMAGES):
        path = xlsx(tmp_path / f"{number}.xlsx", two_lines(number))
        files[f"{number}: {new[:80]}"] = _first(path, part, old, new)
    assert {name: found for name, found in slugs_of(files).items() if found not in REFUSED} == {}


def _first(path: Path, part: str, old: str, new: str) -> Path:
    """The archive with the first occurrence of a text of one part replaced."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode("utf-8", "surrogateescape") for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new, 1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content.encode("utf-8", "surrogateescape"))
    return path


SPELLINGS = (
    (AMOUNT, "<c r='H2' t='n'><v>100</v></c>"),
    (AMOUNT, '<c t="n" r = "H2" ><v>100</v></c>'),
    (AMOUNT, '<c r="H2"><v>1E2</v></c>'),
    (AMOUNT, '<c r="H2"><v>100.0</v></c>'),
    (AMOUNT, '<c r="H2" t="inlineStr"><is><t>100</t></is></c>'),
    (AMOUNT, '<c r="H2" t="inlineStr"><is><r><rPr><b/></rPr><t>10</t></r><r><t>0</t></r></is></c>'),
    (AMOUNT, '<c r="H2" t="str"><v>100</v></c>'),
    (AMOUNT, '<c r="H2"><f t="shared" si="0">50+50</f><v>100</v></c>'),
    (AMOUNT, AMOUNT + '<extLst><ext uri="x"/></extLst>'),
    ('<dimension ref="A1:J3" />', '<dimension ref="A1:XFD1048576" />'),
    ('<dimension ref="A1:J3" />', '<dimension ref="A1" />'),
)


def test_what_is_sound_in_another_spelling_is_read(tmp_path: Path) -> None:
    for number, (old, new) in enumerate(SPELLINGS):
        _first(xlsx(tmp_path / f"{number}.xlsx", two_lines(number)), SHEET, old, new)
    with open_dataset(str(tmp_path / f"{number}.xlsx") for number in range(len(SPELLINGS))) as dataset:
        found = [(ligne.exercice, str(ligne.montant)) for ligne in dataset.lignes()]
    assert found == [(FIRST_YEAR + number, "100.00") for number in range(len(SPELLINGS)) for _line in range(2)]


def test_rows_and_cells_without_reference_are_counted_on(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "f.xlsx", [line(1, objectif="o"), line(2, objectif="o")])
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read(SHEET).decode()
    bare = re.sub(r'<(row|c) r="[A-Z0-9]+"', r"<\1", sheet)
    patched(path, SHEET, sheet, bare)
    with open_dataset([str(path)]) as dataset:
        assert dataset.aggregate(())[0].montant == 200


@pytest.mark.parametrize(("old", "new"), [("'A1'", '"A1"'), ('r="A1"', "r='A1'")])
def test_cells_far_apart_are_refused_in_any_quotes(tmp_path: Path, old: str, new: str) -> None:
    """Of 550 GB, which its dense sheet would take, the reader of workbooks aborted."""
    path = xlsx(tmp_path / "f.xlsx", [line(1), line(2)])
    far = "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row></sheetData>"
    _first(path, SHEET, "</sheetData>", far.replace(old, new))
    assert slugs(path) == {"too-large": 1}


CELL = '<table:table-cell office:value-type="float" office:value="100.0"/>'


ODS_DAMAGES = (
    (CELL, CELL.replace("100.0", "1 00")),
    (CELL, CELL.replace("100.0", "inf")),
    (CELL, CELL.replace("100.0", "9" * 1_000_000)),
    (CELL, CELL.replace("/>", f">{CELL}</table:table-cell>")),
    (CELL, CELL.replace("/>", "><table:table><table:table-row/></table:table></table:table-cell>")),
    (CELL, f"<table:table-row>{CELL}</table:table-row>"),
    (CELL, CELL.replace("/>", ' table:number-columns-repeated="-1"/>')),
    (CELL, CELL.replace("/>", ' table:number-columns-repeated="x"/>')),
    (CELL, CELL.replace("/>", '><text:p>100<text:s text:c="20000"/></text:p></table:table-cell>')),
    ("</office:spreadsheet>", '<table:table table:name="CLS"/></office:spreadsheet>'),
)


def test_a_damaged_structure_of_an_ods_is_refused(tmp_path: Path) -> None:
    files = {}
    for number, (old, new) in enumerate(ODS_DAMAGES):
        first, second = two_lines(number)
        path = ods(tmp_path / f"{number}.ods", [first, {**second, "montant": "200"}])
        files[f"{number}: {new[:80]}"] = _first(path, CONTENT, old, new)
    assert {name: found for name, found in slugs_of(files).items() if found not in REFUSED} == {}


def test_the_refusal_names_the_place(tmp_path: Path) -> None:
    path = _first(xlsx(tmp_path / "f.xlsx", [line(1), line(2)]), SHEET, AMOUNT, AMOUNT + AMOUNT)
    (finding,) = examine([str(path)]).findings.kept
    assert finding.fact == "the file cannot be read as a workbook (cell H2: repeated, out of order or misnamed)"
