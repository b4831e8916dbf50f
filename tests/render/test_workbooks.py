"""xlsx and ods: read back by programs that did not write them."""

import re
import string
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from clsctl.errors import UsageError
from clsctl.render import render, render_pieces
from clsctl.render.formats import Format
from clsctl.render.workbooks import workbook as limits
from clsctl.table import Answer, Column, Kind, Row, Table
from support.tables import CHECK, HOSTILE, TOTALS, WORDS

WORKBOOKS = (Format.XLSX, Format.ODS)
COLUMNS = (
    Column("code", Kind.CODE, "Code"),
    Column("texte", Kind.TEXT, "Text"),
    Column("statut", Kind.STATUT, "Status", WORDS),
    Column("exercice", Kind.ORDINAL, "Year"),
    Column("page", Kind.NUMBER, "Page"),
    Column("lignes", Kind.COUNT, "Lines"),
    Column("montant", Kind.MONTANT, "Amount"),
    Column("part_pct", Kind.PERCENT, "Share"),
    Column("cle", Kind.CODE, "Key", hidden=True),
)
ROW: Row = ("02", "Aisne", "equal", 2025, 7, 12345, Decimal("1577421.50"), Decimal("49.61"), "2025-02")
# What XML can hold: other characters are shown as escapes, and a carriage return alone is too odd for a label.
writable = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1)
labels = st.one_of(st.sampled_from([text for text in HOSTILE if text and text.isprintable()]), writable)
amounts = st.decimals(Decimal("-9999999999999.99"), Decimal("9999999999999.99"), places=2)


def table_of(*rows: Row, total: Row | None = None) -> Table:
    return Table("lines", "Lines", COLUMNS, rows, total=total, notes=("A note.",), source="Brochure")


def written(answer: Answer | Table, form: Format) -> BytesIO:
    return BytesIO(b"".join(render_pieces(answer, form)))


def sheet(answer: Answer | Table, form: Format, number: int = 0) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(written(answer, form))
    return [list(row) for row in book.get_sheet_by_index(number).to_python(skip_empty_area=False)]


def xlsx(answer: Answer | Table) -> openpyxl.Workbook:
    return openpyxl.load_workbook(written(answer, Format.XLSX))


def part(answer: Answer | Table, form: Format, name: str) -> str:
    with ZipFile(written(answer, form)) as archive:
        return archive.read(name).decode("utf-8")


@pytest.mark.parametrize("form", WORKBOOKS)
def test_cells_have_the_type_that_they_are(form: Format) -> None:
    header, row = sheet(table_of(ROW), form)
    assert header == [column.heading for column in COLUMNS]
    assert row == ["02", "Aisne", "equal", 2025, 7, 12345, 1577421.5, 49.61, "2025-02"]


@pytest.mark.parametrize("form", WORKBOOKS)
def test_no_total_is_among_lines_and_the_notes_have_it(form: Format) -> None:
    answer = Answer(table_of(ROW, total=(None,) * 6 + (Decimal("1577421.50"), None, None)))
    assert len(sheet(answer, form)) == 2
    assert sheet(answer, form, 1) == [
        ["Sheet", "Item", "Content"],
        ["lines", "Title", "Lines"],
        ["lines", "Total: Amount", 1577421.5],
        ["lines", "Note", "A note."],
        ["lines", "Source", "Brochure"],
    ]


@pytest.mark.parametrize("form", WORKBOOKS)
def test_sums_end_in_their_total_outside_the_filter(form: Format) -> None:
    rows = sheet(TOTALS, form)
    assert rows[-1] == ["Total", "", 1354, 5, 14509807.5, 100]
    assert len(rows) == len(TOTALS.rows) + 2
    assert not any("Total:" in str(row) for row in sheet(TOTALS, form, 1))
    if form is Format.XLSX:
        page = xlsx(TOTALS)["totals"]
        assert page.auto_filter.ref == "A1:F4"
        assert all(cell.font.bold and cell.border.top.style == "thin" for cell in page[5])
    else:
        assert 'table:target-range-address="totals.A1:totals.F4"' in part(TOTALS, form, "content.xml")


@pytest.mark.parametrize("form", WORKBOOKS)
def test_each_table_has_a_sheet_and_all_of_them_one_for_notes(form: Format) -> None:
    answer = Answer(TOTALS, (CHECK,), ("Closing.",))
    assert CalamineWorkbook.from_filelike(written(answer, form)).sheet_names == ["totals", "check", "notes"]
    notes = sheet(answer, form, 2)
    assert ["totals", "Selection: --territoire", "Aisne, Nord"] in notes
    assert ["check", "Note", "Closing."] in notes


@pytest.mark.parametrize("form", WORKBOOKS)
def test_an_answer_with_a_flat_table_is_that_table(form: Format) -> None:
    answer = Answer(TOTALS, (CHECK,), ("Closing.",), flat=CHECK)
    assert CalamineWorkbook.from_filelike(written(answer, form)).sheet_names == ["check", "notes"]
    assert ["check", "Source", "Brochure 2025"] in sheet(answer, form, 1)


@pytest.mark.parametrize("form", WORKBOOKS)
@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "'x", "''", "https://x.fr", "02", "1/2", "{=1}", "1e5"]
)
def test_a_text_stays_the_text_that_it_is(form: Format, text: str) -> None:
    row = sheet(table_of((text, text, *ROW[2:])), form)[1]
    assert row[:2] == [text, text]


def test_excel_finds_no_formula_and_no_link() -> None:
    book = xlsx(table_of(*((text, text, *ROW[2:]) for text in ("=1+1", "https://x.fr", "mailto:a@b.fr"))))
    cells = [cell for row in book["lines"].iter_rows() for cell in row]
    assert all(cell.hyperlink is None and cell.data_type != "f" for cell in cells)
    assert book["lines"]["A2"].quotePrefix
    assert book["lines"]["B2"].quotePrefix
    assert not book["lines"]["A3"].quotePrefix


@pytest.mark.parametrize("form", WORKBOOKS)
@settings(deadline=None, max_examples=12)
@given(
    texts=st.lists(st.tuples(labels, labels), min_size=1, max_size=20),
    montants=st.lists(amounts, min_size=20, max_size=20),
)
def test_what_is_written_is_read_back(form: Format, texts: list[tuple[str, str]], montants: list[Decimal]) -> None:
    rows = [(code, text, *ROW[2:6], montant, *ROW[7:]) for (code, text), montant in zip(texts, montants, strict=False)]
    _header, *found = sheet(table_of(*rows), form)
    assert [(row[0], row[1]) for row in found] == [(row[0], row[1]) for row in rows]
    assert [Decimal(repr(row[6])) for row in found] == [row[6] for row in rows]


@pytest.mark.parametrize("form", WORKBOOKS)
@pytest.mark.parametrize("text", ["  two  spaces ", "a\tb", "a\nb", "a\r\nb", "a\rb", "\n", " ", "_x001B_"])
def test_spaces_and_line_ends_stay(form: Format, text: str) -> None:
    assert sheet(table_of(("a", text, *ROW[2:])), form)[1][1] == text


@pytest.mark.parametrize("form", WORKBOOKS)
def test_no_control_makes_a_file_that_is_broken(form: Format) -> None:
    texts = [chr(code) for code in (*range(1, 9), 11, 12, *range(14, 32), 0x7F, 0x9B, 0xD800, 0xFFFE, 0x202E)]
    found = sheet(table_of(*((text, f"a{text}b", *ROW[2:]) for text in texts)), form)
    assert len(found) == len(texts) + 1
    assert all(str(row[1]).startswith("a") and str(row[1]).endswith("b") for row in found[1:])


@pytest.mark.parametrize("form", WORKBOOKS)
@pytest.mark.parametrize(
    ("montant", "cell"),
    [
        (Decimal("9999999999999.99"), 9999999999999.99),
        (Decimal("9999999999999999.99"), "9999999999999999.99"),
        (Decimal(-1234567890123456), "-1234567890123456"),
        (Decimal(10**16), 1e16),
        (Decimal("0.005"), 0.005),
    ],
)
def test_an_amount_beyond_fifteen_digits_is_text_and_none_is_rounded(
    form: Format, montant: Decimal, cell: object
) -> None:
    assert sheet(table_of((*ROW[:6], montant, *ROW[7:])), form)[1][6] == cell


@pytest.mark.slow(reason="a hundred workbooks are written")
@settings(deadline=None)
@given(amounts)
def test_an_amount_is_in_the_file_digit_by_digit(montant: Decimal) -> None:
    table = table_of((*ROW[:6], montant, *ROW[7:]))
    [value] = re.findall(r'<c r="G2"[^>]*><v>([^<]*)</v>', part(table, Format.XLSX, "xl/worksheets/sheet1.xml"))
    assert Decimal(value) == montant
    values = re.findall(r'office:value="([^"]*)"', part(table, Format.ODS, "content.xml"))
    assert Decimal(values[3]) == montant


@pytest.mark.parametrize(
    ("montants", "look"),
    [
        ([Decimal(6000)], '#,##0 "€"'),
        ([Decimal(6000), Decimal("0.50")], '#,##0.00 "€"'),
        ([Decimal("0.005")], '#,##0.000 "€"'),
    ],
)
def test_amounts_show_cents_only_where_there_are_any(montants: list[Decimal], look: str) -> None:
    table = table_of(*((*ROW[:6], montant, *ROW[7:]) for montant in montants))
    assert [row[6].number_format for row in xlsx(table)["lines"].iter_rows(min_row=2)] == [look] * len(montants)
    decimals = look.count("0") - 1
    assert f'number:decimal-places="{decimals}" number:min-decimal-places="{decimals}"' in part(
        table, Format.ODS, "content.xml"
    )


def test_numbers_look_like_what_they_are() -> None:
    cells = next(xlsx(table_of(ROW))["lines"].iter_rows(min_row=2))
    looks = [cell.number_format for cell in cells]
    assert looks == ["@", "General", "General", "0", "0", "#,##0", '#,##0.00 "€"', '0.00 "%"', "@"]


def test_the_header_is_bold_stays_and_filters() -> None:
    page = xlsx(table_of(ROW))["lines"]
    assert all(cell.font.bold for cell in page[1])
    assert not any(cell.font.bold for cell in page[2])
    assert (page.freeze_panes, page.auto_filter.ref) == ("A2", "A1:I2")
    content = part(table_of(ROW), Format.ODS, "content.xml")
    assert 'table:target-range-address="lines.A1:lines.I2"' in content
    settings_ = part(table_of(ROW), Format.ODS, "settings.xml")
    assert '"VerticalSplitPosition" config:type="int">1<' in settings_
    assert 'xmlns:ooo="http://openoffice.org/2004/office"' in settings_  # LibreOffice freezes nothing without it


def test_columns_are_as_wide_as_their_cells_within_reason() -> None:
    page = xlsx(table_of((ROW[0], "mot " * 100, *ROW[2:])))["lines"]
    widths = [page.column_dimensions[letter].width for letter in string.ascii_uppercase[: len(COLUMNS)]]
    assert widths[0] < 12
    assert 60 <= widths[1] < 62
    assert widths[6] >= len("1 577 421,50 €")


@pytest.mark.parametrize("form", [*WORKBOOKS, Format.PARQUET])
def test_the_same_answer_is_the_same_file(form: Format) -> None:
    assert written(table_of(ROW), form).getvalue() == written(table_of(ROW), form).getvalue()
    if form is not Format.PARQUET:
        with ZipFile(written(table_of(ROW), form)) as archive:
            assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


@pytest.mark.parametrize("form", WORKBOOKS)
def test_no_rows_are_no_error(form: Format) -> None:
    assert sheet(table_of(), form) == [[column.heading for column in COLUMNS]]


def test_an_ods_file_says_first_what_it_is() -> None:
    assert (
        written(table_of(ROW), Format.ODS).getvalue()[30:84]
        == b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
    )


@pytest.mark.parametrize("form", WORKBOOKS)
def test_what_a_cell_cannot_hold_is_refused_and_not_cut(form: Format) -> None:
    assert sheet(table_of(("a", "é" * limits.MOST_TEXT, *ROW[2:])), form)[1][1] == "é" * limits.MOST_TEXT
    with pytest.raises(UsageError, match="32,767 characters"):
        written(table_of(("a", "é" * (limits.MOST_TEXT + 1), *ROW[2:])), form)
    with pytest.raises(UsageError, match="32,767 characters"):
        written(table_of(("a", "😀" * (limits.MOST_TEXT // 2 + 1), *ROW[2:])), form)


@pytest.mark.parametrize("form", WORKBOOKS)
def test_more_rows_than_a_sheet_has_are_refused(monkeypatch: pytest.MonkeyPatch, form: Format) -> None:
    monkeypatch.setattr(limits, "MOST_ROWS", 5)
    assert len(sheet(table_of(*[ROW] * 4), form)) == 5
    with pytest.raises(UsageError, match="holds 4 rows and 16,384 columns; this table has 5 and 9"):
        written(table_of(*[ROW] * 5), form)


@pytest.mark.parametrize("form", [*WORKBOOKS, Format.PARQUET])
def test_a_workbook_is_no_text(form: Format) -> None:
    with pytest.raises(ValueError, match=form.value):
        render(TOTALS, form)
