"""Spreadsheets of OpenDocument, by the standard library's reader of XML: their values, and what they show."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from xml.etree.ElementTree import Element, ParseError, fromstring

from oracle.amounts import NoTotal, stored
from oracle.formats import Shown
from oracle.headings import best_of
from oracle.ods_styles import OFFICE, TABLE, TEXT, Looks, looks
from oracle.seen import Cell, cell

CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
NUMBERS = {"float", "percentage", "currency"}
BROKEN_AT = (zipfile.BadZipFile, zlib.error, KeyError, EOFError, ParseError, ValueError, OverflowError, ArithmeticError)
BROKEN = (*BROKEN_AT, NotImplementedError)
WIDEST, LONGEST = 1_000, 10_000  # columns and rows beyond these are the empty end of a sheet
Row = list[str]


def is_ods(data: bytes) -> bool:
    """True where the archive has the part in which OpenDocument keeps its cells."""
    try:
        return "content.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()
    except zipfile.BadZipFile:
        return False


def rows(data: bytes) -> Iterator[Sequence[str]]:
    """The rows of the sheet with the best header, with its titles; NoTotal where the file is damaged."""
    yield from best_of(sheets(data))


def sheets(data: bytes) -> list[list[Row]]:
    """The rows of each sheet that hold a value; what is hidden or merged is at fault."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            document = fromstring(archive.read("content.xml"))
            parts = [document]
            if "styles.xml" in archive.namelist():
                parts.insert(0, fromstring(archive.read("styles.xml")))
        known = looks(parts)
        return [_sheet(sheet, known) for sheet in document.iter(f"{TABLE}table")]
    except BROKEN as error:
        raise NoTotal(str(error)) from None


def _sheet(sheet: Element, known: Looks) -> list[Row]:
    found = list(_rows(sheet, known))
    if sheet.get(f"{TABLE}style-name") in known.hidden:
        found = [[_faulty(each, "the sheet is hidden") for each in row] for row in found]
    for place in _hidden_columns(sheet, known):
        for row in found:
            row[place : place + 1] = [_faulty(each, "the column is hidden") for each in row[place : place + 1]]
    width = max(map(len, found), default=0)
    return [row + [""] * (width - len(row)) for row in found if row]


def _faulty(each: str, fault: str) -> Cell:
    return cell(each, fault=fault)


def _hidden_columns(sheet: Element, known: Looks) -> Iterator[int]:
    place = 0
    for each in sheet.iter(f"{TABLE}table-column"):
        width = min(_count(each, "columns"), WIDEST)
        if _is_hidden(each, known):
            yield from range(place, min(place + width, WIDEST))
        place += width


def _is_hidden(element: Element, known: Looks) -> bool:
    return (
        element.get(f"{TABLE}visibility") in {"collapse", "filter"} or element.get(f"{TABLE}style-name") in known.hidden
    )


def _columns(sheet: Element) -> Mapping[int, str]:
    """The style of the cells of each column that has one."""
    found: dict[int, str] = {}
    place = 0
    for each in sheet.iter(f"{TABLE}table-column"):
        width = min(_count(each, "columns"), WIDEST)
        if style := each.get(f"{TABLE}default-cell-style-name"):
            found |= dict.fromkeys(range(place, place + width), style)
        place += width
    return found


def _rows(sheet: Element, known: Looks) -> Iterator[Row]:
    columns = _columns(sheet)
    for row in sheet.iter(f"{TABLE}table-row"):
        cells: Row = []
        default = row.get(f"{TABLE}default-cell-style-name")
        for each in row:
            if each.tag in CELLS:
                style = each.get(f"{TABLE}style-name") or default or columns.get(len(cells), "")
                cells += [_value(each, known, style)] * min(_count(each, "columns"), WIDEST)
        while cells and not cells[-1] and not _fault(cells[-1]):
            del cells[-1]
        if cells and _is_hidden(row, known):
            cells = [_faulty(each, "the row is hidden") for each in cells]
        times = min(_count(row, "rows"), LONGEST)
        yield from ([*cells] for _time in range(times if cells else 0))


def _fault(each: str) -> str:
    return each.fault if isinstance(each, Cell) else ""


def _count(element: Element, what: str) -> int:
    text = element.get(f"{TABLE}number-{what}-repeated", "1")
    if not re.fullmatch("[1-9][0-9]{0,9}", text):
        raise NoTotal(f"{what} are repeated {text!r} times")
    return int(text)


def _value(each: Element, known: Looks, style: str) -> Cell:
    """The stored value of the cell, with the text beside it and the one that its style makes."""
    kind = each.get(f"{OFFICE}value-type")
    lines = ["".join(_shown(part)) for part in each if part.tag == f"{TEXT}p"]
    text = "\n".join(lines)
    bare = (each.text or "").strip()
    fault = doubt = ""
    if each.get(f"{TABLE}number-columns-spanned", "1") != "1" or each.get(f"{TABLE}number-rows-spanned", "1") != "1":
        fault = "cells are merged"
    elif each.tag == CELLS[1] and (text or kind):
        doubt = "a cell that no other covers"  # where one does, that one is merged
    if bare and not lines:  # no office shows it, and some readers take it
        text, doubt = bare, "a text in no paragraph"
    if kind in NUMBERS:
        made = _number(each, kind, [text] if text else [], known.shown(style), fault)
        made.doubt = made.doubt or doubt
        return made
    if kind is None:
        lost = f"{text!r} is shown without a value" if text else ""
        computed = "the formula was never computed" if each.get(f"{TABLE}formula") else ""
        return cell(text, fault=fault or lost or computed)
    if kind == "string":
        own = each.get(f"{OFFICE}string-value", text)
        is_other = bool(lines) and own != text
        odd = f"{own!r} beside {text!r}" if is_other else doubt
        return cell(text if lines else own, fault=fault, doubt=odd, shown=(own,) if is_other else ())
    return cell(each.get(f"{OFFICE}{kind}-value", text), fault=fault, doubt=f"a {kind}")


def _number(each: Element, kind: str, texts: list[str], look: Callable[[Decimal], Shown] | None, fault: str) -> Cell:
    number = Decimal(stored(float(each.get(f"{OFFICE}value", ""))))
    if kind == "percentage":
        fault = fault or "a share of a hundred"
    doubt = "a formula without text" if each.get(f"{TABLE}formula") and not texts else ""
    made = look(number) if look is not None else None
    is_date = made is not None and made.is_date
    shown = (*texts, *([made.text] if made is not None and not is_date else []))
    odd = made.odd if made is not None else ""
    found = cell(stored(number), fault=fault, doubt=doubt or odd, number=number, shown=shown, is_date=is_date)
    currency = each.get(f"{OFFICE}currency", "EUR")
    found.currency = "" if currency.upper() in {"EUR", "€", ""} else currency
    return found


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
