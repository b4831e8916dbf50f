"""Workbooks of Excel, by the standard library's reader of XML: their structure, their values, what they show."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, fromstring

from oracle.amounts import NoTotal
from oracle.headings import best_of
from oracle.seen import Cell, cell
from oracle.xlsx_cells import INDEX, Book, book_of, name_in, value, within

BROKEN_AT = (zipfile.BadZipFile, zlib.error, KeyError, ParseError, ValueError, OverflowError, EOFError, IndexError)
BROKEN = (*BROKEN_AT, NotImplementedError, AttributeError, ArithmeticError)
REFERENCE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
RELATION_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
WIDEST = 1_000


@dataclass(frozen=True, slots=True)
class Placed:
    """The cells of a row by the numbers of their columns."""

    number: int
    cells: Mapping[int, Cell]
    is_hidden: bool


def rows(data: bytes) -> Iterator[Sequence[str]]:
    """The rows of the sheet with the best header, from it on; NoTotal where something is hidden, merged or damaged."""
    yield from best_of(sheets(data))


def sheets(data: bytes) -> list[list[list[str]]]:
    """The rows of each sheet that hold a value."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.namelist()) != len(set(archive.namelist())):
                raise NoTotal("a part stands twice")
            root = fromstring(archive.read("xl/workbook.xml"))
            names = [sheet.get("name") for sheet in within(root, "sheet")]
            book = book_of(archive, root)
            found = [_sheet(archive, part, book) for part in _parts(archive, root)]
            for sheet, table in zip(within(root, "sheet"), found, strict=True):
                if sheet.get("state", "visible") != "visible":
                    table[:] = [[_faulty(each, "the sheet is hidden") for each in row] for row in table]
    except BROKEN as error:
        raise NoTotal(f"{type(error).__name__}: {error}") from None
    if len(names) != len(set(names)) and found and found[0]:
        found[0][0] = [cell(each, doubt="two sheets have one name") for each in found[0][0]]
    return found


def _parts(archive: zipfile.ZipFile, root: Element) -> Iterator[str]:
    """The parts of the sheets, in their order."""
    relations = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    for sheet in within(root, "sheet"):
        target = targets[sheet.get(RELATION) or sheet.get(RELATION_STRICT)]
        yield posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _sheet(archive: zipfile.ZipFile, part: str, book: Book) -> list[list[str]]:
    root = fromstring(archive.read(part))
    found = [row for row in _rows(root, book) if any(row.cells.values())]
    if not found:
        return []
    width = min(max(max(row.cells) for row in found), WIDEST)
    table: list[list[str]] = []
    for row in found:
        cells: list[str] = [row.cells.get(column, cell("")) for column in range(1, width + 1)]
        table.append([_faulty(each, f"row {row.number} is hidden") for each in cells] if row.is_hidden else cells)
    _refuse_merged(root, table, [row.number for row in found])
    for first, last in _hidden_columns(root):
        for cells in table:
            cells[first - 1 : last] = [_faulty(each, "the column is hidden") for each in cells[first - 1 : last]]
    return table


def _faulty(each: str, fault: str) -> Cell:
    return cell(each, fault=fault)


def _refuse_merged(root: Element, table: list[list[str]], numbers: Sequence[int]) -> None:
    """Each row that a merged range touches is at fault."""
    for merged in within(root, "mergeCell"):
        ends = [int(REFERENCE.fullmatch(each)[2]) for each in merged.get("ref", "").split(":")]  # type: ignore[index]
        for place, number in enumerate(numbers):
            if min(ends) <= number <= max(ends):
                table[place] = [_faulty(each, "cells are merged") for each in table[place]]


def _hidden_columns(root: Element) -> Iterator[tuple[int, int]]:
    for each in within(root, "col"):
        if each.get("hidden") in {"1", "true"} or float(each.get("width", "9")) == 0:
            yield int(each.get("min", "")), int(each.get("max", ""))
    for each in within(root, "sheetFormatPr"):
        if float(each.get("defaultColWidth", "9")) == 0 and not any(within(root, "col")):
            yield 1, WIDEST


def _rows(root: Element, book: Book) -> Iterator[Placed]:
    data = next(iter(within(root, "sheetData")))
    are_hidden = any(each.get("zeroHeight") in {"1", "true"} for each in within(root, "sheetFormatPr"))
    seen: set[int] = set()
    last = 0
    for row in data:
        if name_in(row) != "row":
            continue
        number = _number(row.get("r"), last + 1)
        if number in seen:
            raise NoTotal(f"row {number} stands twice")
        doubt = "the rows are in no order" if number < last else ""
        seen.add(number)
        last = number
        hidden = row.get("hidden") in {"1", "true"} or float(row.get("ht", "9")) == 0
        yield Placed(number, _cells(row, number, book, doubt), hidden or (are_hidden and row.get("ht") is None))


def _number(text: str | None, expected: int) -> int:
    if text is None:
        return expected
    if not INDEX.fullmatch(text) or not 0 < int(text) <= LAST_ROW:
        raise NoTotal(f"{text!r} is no row")
    return int(text)


def _cells(row: Element, number: int, book: Book, doubt: str) -> dict[int, Cell]:
    found: dict[int, Cell] = {}
    last = 0
    for each in row:
        if name_in(each) != "c":
            continue
        column = _column(each.get("r"), number, last + 1)
        if column in found:
            raise NoTotal(f"cell {each.get('r')} stands twice")
        made = value(each, book)
        if doubt or column < last:
            made.doubt = made.doubt or doubt or "the cells are in no order"
        found[column] = made
        last = column
    return {column: each for column, each in found.items() if each or each.fault}


def _column(reference: str | None, row: int, expected: int) -> int:
    if reference is None:
        return expected
    match = REFERENCE.fullmatch(reference)
    if not match or int(match[2]) != row:
        raise NoTotal(f"{reference!r} is no cell of row {row}")
    place = 0
    for letter in match[1]:
        place = place * 26 + ord(letter) - ord("A") + 1
    if place > LAST_COLUMN:
        raise NoTotal(f"{reference!r} is beyond the last column")
    return place
