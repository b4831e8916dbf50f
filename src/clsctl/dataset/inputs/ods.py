"""What an .ods says beside its values: formulas never computed, errors, merged cells, what is hidden or lost."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element

from clsctl.dataset.inputs.archive import (
    MOST_CELLS,
    Marks,
    attribute,
    elements,
    hidden_columns,
    local,
    open_part,
    pieces,
)
from clsctl.finding import Finding, FindingLog, Findings, Place
from clsctl.workbook_rules import ERROR_CELL, FORMULA, HIDDEN_ROWS, LOST_SPACE, MERGED_CELLS, NO_VALUE

CONTENT = "content.xml"
LAST = frozenset({"table-column", "table-row", "table"})
SINGLE = frozenset({"", "1"})
HIDDEN = frozenset({"collapse", "filter"})
ERROR = re.compile(r"#[A-Z/0-9]+[!?]?|(?:Err|Error):[0-9]{3}")
CELLS = frozenset({"table-cell", "covered-table-cell"})
NUMBERS = frozenset({"float", "percentage", "currency"})
SPACES = frozenset({"tab", "line-break"})  # calamine reads over them


def is_ods(content: bytes) -> bool:
    """True where the archive says that it is a spreadsheet of OpenDocument."""
    archive = zipfile.ZipFile(BytesIO(content))
    return CONTENT in archive.namelist()


class OdsMarks(Marks):
    """The marks of one .ods."""

    def __init__(self, content: bytes) -> None:
        """The content of the file."""
        self._archive = zipfile.ZipFile(BytesIO(content))

    def check_extent(self) -> None:
        """ValueError for cells repeated so often that they fill the memory."""
        for _piece in pieces(self._archive, CONTENT):
            pass
        count = 0
        with open_part(self._archive, CONTENT) as stream:
            for kind, element in elements(stream, LAST):
                if kind == "table-row":
                    count += _repeated(element, "rows") * sum(_repeated(cell, "columns") for cell in _filled(element))
                if count > MOST_CELLS:
                    raise ValueError(f"{CONTENT}: {count}")

    def faults(self, sheet: str, header_line: int, name: str) -> Findings:
        """What is wrong at or below the header of the sheet, in its order."""
        with open_part(self._archive, CONTENT) as stream:
            table = _Table(header_line, name)
            for kind, element in elements(stream, LAST):
                if kind == "table-column":
                    table.add_column(element)
                elif kind == "table-row":
                    table.add_row(element)
                elif attribute(element, "name") == sheet:
                    return table.close()
                else:
                    table = _Table(header_line, name)
        return Findings()


class _Table:
    """A sheet as it goes by: its columns, then its rows, and its name only at its end."""

    def __init__(self, header_line: int, name: str) -> None:
        self._header_line, self._name = header_line, name
        self._log, self._hidden = FindingLog(), list[tuple[int, int]]()
        self._columns = self._width = 0
        self._line = 1

    def add_column(self, column: Element) -> None:
        first, self._columns = self._columns + 1, self._columns + _repeated(column, "columns")
        if attribute(column, "visibility") in HIDDEN:
            self._hidden.append((first, self._columns))

    def add_row(self, row: Element) -> None:
        self._width = max(self._width, _width(row))
        if self._line >= self._header_line:
            self._log.extend(_row_faults(row, Place(self._name, self._line)))
        self._line += _repeated(row, "rows")

    def close(self) -> Findings:
        self._log.extend(hidden_columns(self._hidden, self._width, self._name))
        return self._log.close()


def _row_faults(row: Element, place: Place) -> Iterator[Finding]:
    if attribute(row, "visibility") in HIDDEN and _filled(row):
        yield Finding(HIDDEN_ROWS, place, {"value": place.line})
    for cell in row:
        if local(cell.tag) in CELLS:
            yield from _cell_faults(cell, place)


def _cell_faults(cell: Element, place: Place) -> Iterator[Finding]:
    paragraphs = [child for child in cell if local(child.tag) == "p"]  # and not those of a comment
    text = "".join(letters for paragraph in paragraphs for letters in paragraph.itertext())
    kind, formula = attribute(cell, "value-type"), attribute(cell, "formula")
    if attribute(cell, "number-columns-spanned") not in SINGLE or attribute(cell, "number-rows-spanned") not in SINGLE:
        yield Finding(MERGED_CELLS, place, {"value": f"«{text}»"})
    # said beside the type that older programs read; or a formula that shows one
    kinds = {value for key, value in cell.items() if local(key) == "value-type"}
    if "error" in kinds or (formula and ERROR.fullmatch(text)):
        yield Finding(ERROR_CELL, place, {"value": f"«{text}»", "error": text})
    elif formula and not kind:
        yield Finding(FORMULA, place, {"value": formula})
    elif (text and not kind) or (kind in NUMBERS and not attribute(cell, "value")):
        yield Finding(NO_VALUE, place, {"value": f"«{text}»"})
    elif not attribute(cell, "string-value") and any(
        local(each.tag) in SPACES for paragraph in paragraphs for each in paragraph.iter()
    ):
        yield Finding(LOST_SPACE, place, {"value": f"«{text}»"})


def _filled(row: Element) -> list[Element]:
    return [
        cell
        for cell in row
        if local(cell.tag) in CELLS and (attribute(cell, "value-type") or attribute(cell, "formula"))
    ]


def _width(row: Element) -> int:
    """The number of its last column that holds a value."""
    width = column = 0
    for cell in row:
        if local(cell.tag) in CELLS:
            column += _repeated(cell, "columns")
            width = column if attribute(cell, "value-type") else width
    return width


def _repeated(element: Element, what: str) -> int:
    return int(attribute(element, f"number-{what}-repeated") or 1)
