"""The files of the gallery that are not text: each made by a function that a case names in `recipe`.

The first line of its docstring stands in docs/findings.md in place of the file.
"""

import gzip
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
from openpyxl.worksheet.worksheet import Worksheet
from reportlab.pdfgen.canvas import Canvas

from support.pages import small_page
from support.samples import HEADER, csv_text, line
from support.workbooks import ods, patched, xlsx

NAME = "contrats.xlsx"
CELL = '<table:table-cell office:value-type="float" office:value="100.0"/>'


def _book(folder: Path, change: Callable[[Worksheet], None]) -> None:
    xlsx(folder / NAME, [line(1), line(2)], change)


def _cell(folder: Path, cell: str, value: object, number_format: str = "General") -> None:
    def change(sheet: Worksheet) -> None:
        sheet[cell] = value  # type: ignore[assignment] # as a person types it
        if number_format != "General":
            sheet[cell].number_format = number_format

    _book(folder, change)


def plain_workbook(folder: Path) -> None:
    """`contrats.xlsx`: a workbook of two lines, in the sheet «CLS»."""
    _book(folder, lambda _sheet: None)


def hidden_sheet(folder: Path) -> None:
    """`contrats.xlsx`: a second sheet, «brouillon», is hidden."""

    def change(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.create_sheet("brouillon").sheet_state = "hidden"

    _book(folder, change)


def hidden_row(folder: Path) -> None:
    """`contrats.xlsx`: row 3 is hidden."""

    def change(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True

    _book(folder, change)


def hidden_column(folder: Path) -> None:
    """`contrats.xlsx`: column H, the amounts, is hidden."""

    def change(sheet: Worksheet) -> None:
        sheet.column_dimensions["H"].hidden = True

    _book(folder, change)


def merged_cells(folder: Path) -> None:
    """`contrats.xlsx`: the cells H2 and H3 are merged."""
    _book(folder, lambda sheet: sheet.merge_cells("H2:H3"))


def formula(folder: Path) -> None:
    """`contrats.xlsx`: the cell H2 holds `=SUM(1,2)`, written by a program that computes nothing."""
    _cell(folder, "H2", "=SUM(1,2)")


def error_cell(folder: Path) -> None:
    """`contrats.xlsx`: the cell H2 holds `#N/A`."""
    _cell(folder, "H2", "#N/A")


def text_without_value(folder: Path) -> None:
    """`contrats.ods`: the cell H2 shows 100 and has neither type nor value."""
    path = ods(folder / "contrats.ods", [line(1)])
    patched(path, "content.xml", CELL, "<table:table-cell><text:p>100</text:p></table:table-cell>")


def line_break(folder: Path) -> None:
    """`contrats.ods`: the action has a line break."""
    path = ods(folder / "contrats.ods", [line(1)])
    patched(path, "content.xml", "action 1", "Aide<text:line-break/>alimentaire")


def long_number(folder: Path) -> None:
    """`contrats.xlsx`: the cell H2 holds the number 1234567890.1234567."""
    _cell(folder, "H2", 1234567890.1234567)


def date_as_label(folder: Path) -> None:
    """`contrats.xlsx`: the cell G2, an action, holds the date 22 May 2025."""
    _cell(folder, "G2", date(2025, 5, 22))


def percentage(folder: Path) -> None:
    """`contrats.xlsx`: the cell H2 holds 0.5 with the format `0%`."""
    _cell(folder, "H2", 0.5, "0%")


def thousands(folder: Path) -> None:
    """`contrats.xlsx`: the cell H2 holds 500 with the format `# ##0" k€"`."""
    _cell(folder, "H2", 500, '# ##0" k€"')


def split_table(folder: Path) -> None:
    """`contrats.xlsx`: the sheets «Aisne» and «Nord» hold a line each."""
    book = openpyxl.load_workbook(xlsx(folder / NAME, [line(1)], title="Aisne"))
    other = book.create_sheet("Nord")
    other.append(list(HEADER))
    other.append([2025, "59", "Nord", 1, 1, "", "action 1", 900, 2])
    book.save(folder / NAME)


def _parquet(folder: Path, montant: Any) -> None:
    numbers: dict[str, type] = {"exercice": int, "axe": int, "rang": int, "page": int}
    row = {name: numbers.get(name, str)(cell) for name, cell in line(1).items()}
    pl.DataFrame([row]).with_columns(montant.alias("montant")).write_parquet(folder / "contrats.parquet")


def single_precision(folder: Path) -> None:
    """`contrats.parquet`: the amounts are floats of 32 bits; one is 1910075.5."""
    _parquet(folder, pl.Series([1910075.5], dtype=pl.Float32))


def cut_gzip(folder: Path) -> None:
    """`contrats.csv.gz`: the last 20 bytes of the file are missing."""
    content = gzip.compress(csv_text([line(1)]).encode(), mtime=0)
    (folder / "contrats.csv.gz").write_bytes(content[:-20])


def packed_stray(folder: Path) -> None:
    """`contrats.csv.gz`: a file that is not canonical (its amount is written `100 €`)."""
    (folder / "contrats.csv.gz").write_bytes(gzip.compress(csv_text([line(1, montant="100 €")]).encode(), mtime=0))


def cut_utf16(folder: Path) -> None:
    """`contrats.csv`: a text in UTF-16 that ends in the middle of a letter."""
    (folder / "contrats.csv").write_bytes(csv_text([line(1)]).encode("utf-16")[:-1])


def _pdf(folder: Path, *pages: str) -> Path:
    path = folder / "brochure.pdf"
    canvas = Canvas(str(path), invariant=1)
    for text in pages:
        canvas.drawString(72, 700, text) if text else canvas.rect(72, 600, 100, 100, fill=1)
        canvas.showPage()
    canvas.save()
    return path


def scan(folder: Path) -> None:
    """`brochure.pdf`: a page without text, as a scan has it."""
    _pdf(folder, "")


def three_pages(folder: Path) -> None:
    """`brochure.pdf`: three pages of text."""
    _pdf(folder, "2025", "Somme", "Aide")


def broken_docx(folder: Path) -> None:
    """`brochure.docx`: a DOCX whose text is not XML."""
    with zipfile.ZipFile(folder / "brochure.docx", "w") as archive:
        archive.writestr("word/document.xml", "AXE 1")


def broken_pdf(folder: Path) -> None:
    """`brochure.pdf`: the first line of a PDF, and nothing behind it."""
    (folder / "brochure.pdf").write_bytes(b"%PDF-1.7\n")


def page_damaged(folder: Path) -> None:
    """`brochure.pdf`: a PDF whose only page is missing."""
    pages = b"2 0 obj <</Type/Pages/Count 1/Kids[3 0 R]>> endobj\n"
    head = b"%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
    (folder / "brochure.pdf").write_bytes(head + pages + b"trailer <</Root 1 0 R/Size 4>>\n%%EOF\n")


def hollow_brochure(folder: Path) -> None:
    """`brochure.pdf`: two tables, and between them a sheet that holds an image."""
    path = folder / "brochure.pdf"
    canvas = Canvas(str(path), invariant=1)
    for name, axe in (("Somme", "AXE 2 - Renforcer l'accès à l'emploi pour tous"), ("", ""), ("Nord", "")):
        if name:
            wording = axe or "AXE 2 - Renforcer l'accès à l'emploi pour tous"
            canvas.setFont("Helvetica-Bold", 18)
            canvas.drawString(72, 770, f"{name}")
            canvas.setFont("Helvetica-Bold", 14)
            canvas.drawString(72, 740, wording)
            canvas.setFont("Helvetica", 10)
            for place, (label, amount) in enumerate((("Aider les jeunes", "5 000 €"), ("Total Axe 2", "5 000 €"))):
                canvas.drawString(72, 710 - 16 * place, label)
                canvas.drawString(450, 710 - 16 * place, amount)
        else:
            canvas.rect(72, 600, 100, 100, fill=1)
        canvas.showPage()
    canvas.save()


def large_brochure(folder: Path) -> None:
    """`brochure.md`: 5 MB of text."""
    (folder / "brochure.md").write_bytes(b"mot \n" * 2**20)


def long_line(folder: Path) -> None:
    """`brochure.md`: a line of 20 001 letters."""
    (folder / "brochure.md").write_bytes(b"x" * 20_001 + b"\n")


def link_to_itself(folder: Path) -> None:
    """`contrats.csv`: a link that leads to itself."""
    (folder / "contrats.csv").symlink_to("contrats.csv")


def folder_of_an_unreadable_name(folder: Path) -> None:
    """A folder for temporary files, `\\[x]`, which the engine would take for a pattern."""
    (folder / "\\[x]").mkdir()


def _page(folder: Path, old: str = "", new: str = "") -> None:
    content = small_page().decode()
    if old not in content:
        raise ValueError(old)
    (folder / "rapport.html").write_text(content.replace(old, new), "utf-8")


def plain_page(folder: Path) -> None:
    """`rapport.html`: the page of a report on two lines of 100 €."""
    _page(folder)


def altered_page(folder: Path) -> None:
    """`rapport.html`: the page of a report in which an amount of 100 € was changed into 900 €."""
    amount = 'class="n">{}\N{NARROW NO-BREAK SPACE}€</td>'
    _page(folder, amount.format(100), amount.format(900))


def page_of_another_version(folder: Path) -> None:
    """`rapport.html`: the page of a report that another version of clsctl wrote in other words."""
    _page(folder, '<meta name="generator" content="clsctl ', '<meta name="generator" content="clsctl 0.0.')


def damaged_page(folder: Path) -> None:
    """`rapport.html`: the page of a report without the data that it carried."""
    _page(folder, "data:text/csv;charset=utf-8,", "data:text/csv;charset=utf-8,%")
