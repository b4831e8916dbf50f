"""What an .ods says beside its values: formulas never computed, errors, percentages, merged cells, what is lost."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element

from clsctl.dataset.inputs.archive import attribute, elements, local, open_part, pieces
from clsctl.dataset.inputs.unseen import MOST_CELLS, Shown, Unseen, hidden_columns, percentages
from clsctl.finding import Finding, FindingLog, Findings, Place
from clsctl.language import quoted
from clsctl.rules.workbooks import ERROR_CELL, FORMULA, HIDDEN_ROWS, LOST_SPACE, MERGED_CELLS, NO_VALUE

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


class OdsUnseen(Unseen):
    """The unseen of one .ods."""

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

    def faults(self, shown: Shown) -> Findings:
        """What is wrong at or below the header of the table, in its order."""
        with open_part(self._archive, CONTENT) as stream:
            table = _Table(shown)
            for kind, element in elements(stream, LAST):
                if kind == "table-column":
                    table.add_column(element)
                elif kind == "table-row":
                    table.add_row(element)
                elif attribute(element, "name") == shown.sheet:
                    return table.close()
                else:
                    table = _Table(shown)
        return Findings()


class _Table:
    """A sheet as it goes by: its columns, then its rows, and its name only at its end."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown
        self._log, self._hidden = FindingLog(), list[tuple[int, int]]()
        self._columns = self._width = 0
        self._line = 1

    def add_column(self, column: Element) -> None:
        first, self._columns = self._columns + 1, self._columns + _repeated(column, "columns")
        if attribute(column, "visibility") in HIDDEN:
            self._hidden.append((first, self._columns))

    def add_row(self, row: Element) -> None:
        self._width = max(self._width, _width(row))
        if self._line >= self._shown.header_line:
            self._log.extend(_row_faults(row, self._line, self._shown))
        self._line += _repeated(row, "rows")

    def close(self) -> Findings:
        self._log.extend(hidden_columns(self._hidden, self._width, self._shown.file))
        return self._log.close()


def _row_faults(row: Element, line: int, shown: Shown) -> Iterator[Finding]:
    place, column = Place(shown.file, line), 0
    if attribute(row, "visibility") in HIDDEN and _filled(row):
        yield Finding(HIDDEN_ROWS, place, {"value": line})
    for cell in row:
        if local(cell.tag) in CELLS:
            yield from _cell_faults(cell, place)
            columns = range(column, column + _repeated(cell, "columns"))
            if attribute(cell, "value-type") == "percentage" and (number := attribute(cell, "value")):
                yield from percentages(float(number), columns, line, shown)
            column = columns.stop


def _cell_faults(cell: Element, place: Place) -> Iterator[Finding]:
    paragraphs = [child for child in cell if local(child.tag) == "p"]  # and not those of a comment
    text = "".join(letters for paragraph in paragraphs for letters in paragraph.itertext())
    kind, formula = attribute(cell, "value-type"), attribute(cell, "formula")
    if attribute(cell, "number-columns-spanned") not in SINGLE or attribute(cell, "number-rows-spanned") not in SINGLE:
        yield Finding(MERGED_CELLS, place, {"value": quoted(text)})
    # said beside the type that older programs read; or a formula that shows one
    kinds = {value for key, value in cell.items() if local(key) == "value-type"}
    if "error" in kinds or (formula and ERROR.fullmatch(text)):
        yield Finding(ERROR_CELL, place, {"value": quoted(text), "error": text})
    elif formula and not kind:
        yield Finding(FORMULA, place, {"value": formula})
    elif (text and not kind) or (kind in NUMBERS and not attribute(cell, "value")):
        yield Finding(NO_VALUE, place, {"value": quoted(text)})
    elif not attribute(cell, "string-value") and any(
        local(each.tag) in SPACES for paragraph in paragraphs for each in paragraph.iter()
    ):
        yield Finding(LOST_SPACE, place, {"value": quoted(text)})


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
