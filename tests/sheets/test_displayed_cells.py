"""A workbook's cell counts as what a person sees; where that is another amount, a finding says both."""

import shutil
import subprocess
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from clsctl.dataset.opening import open_dataset
from clsctl.ligne import Ligne
from clsctl.verdict.examination import examine
from support.examined import slugs_of, two_lines
from support.samples import HEADER, line
from support.workbooks import ods, patched, places, slugs, xlsx

pytestmark = pytest.mark.slow(reason="each case is a workbook, made and read")

ACCOUNTING = '_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-;_-@_-'
OFFICE = shutil.which("soffice")
ATTRIBUTES = {
    "A2": "exercice",
    "B2": "territoire_code",
    "C2": "territoire",
    "D2": "axe",
    "G2": "action",
    "H2": "montant",
}


STYLE = 'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
DATA_STYLE = 'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'


def _as(code: str, value: object, cell: str = "H2") -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        sheet[cell] = value  # type: ignore[assignment] # as a person types it
        sheet[cell].number_format = code

    return change


def _only(path: Path) -> Ligne:
    with open_dataset([str(path)]) as dataset:
        (found,) = dataset.lignes()
        return found


def _facts(path: Path) -> list[str]:
    return [finding.fact for finding in examine([str(path)]).findings.kept]


SOUND: list[tuple[str, object, str]] = [
    ("#,##0\\ [$€-40C]", 1234, "1234"),
    ('#,##0.00\\ "€"', 1234.5, "1234.50"),
    (ACCOUNTING, 1234.5, "1234.50"),
    (ACCOUNTING, 0, "0"),
    ('_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)', 1234.5, "1234.50"),
    ("[Red]#,##0_);[Blue](#,##0)", 500, "500"),
    ("# ##0", 1234567, "1234567"),
    ("# ##0 €", 1234, "1234"),
    ("#,##0.00 [$EUR]", 1234, "1234"),
    ("#,##0.00 [$€-fr-FR]", 1234, "1234"),
    ('0" euros"', 5, "5"),
    ('[>=1000]0.0," k€";0', 1500, "1500"),
    ("0.00E+00", 6000, "6000"),
    ("0.0E+0000", 0, "0"),
    ("€ 0.0E+0", 0, "0"),
    ("0.000", 1234.5, "1234.50"),
    ("@", 500, "500"),
    ('@" €"', "500", "500"),
    ("0.00", 1234.567, "1234.57"),
    ("0.00", 0.1 + 0.2, "0.30"),
    ("General", 0.1 + 0.2, "0.30"),
    ("General", 1.1 * 3, "3.30"),
]
OTHERWISE: list[tuple[str, object, str]] = [
    ('# ##0" k€"', 500, "“montant” shows “500 k€” but stores 500"),
    ('0.0" M€"', 1.5, "“montant” shows “1,5 M€” but stores 1.5"),
    ("#,##0,", 500_000, "“montant” shows “500” but stores 500000"),
    ('[<1000]0;[>=1000]0.0,"k"', 5000, "“montant” shows “5,0k” but stores 5000"),
    ('"$"#,##0.00', 12, "“montant” shows “$12,00” but stores 12"),
    ("[$$-409]#,##0.00", 12, "“montant” shows “$12,00” but stores 12"),
    ("[$$-en-US]#,##0", 12, "“montant” shows “$12” but stores 12"),
    ("[$£-809]#,##0", 12, "“montant” shows “£12” but stores 12"),
    ("[$CHF]\\ #,##0", 12, "“montant” shows “CHF 12” but stores 12"),
    ('0"000"', 500, "“montant” shows “500000” but stores 500"),
    ("0.00E+00", 6123, "“montant” shows “6,12E+03” but stores 6123"),
    ("0", 1234.56, "“montant” shows “1235” but stores 1234.56"),
    ("(0)", 500, "“montant” shows “(500)” but stores 500"),
    ("\\-0", 500, "“montant” shows “-500” but stores 500"),
    ('"n.c."', 500, "“montant” shows “n.c.” but stores 500"),
    (";;;", 500, "“montant” shows nothing but stores 500"),
    ("0;-0;", 0, "“montant” shows nothing but stores 0"),
    ("0;0", -500, "“montant” shows “500” but stores -500"),
    ('@" k€"', "500", "“montant” shows “500 k€” but stores 500"),
    ("yyyy-mm-dd", 45000, "“montant” contains a date: 2023-03-15"),
    ("0.0%", 0.125, "“montant” shows a percentage, 12.5 %, but stores 0.125"),
]


def _lines(path: Path, cases: Sequence[tuple[str, object, str]]) -> Path:
    """A workbook with a line for each case."""

    def change(sheet: Worksheet) -> None:
        for row, (code, value, _told) in enumerate(cases, 2):
            _as(code, value, f"H{row}")(sheet)

    return xlsx(path, [line(rang) for rang in range(1, len(cases) + 1)], change)


def test_what_leaves_the_amount_as_it_is_is_read(tmp_path: Path) -> None:
    with open_dataset([str(_lines(tmp_path / "f.xlsx", SOUND))]) as dataset:
        found = [ligne.montant for ligne in dataset.lignes()]
    assert found == [Decimal(montant) for _code, _value, montant in SOUND]


@pytest.mark.parametrize("start", range(0, len(OTHERWISE), 10))
def test_an_amount_shown_as_another_is_one_finding_with_both(tmp_path: Path, start: int) -> None:
    cases = OTHERWISE[start : start + 10]
    kept = examine([str(_lines(tmp_path / "f.xlsx", cases))]).findings.kept
    found = sorted((finding.place.line or 0, finding.fact) for finding in kept)
    assert found == [(row, fact) for row, (_code, _value, fact) in enumerate(cases, 2)]


@pytest.mark.parametrize(
    ("cell", "code", "value", "found"),
    [
        ("B2", "00", 2, "02"),
        ("B2", "@", "02", "02"),
        ("C2", '"Aisne"', 2, "Aisne"),
        ("D2", "00", 1, 1),
        ("D2", '"Axe "0', 1, 1),
        ("A2", "# ##0", 2025, 2025),
        ("A2", "yyyy", 45658, 2025),
        ("A2", "yyyy", date(2025, 3, 1), 2025),
        ("G2", '0;0;0;"- "@', "label", "- label"),
    ],
)
def test_codes_years_and_labels_count_as_they_are_shown(
    tmp_path: Path, cell: str, code: str, value: object, found: object
) -> None:
    ligne = _only(xlsx(tmp_path / "f.xlsx", [line(1)], _as(code, value, cell)))
    assert getattr(ligne, ATTRIBUTES[cell]) == found


COLUMNS: tuple[tuple[str, str, object, str], ...] = (
    ("A2", "yyyy", 2025, "“exercice” shows “1905” but stores 2025"),
    ("D2", "0,", 1000, "“axe” shows “1” but stores 1000"),
    ("A2", '0" milliers d\'euros"', 2025, "“exercice” shows “2025 milliers d'euros” but stores 2025"),
    ("D2", '0.00" CHF"', 1, "“axe” shows “1,00 CHF” but stores 1"),
    ("I2", '"₽ "0', 2, "“page” shows “₽ 2” but stores 2"),
    ("D2", '0" kEUR"', 1, "“axe” shows “1 kEUR” but stores 1"),
    ("I2", '0"k"', 5, "“page” shows “5k” but stores 5"),
    ("B2", "0E+00", 200093201, "“territoire_code” shows “2E+08” but stores 200093201"),
    ("G2", ";;;", "x", "“action” shows nothing but stores x"),
)


def test_any_declared_column_is_judged(tmp_path: Path) -> None:
    for number, (cell, code, value, _fact) in enumerate(COLUMNS):
        xlsx(tmp_path / f"{number}.xlsx", two_lines(number)[:1], _as(code, value, cell))
    kept = examine(str(tmp_path / f"{number}.xlsx") for number in range(len(COLUMNS))).findings.kept
    found = {(Path(each.place.file).stem, each.fact) for each in kept}
    assert {(str(number), fact) for number, (*_cell, fact) in enumerate(COLUMNS)} - found == set()


def test_cents_that_a_cell_rounds_are_told_in_a_note(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "f.xlsx", [line(1), line(2)], _as("0.00", 10.005))
    with open_dataset([str(path)]) as dataset:
        assert dataset.aggregate(())[0].montant == Decimal("110.01")
        assert dataset.notes[1] == f"{path}: amounts rounded to the cent, as their cells show them: 1."


def test_a_sheet_that_shows_no_zeros_shows_no_amount_where_it_holds_one(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["H2"] = 0
        sheet.sheet_view.showZeros = False

    assert _facts(xlsx(tmp_path / "f.xlsx", [line(1)], change)) == ["“montant” shows nothing but stores 0"]


@pytest.mark.parametrize(
    ("number", "shown", "found"),
    [
        (1234.5, "1 234,50 €", Decimal("1234.50")),
        (1234.5, "1.234,50", Decimal("1234.50")),
        (1234.5, "1,234.50 EUR", Decimal("1234.50")),
        (1234.0, "1 234", Decimal(1234)),
        (0.0, "- €", Decimal(0)),
        (1234.567, "1234,57", Decimal("1234.57")),
        (1234.567, "1234.567", ["“montant” is not an amount in euros: 1234.567"]),
        (500.0, "500 k€", ["“montant” shows “500 k€” but stores 500"]),
        (500.0, "700", ["“montant” shows “700” but stores 500"]),
        (500.0, "$500.00", ["“montant” shows “$500.00” but stores 500"]),
        (500.0, "-500", ["“montant” shows “-500” but stores 500"]),
    ],
)
def test_the_text_of_an_ods_is_held_against_its_value(
    tmp_path: Path, number: float, shown: str, found: Decimal | list[str]
) -> None:
    path = ods(tmp_path / "f.ods", [line(1, montant="100")])
    cell = 'office:value-type="float" office:value="{}"'
    patched(
        path,
        "content.xml",
        f"{cell.format(100.0)}/>",
        f"{cell.format(number)}><text:p>{shown}</text:p></table:table-cell>",
    )
    assert (_only(path).montant if isinstance(found, Decimal) else _facts(path)) == found


@pytest.mark.parametrize(
    ("style", "fact"),
    [
        ('<number:number number:decimal-places="0"/><number:text> k€</number:text>', "“100 k€”"),
        ('<number:currency-symbol>$</number:currency-symbol><number:number number:decimal-places="2"/>', "“$100,00”"),
        ('<number:number number:decimal-places="1" number:display-factor="1000"/>', "“,1”"),
        ("<number:text>n.c.</number:text>", "“n.c.”"),
        ("<number:text/>", "nothing"),
        ('<number:number number:decimal-places="2" number:grouping="true"/><number:text> €</number:text>', ""),
    ],
)
def test_the_style_of_an_ods_tells_what_is_shown_where_the_cell_does_not(tmp_path: Path, style: str, fact: str) -> None:
    path = ods(tmp_path / "f.ods", [line(1, montant="100")])
    declared = (
        f'<office:automatic-styles><number:number-style {DATA_STYLE} style:name="N1">{style}</number:number-style>'
        f'<style:style {STYLE} style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
        "</office:automatic-styles>"
    )
    patched(path, "content.xml", "<office:automatic-styles/>", declared)
    float_ = 'office:value-type="float" office:value="100.0"'
    patched(path, "content.xml", float_, f'table:style-name="ce1" {float_}')
    assert _facts(path) == ([f"“montant” shows {fact} but stores 100"] if fact else [])


def test_two_texts_of_a_cell_of_an_ods_are_a_finding(tmp_path: Path) -> None:
    path = ods(tmp_path / "f.ods", [line(1)])
    two = 'office:value-type="string" office:string-value="59"><text:p>02</text:p>'
    patched(path, "content.xml", 'office:value-type="string"><text:p>02</text:p>', two)
    assert _facts(path) == ["“territoire_code” shows “02” but stores 59"]


def test_another_currency_of_an_ods_is_a_finding(tmp_path: Path) -> None:
    path = ods(tmp_path / "f.ods", [line(1, montant="100")])
    float_ = 'office:value-type="float" office:value="100.0"'
    patched(path, "content.xml", float_, 'office:value-type="currency" office:currency="USD" office:value="100"')
    assert _facts(path) == ["“montant” shows “100 USD” but stores 100"]
    patched(path, "content.xml", 'office:currency="USD"', 'office:currency="EUR"')
    assert _only(path).montant == 100


def test_a_number_larger_than_any_amount_is_a_finding_under_any_format(tmp_path: Path) -> None:
    codes = ("0.00", "#,##0.00 €", "0.00E+00", "0000000000")
    files = {
        code: xlsx(tmp_path / f"{number}.xlsx", two_lines(number)[:1], _as(code, 1e300))
        for number, code in enumerate(codes)
    }
    known = {"not-a-montant", "shown-otherwise", "workbook-precision"}
    assert {code: found for code, found in slugs_of(files).items() if not found or not found.keys() <= known} == {}


@pytest.mark.parametrize(("code", "found"), [('# ##0" k€"', 1), ("#,##0.00", 0)])
def test_a_number_format_that_a_condition_may_put_in_place_is_judged(tmp_path: Path, code: str, found: int) -> None:
    with xlsxwriter.Workbook(path := tmp_path / "f.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        row = line(1)
        sheet.write_row(1, 0, [2025, row["territoire_code"], row["territoire"], 1, 1, "", row["action"], 500, 2])
        condition = {"type": "cell", "criteria": ">", "value": 100, "format": book.add_format({"num_format": code})}
        sheet.conditional_format("H2:H9", condition)
    assert slugs(path) == ({"shown-otherwise": found} if found else {})


def _written(path: Path, value: object, options: dict[str, object] | None = None, formula: str = "=50+50") -> Path:
    """A workbook of XlsxWriter, which asks programs to compute on load, with a formula of that stored value."""
    with xlsxwriter.Workbook(path, options or {}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        row = line(1)
        for column, name in enumerate(HEADER):
            number = int(row[name]) if row[name].isdecimal() and name != "territoire_code" else row[name]
            sheet.write(1, column, number)
        sheet.write_formula(1, 7, formula, None, value)
    return path


def test_a_formula_stored_as_0_that_waits_for_a_program_is_refused_and_a_computed_one_read(tmp_path: Path) -> None:
    assert slugs(_written(tmp_path / "f.xlsx", 0)) == {"formula-without-value": 1}
    assert _only(_written(tmp_path / "g.xlsx", 100)).montant == 100
    path = patched(_written(tmp_path / "h.xlsx", 0), "xl/workbook.xml", ' fullCalcOnLoad="1"', "")
    assert _only(path).montant == 0


def test_the_cells_that_one_formula_fills_wait_like_it(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(path := tmp_path / "f.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        for index in (1, 2):
            row = line(index)
            sheet.write_row(index, 0, [2025, row["territoire_code"], row["territoire"], 1, index, "", row["action"]])
        sheet.write_array_formula("H2:H3", "{=A2:A3*2}", None, 4050)
    assert places(path) == [("formula-without-value", 3, "H3")]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("formula.xls", {"formula-without-value": 1}),
        ("thousands.xls", {"shown-otherwise": 1}),
        ("thin.xls", {"hidden-rows": 1, "hidden-columns": 1}),
    ],
)
def test_an_old_workbook_is_judged_alike(name: str, found: dict[str, int]) -> None:
    """Written by xlwt 1.3: a formula, the format `# ##0" k€"`, a row of height 0 and a column of width 0."""
    assert slugs(Path(__file__).parent / name) == found


THIN: tuple[tuple[str, str, dict[str, int]], ...] = (
    ('<row r="3"', '<row r="3" ht="0" customHeight="1"', {"hidden-rows": 1}),
    ('<row r="3"', '<row r="3" ht="0.5" customHeight="1"', {"hidden-rows": 1}),
    ('<row r="3"', '<row r="3" ht="6" customHeight="1"', {}),
    (
        "<sheetData>",
        '<cols><col min="8" max="8" width="0" customWidth="1"/></cols><sheetData>',
        {"hidden-columns": 1},
    ),
    ("<sheetFormatPr ", '<sheetFormatPr zeroHeight="1" ', {"hidden-rows": 3}),
    ("<sheetFormatPr ", '<sheetFormatPr defaultColWidth="0" ', {"hidden-columns": 10}),
)


def test_rows_without_height_and_columns_without_width_are_hidden(tmp_path: Path) -> None:
    files = {}
    for number, (old, new, _found) in enumerate(THIN):
        path = xlsx(tmp_path / f"{number}.xlsx", two_lines(number))
        files[new] = patched(path, "xl/worksheets/sheet1.xml", old, new)
    assert slugs_of(files) == {new: found for _old, new, found in THIN}


@pytest.mark.parametrize(
    ("family", "property_", "target", "found"),
    [
        ("table-row", 'row-height="0cm"', "<table:table-row>", "hidden-rows"),
        ("table-column", 'column-width="0in"', '<table:table table:name="CLS">', "hidden-columns"),
    ],
)
def test_rows_and_columns_of_an_ods_without_extent_are_hidden(
    tmp_path: Path, family: str, property_: str, target: str, found: str
) -> None:
    path = ods(tmp_path / "f.ods", [line(1)])
    style = (
        f'<office:automatic-styles><style:style {STYLE} style:name="thin" style:family="{family}">'
        f"<style:{family}-properties style:{property_}/></style:style></office:automatic-styles>"
    )
    patched(path, "content.xml", "<office:automatic-styles/>", style)
    thin = f'<{family.replace("table", "table:table", 1)} table:style-name="thin"'
    new = f"{thin}>" if family == "table-row" else f"{target}{thin}/>"
    patched(path, "content.xml", target, new)
    assert found in slugs(path)


def _verdict(path: Path) -> list[object]:
    """The kind of finding of each line, or the amounts."""
    if found := examine([str(path)]).findings:
        return [(finding.place.line, finding.rule.slug) for finding in found.kept]
    with open_dataset([str(path)]) as dataset:
        return [ligne.montant for ligne in dataset.lignes()]


@pytest.mark.office
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_what_libreoffice_saves_is_judged_alike(tmp_path: Path) -> None:
    """Formats that its other formats of file cannot hold, or write another way, are left out."""
    unlike = {"# ##0 €", '[>=1000]0.0," k€";0'}
    sound = _lines(tmp_path / "sound.xlsx", [case for case in SOUND if case[0] not in unlike])
    others = [_lines(tmp_path / f"{i}.xlsx", OTHERWISE[i : i + 10]) for i in range(0, len(OTHERWISE), 10)]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for ending in ("ods", "xls"):
        words = [str(OFFICE), profile, "--headless", "--convert-to", ending, "--outdir", str(tmp_path)]
        subprocess.run([*words, *map(str, (sound, *others))], check=True, capture_output=True, timeout=120)
        for path in (sound, *others):
            assert (path.name, _verdict(path.with_suffix(f".{ending}"))) == (path.name, _verdict(path))


def test_a_workbook_of_openpyxl_counts_as_it_shows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(HEADER))
    sheet.append([2025, 2, "Aisne", 1, 1, None, "a", 1234.5, 2, None])
    sheet["B2"].number_format = "00"
    sheet["H2"].number_format = ACCOUNTING
    book.save(path := tmp_path / "f.xlsx")
    assert (_only(path).territoire_code, _only(path).montant) == ("02", Decimal("1234.50"))
