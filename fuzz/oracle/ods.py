"""Spreadsheets of OpenDocument, by the standard library's reader of XML."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, fromstring

from oracle.amounts import NoTotal, stored
from oracle.headings import name_of

SPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TABLE, TEXT, OFFICE, STYLE = (SPACE % name for name in ("table", "text", "office", "style"))
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
NUMBERS = {"float", "percentage", "currency"}
BROKEN = (zipfile.BadZipFile, zlib.error, KeyError, EOFError, ParseError, ValueError, OverflowError)
WIDEST, LONGEST = 1_000, 10_000  # columns and rows beyond these are the empty end of a sheet
HEADER_ROWS = 50
Row = list[str]


def is_ods(data: bytes) -> bool:
    """True where the archive has the part in which OpenDocument keeps its cells."""
    try:
        return "content.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()
    except zipfile.BadZipFile:
        return False


def rows(data: bytes) -> Iterator[Row]:
    """The rows of the sheet with the best header, from it on; NoTotal where something is hidden, merged or lost."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            document = fromstring(archive.read("content.xml"))  # noqa: S314 (bytes that clsctl answered)
        _refuse_hidden(document)
        sheets = [list(_rows(sheet)) for sheet in document.iter(f"{TABLE}table")]
    except BROKEN as error:
        raise NoTotal(str(error)) from None
    best = max(sheets, key=lambda sheet: max(map(_columns, sheet[:HEADER_ROWS]), default=0), default=[])
    header = max(range(len(best[:HEADER_ROWS])), key=lambda index: _columns(best[index]), default=0)
    width = max(map(len, best), default=0)
    yield from (row + [""] * (width - len(row)) for row in best[header:] if row)


def _columns(row: Row) -> int:
    return len({name_of(cell) for cell in row} - {None})


def _refuse_hidden(document: Element) -> None:
    hidden = {
        style.get(f"{STYLE}name")
        for style in document.iter(f"{STYLE}style")
        for properties in style.iter(f"{STYLE}table-properties")
        if properties.get(f"{TABLE}display") == "false"
    }
    for sheet in document.iter(f"{TABLE}table"):
        if sheet.get(f"{TABLE}style-name") in hidden:
            raise NoTotal("a sheet is hidden")
        if any(_is_hidden(each) for each in sheet.iter(f"{TABLE}table-column")):
            raise NoTotal("a column is hidden")


def _is_hidden(element: Element) -> bool:
    return element.get(f"{TABLE}visibility") in {"collapse", "filter"}


def _rows(sheet: Element) -> Iterator[Row]:
    for row in sheet.iter(f"{TABLE}table-row"):
        cells = [
            text for cell in row if cell.tag in CELLS for text in [_value(cell)] * min(_count(cell, "columns"), WIDEST)
        ]
        while cells and not cells[-1]:
            del cells[-1]
        if cells and _is_hidden(row):
            raise NoTotal("a row is hidden")
        yield from [cells] * min(_count(row, "rows"), LONGEST)


def _count(element: Element, what: str) -> int:
    return int(element.get(f"{TABLE}number-{what}-repeated", "1"))


def _value(cell: Element) -> str:
    """What the cell stores, or what it shows where that is its value."""
    kind = cell.get(f"{OFFICE}value-type")
    if cell.get(f"{TABLE}number-columns-spanned", "1") != "1" or cell.get(f"{TABLE}number-rows-spanned", "1") != "1":
        raise NoTotal("cells are merged")
    if kind in NUMBERS:
        return stored(float(cell.get(f"{OFFICE}value", "")))
    shown = "\n".join("".join(_shown(each)) for each in cell if each.tag == f"{TEXT}p")
    if kind is None:
        if shown or cell.get(f"{TABLE}formula"):
            raise NoTotal(f"{shown!r} is shown without a value, or was never computed")
        return ""
    if kind == "string":
        return cell.get(f"{OFFICE}string-value", shown)
    return cell.get(f"{OFFICE}{kind}-value", "")


def _shown(element: Element) -> Iterator[str]:
    """The text of a paragraph with the spaces and ends of lines that it holds as elements, without comments."""
    if element.tag == f"{OFFICE}annotation":
        return
    if element.tag == f"{TEXT}s":
        yield " " * int(element.get(f"{TEXT}c", "1"))
    yield {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}.get(element.tag, element.text or "")
    for child in element:
        yield from _shown(child)
        yield child.tail or ""
