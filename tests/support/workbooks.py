"""Spreadsheets made for a test, by libraries that clsctl does not read with."""

import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import openpyxl
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl.worksheet.worksheet import Worksheet

from clsctl.verdict.examination import examine
from support.samples import HEADER

NUMBERS = ("exercice", "axe", "rang", "montant", "page")


def value(name: str, text: str) -> str | float | None:
    """A cell as a person's spreadsheet holds it: numbers are floats, codes are text."""
    if not text:
        return None
    return float(text) if name in NUMBERS else text


def xlsx(
    path: Path,
    rows: Sequence[Mapping[str, str]],
    change: Callable[[Worksheet], None] = lambda _sheet: None,
    title: str = "CLS",
) -> Path:
    """A workbook of the rows, changed by hand."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    sheet.append(list(HEADER))
    for row in rows:
        sheet.append([value(name, row[name]) for name in HEADER])
    change(sheet)
    book.save(path)
    return path


def ods(path: Path, rows: Sequence[Mapping[str, str]]) -> Path:
    """A spreadsheet of OpenDocument."""
    document = OpenDocumentSpreadsheet()
    table = Table(name="CLS")
    for cells in [dict(zip(HEADER, HEADER, strict=True)), *rows]:
        line = TableRow()
        for name in HEADER:
            found = value(name, cells[name]) if cells[name] != name else name
            if isinstance(found, float):
                line.addElement(TableCell(valuetype="float", value=repr(found)))
            else:
                cell = TableCell(valuetype="string") if found else TableCell()
                if found:
                    cell.addElement(P(text=found))
                line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(str(path))
    return path


def stored(path: Path) -> Path:
    """The archive without compression: a byte of a part is a byte of the file."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def patched(path: Path, part: str, old: str, new: str) -> Path:
    """The archive with a text of one part replaced by another."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old.encode() in parts[part]
    parts[part] = parts[part].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def slugs(path: Path | str) -> dict[str, int]:
    """The number of findings of each kind in a spreadsheet."""
    return dict(examine([str(path)]).findings.counts)


def places(path: Path) -> list[tuple[str, int | None, object]]:
    """The slug, row and value of each finding."""
    return [(each.rule.slug, each.place.line, each.facts["value"]) for each in examine([str(path)]).findings.kept]
