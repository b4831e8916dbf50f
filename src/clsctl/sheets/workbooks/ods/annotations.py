"""The annotations of an .ods: displayed texts, uncomputed formulas, errors, merged cells, hidden parts."""

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from io import BytesIO

from clsctl.finding import Finding, FindingLog, Place
from clsctl.language import quoted
from clsctl.rules.workbooks import (
    ERROR_CELL,
    FORMULA,
    HIDDEN_ROWS,
    LOST_SPACE,
    MERGED_CELLS,
    NO_VALUE,
)
from clsctl.sheets.sheet import Row as Values
from clsctl.sheets.workbooks.annotations import Unseen, hidden_columns
from clsctl.sheets.workbooks.archive import open_part
from clsctl.sheets.workbooks.cell_forms import Form, FormKind, FormRow, FormTable, Judgement, judge, stored_number
from clsctl.sheets.workbooks.number_formats import GENERAL
from clsctl.sheets.workbooks.ods.rows import OdsCell, OdsColumn, OdsRow, ods_elements
from clsctl.sheets.workbooks.ods.styles import OdsStyles, read_ods_styles

CONTENT = "content.xml"
STYLES = "styles.xml"
SINGLE = frozenset({"", "1"})
HIDDEN = frozenset({"collapse", "filter"})
ERROR = re.compile(r"#[A-Z/0-9]+[!?]?|(?:Err|Error):[0-9]{3}")
ODD = frozenset(
    {"number-columns-spanned", "number-rows-spanned", "formula"}
)  # most cells have none of these attributes
NUMBERS = frozenset({"float", "percentage", "currency"})
EURO = frozenset({"", "EUR", "€"})
PERCENT = "0.##%"
KINDS = {"string": FormKind.TEXT, "boolean": FormKind.BOOLEAN, "date": FormKind.DATE, "time": FormKind.DATE}


def is_ods(content: bytes) -> bool:
    """True where the archive declares an OpenDocument spreadsheet."""
    archive = zipfile.ZipFile(BytesIO(content))
    return CONTENT in archive.namelist()


class OdsUnseen(Unseen):
    """The annotations of one .ods."""

    def __init__(self, content: bytes) -> None:
        self._archive = zipfile.ZipFile(BytesIO(content))

    def check(self) -> None:
        """ValueError for a damaged structure."""
        for element in self._elements():
            cells = element.cells if isinstance(element, OdsRow) else ()
            if element.repeats < 1 or any(cell.repeats < 1 for cell in cells):
                raise ValueError(f"{CONTENT}: {element.sheet}")

    def judge(self, table: FormTable, values: Iterable[Values]) -> Judgement:
        """Findings at or below the header of the table, and the displayed values of its cells."""
        log = FindingLog()
        sheet = _Sheet(table, self._styles, log)
        judgement = judge(table, sheet.rows(self._elements()), values, log)
        log.extend(hidden_columns(sheet.hidden, sheet.width, table.file))
        return Judgement(log.close(), judgement.displayed, judgement.rounded)

    def _elements(self) -> Iterator[OdsRow | OdsColumn]:
        with open_part(self._archive, CONTENT) as stream:
            yield from ods_elements(stream)

    @cached_property
    def _styles(self) -> OdsStyles:
        names = self._archive.namelist()
        parts = [open_part(self._archive, name) for name in (STYLES, CONTENT) if name in names]
        return read_ods_styles(parts)


class _Sheet:
    """A sheet during reading: its columns, then its rows."""

    def __init__(self, table: FormTable, styles: OdsStyles, log: FindingLog) -> None:
        self._table = table
        self._styles = styles
        self._log = log
        self._column_styles: list[tuple[int, str]] = []  # the end of each run of columns, and the style of its cells
        self._columns = 0
        self._line = 1
        self.hidden: list[tuple[int, int]] = []
        self.width = 0

    def rows(self, elements: Iterable[OdsRow | OdsColumn]) -> Iterator[FormRow]:
        """The forms of the declared cells at and below the header; other faults are logged."""
        for element in elements:
            if element.sheet != self._table.sheet:
                continue
            if isinstance(element, OdsColumn):
                self._add_column(element)
                continue
            line, self._line = self._line, self._line + element.repeats
            self.width = max(self.width, _width(element))
            if line >= self._table.header_line:
                self._log.extend(self._row_faults(element, line))
                yield FormRow(line, self._forms(element), element.repeats)

    def _add_column(self, column: OdsColumn) -> None:
        first, self._columns = self._columns + 1, self._columns + column.repeats
        attributes = column.attributes
        is_thin = self._styles.is_thin("table-column", attributes.get("style-name", ""))
        if is_thin or column.is_folded or attributes.get("visibility") in HIDDEN:
            self.hidden.append((first, self._columns))
        self._column_styles.append((self._columns, attributes.get("default-cell-style-name", "")))

    def _row_faults(self, row: OdsRow, line: int) -> Iterator[Finding]:
        place, attributes = Place(self._table.file, line), row.attributes
        is_thin = self._styles.is_thin("table-row", attributes.get("style-name", ""))
        is_hidden = is_thin or row.is_folded or attributes.get("visibility") in HIDDEN
        if is_hidden and any(cell.is_filled for cell in row.cells):
            yield Finding(HIDDEN_ROWS, place, {"value": line})
        for cell in row.cells:
            yield from _cell_faults(cell, place)

    def _forms(self, row: OdsRow) -> Mapping[int, Form]:
        forms: dict[int, Form] = {}
        first = 0
        for cell in row.cells:
            last = first + cell.repeats
            if cell.is_filled:
                columns = (first,) if cell.repeats == 1 else self._table.columns
                for column in columns:
                    if first <= column < last and column in self._table.columns:
                        forms[column] = self._form(cell, row, column)
            first = last
        return forms

    def _form(self, cell: OdsCell, row: OdsRow, column: int) -> Form:
        code = PERCENT if cell.type_ == "percentage" else self._styles.code(self._style_name(cell, row, column))
        currency = cell.attributes.get("currency", "")
        if cell.type_ == "currency" and currency not in EURO:
            code = f'{GENERAL}" {currency}"'
        shown = cell.text or None
        if cell.type_ not in NUMBERS:
            return Form(
                KINDS.get(cell.type_, FormKind.ERROR),
                code=code,
                shown=shown,
                stored=cell.attributes.get("string-value"),
            )
        value = cell.attributes.get("value", "")
        if not value:
            return Form(FormKind.ERROR)  # a finding reports it
        return Form(FormKind.NUMBER, stored_number(value), code, shown)

    def _style_name(self, cell: OdsCell, row: OdsRow, column: int) -> str:
        """The style of the cell, else of its row, else of its column."""
        own = cell.attributes.get("style-name") or row.attributes.get("default-cell-style-name")
        return own or next((name for end, name in self._column_styles if column < end), "")


def _cell_faults(cell: OdsCell, place: Place) -> Iterator[Finding]:
    attributes, text = cell.attributes, cell.text
    if cell.type_ and not cell.has_space and ODD.isdisjoint(attributes) and "error" not in cell.types:
        if cell.type_ in NUMBERS and not attributes.get("value"):
            yield Finding(NO_VALUE, place, {"value": quoted(text)})
        return
    spans = (attributes.get("number-columns-spanned", ""), attributes.get("number-rows-spanned", ""))
    if not SINGLE.issuperset(spans):
        yield Finding(MERGED_CELLS, place, {"value": quoted(text)})
    formula = attributes.get("formula")
    # An error is recorded beside the type for older programs, or a formula displays one.
    if "error" in cell.types or (formula and ERROR.fullmatch(text)):
        yield Finding(ERROR_CELL, place, {"value": quoted(text), "error": text})
    elif formula and not cell.type_:
        yield Finding(FORMULA, place, {"value": formula})
    elif (text and not cell.type_) or (cell.type_ in NUMBERS and not attributes.get("value")):
        yield Finding(NO_VALUE, place, {"value": quoted(text)})
    elif not attributes.get("string-value") and cell.has_space:
        yield Finding(LOST_SPACE, place, {"value": quoted(text)})


def _width(row: OdsRow) -> int:
    """The number of the last column with a value."""
    width = column = 0
    for cell in row.cells:
        column += cell.repeats
        width = column if cell.type_ else width
    return width
