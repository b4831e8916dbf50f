"""The annotations of an .xlsx: number formats, uncomputed formulas, errors, merged cells, hidden parts."""

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from io import BytesIO

from clsctl.finding import Fault, Finding, FindingLog, Place
from clsctl.rules.workbooks import ERROR_CELL, FORMULA, HIDDEN_ROWS, MERGED_CELLS
from clsctl.sheets.sheet import Row as Values
from clsctl.sheets.workbooks.annotations import Unseen, hidden_columns, letters
from clsctl.sheets.workbooks.archive import open_part
from clsctl.sheets.workbooks.cell_display import number_display
from clsctl.sheets.workbooks.cell_forms import Form, FormKind, FormRow, FormTable, Judgement, judge, stored_number
from clsctl.sheets.workbooks.xlsx.rows import (
    LAST_COLUMN,
    TRUE,
    About,
    XlsxCell,
    XlsxRow,
    attributes_of,
    check_texts,
    column_number,
    xlsx_elements,
)
from clsctl.sheets.workbooks.xlsx.styles import RANGE, Area, XlsxStyles, conditional_areas, read_xlsx_styles

WORKBOOK = re.compile(r"(?:.*/)?workbook[0-9]*\.xml")
STYLES = re.compile(r"(?:.*/)?styles[0-9]*\.xml", re.IGNORECASE)
TEXTS = re.compile(r"(?:.*/)?sharedStrings[0-9]*\.xml", re.IGNORECASE)
KINDS = {"n": FormKind.NUMBER, "b": FormKind.BOOLEAN, "d": FormKind.DATE, "e": FormKind.ERROR}
THINNEST_ROW, THINNEST_COLUMN = 0.75, 0.1  # points and characters: one pixel, invisible in practice
ZERO = re.compile(r"-?0*\.?0*(?:[eE][+-]?[0-9]+)?")


class XlsxUnseen(Unseen):
    """The annotations of one .xlsx."""

    def __init__(self, content: bytes) -> None:
        """ValueError where the archive is not a workbook."""
        self._archive = zipfile.ZipFile(BytesIO(content))
        found = [name for name in self._archive.namelist() if WORKBOOK.fullmatch(name)]
        if len(found) != 1:
            raise ValueError("xl/workbook.xml")
        self._workbook = found[0]

    def check(self) -> None:
        """ValueError for a damaged structure."""
        for path in self._archive.namelist():
            if TEXTS.fullmatch(path):
                with open_part(self._archive, path) as stream:
                    check_texts(stream)
            if "/worksheets/" in path and path.endswith(".xml"):
                self._check_sheet(path)

    def judge(self, table: FormTable, values: Iterable[Values]) -> Judgement:
        """Findings at or below the header of the table, and the displayed values of its cells."""
        log = FindingLog()
        path = self._part(table.sheet)
        sheet = _Sheet(table, self._styles.codes, self._areas(path), log, computes_on_load=self._computes_on_load)
        with open_part(self._archive, path) as stream:
            judgement = judge(table, sheet.rows(xlsx_elements(stream)), values, log)
        log.extend(hidden_columns(sheet.hidden_columns(), sheet.width, table.file))
        return Judgement(log.close(), judgement.displayed, judgement.rounded)

    @cached_property
    def _styles(self) -> XlsxStyles:
        """The number formats of the cells; General for all in a file without styles."""
        paths = [path for path in self._archive.namelist() if STYLES.fullmatch(path)]
        if not paths:
            return XlsxStyles()
        with open_part(self._archive, paths[0]) as stream:
            return read_xlsx_styles(stream)

    def _areas(self, path: str) -> tuple[Area, ...]:
        """The areas whose conditions replace number formats."""
        if not any(self._styles.conditional):
            return ()
        return tuple(conditional_areas(self._about(path, "conditionalFormatting", "cfRule"), self._styles))

    @cached_property
    def _computes_on_load(self) -> bool:
        """True where the file defers its formulas to a program that computes them."""
        return any(
            about.attributes.get("fullCalcOnLoad") in TRUE or about.attributes.get("calcCompleted") in {"0", "false"}
            for about in self._about(self._workbook, "calcPr")
        )

    def _check_sheet(self, path: str) -> None:
        with open_part(self._archive, path) as stream:
            for element in xlsx_elements(stream):
                if isinstance(element, XlsxRow):
                    for cell in element.cells:
                        if cell.style >= len(self._styles.codes):  # only the style tells a date from a number
                            raise ValueError(f"{letters(cell.column)}{element.line}: s={cell.style}")

    def _about(self, path: str, *names: str) -> Iterator[About]:
        with open_part(self._archive, path) as stream:
            yield from attributes_of(stream, frozenset(names))

    def _part(self, sheet: str) -> str:
        """The path of a sheet's XML by the workbook's relations; ValueError for two of its name."""
        folder, _slash, file = self._workbook.rpartition("/")
        sheets = [each.attributes for each in self._about(self._workbook, "sheet")]
        ids = [each["id"] for each in sheets if each.get("name") == sheet]
        relations = f"{folder}/_rels/{file}.rels".lstrip("/")
        found = [each.attributes for each in self._about(relations, "Relationship")]
        targets = {each["Target"] for each in found if each.get("Id") in ids}
        if len(ids) != 1 or len(targets) != 1:
            raise ValueError(f"{self._workbook}: {sheet}")
        target = targets.pop()
        return target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")


class _Sheet:
    """A sheet during reading: its rows, what is hidden, and open array formulas."""

    def __init__(
        self,
        table: FormTable,
        codes: tuple[str, ...],
        areas: tuple[Area, ...],
        log: FindingLog,
        *,
        computes_on_load: bool,
    ) -> None:
        self._table = table
        self._codes = codes
        self._areas = areas
        self._log = log
        self._computes_on_load = computes_on_load
        self._columns: list[tuple[int, int, bool]] = []
        self._hides_columns = self._hides_rows = self._hides_zeros = False
        self._arrays: list[tuple[int, int, int]] = []
        self.width = 0

    def rows(self, elements: Iterable[XlsxRow | About]) -> Iterator[FormRow]:
        """The forms of the declared cells at and below the header; other faults are logged."""
        for element in elements:
            if isinstance(element, About):
                self._note(element.name, element.attributes)
            elif element.cells:
                self.width = max([self.width, *(cell.column for cell in element.cells[-1:] if cell.value is not None)])
                if element.line >= self._table.header_line:
                    self._log.extend(self._row_faults(element))
                    yield FormRow(element.line, self._forms(element))

    def hidden_columns(self) -> Iterator[tuple[int, int]]:
        """The first and last of each run of hidden columns."""
        for first, last, is_hidden in self._columns:
            if is_hidden:
                yield first, last
        if self._hides_columns:
            told = {column for first, last, _hidden in self._columns for column in range(first, last + 1)}
            yield from ((column, column) for column in range(1, self.width + 1) if column not in told)

    def _note(self, name: str, attributes: Mapping[str, str]) -> None:
        match name:
            case "col":
                first, last = int(attributes.get("min", 0)), int(attributes.get("max", 0))
                is_thin = float(attributes.get("width", 9)) <= THINNEST_COLUMN
                self._columns.append((first, min(last, LAST_COLUMN), is_thin or attributes.get("hidden") in TRUE))
            case "sheetFormatPr":
                self._hides_rows = attributes.get("zeroHeight") in TRUE
                self._hides_columns = float(attributes.get("defaultColWidth", 9)) <= THINNEST_COLUMN
            case "sheetView":
                self._hides_zeros = attributes.get("showZeros") in {"0", "false"}
            case "mergeCell":
                reference = attributes.get("ref", "")
                found = RANGE.fullmatch(reference)
                if found and int(found[4] or found[2]) >= self._table.header_line:
                    self._log.add(Finding(MERGED_CELLS, Place(self._table.file, int(found[2])), {"value": reference}))

    def _row_faults(self, row: XlsxRow) -> Iterator[Finding]:
        place = Place(self._table.file, row.line)
        if self._is_hidden(row.attributes) and any(cell.value for cell in row.cells):
            yield Finding(HIDDEN_ROWS, place, {"value": row.line})
        for cell in row.cells:
            if cell.kind == "e":
                facts = {"value": f"{letters(cell.column)}{row.line}", "error": cell.value or "?"}
                yield Finding(ERROR_CELL, place, facts)
            elif (cell.is_formula or self._arrays) and self._is_formula(cell, row.line) and self._waits(cell):
                yield Finding(FORMULA, place, {"value": f"{letters(cell.column)}{row.line}"})

    def _is_hidden(self, attributes: Mapping[str, str]) -> bool:
        height = attributes.get("ht")
        if attributes.get("hidden") in TRUE:
            return True
        return self._hides_rows if height is None else float(height) <= THINNEST_ROW

    def _is_formula(self, cell: XlsxCell, line: int) -> bool:
        """True for a cell with a formula, or in the range filled by the formula of its first cell."""
        if self._arrays:
            self._arrays = [array for array in self._arrays if array[0] >= line]
        if found := RANGE.fullmatch(cell.array):
            last = column_number(found[3] or found[1])
            self._arrays.append((int(found[4] or found[2]), cell.column, last))
        return cell.is_formula or any(first <= cell.column <= last for _line, first, last in self._arrays)

    def _waits(self, cell: XlsxCell) -> bool:
        """True for a formula without a value, or with the 0 that libraries write for one to be computed later."""
        if not cell.value:  # a text computed as empty has an empty value, or none with the type of a text
            return cell.kind != "str"
        return self._computes_on_load and cell.kind in {"n", "b"} and ZERO.fullmatch(cell.value) is not None

    def _forms(self, row: XlsxRow) -> Mapping[int, Form]:
        columns = self._table.columns
        return {
            cell.column - 1: self._form(cell, row.line)
            for cell in row.cells
            if cell.column - 1 in columns and (cell.value or cell.kind in {"s", "str", "inlineStr"})
        }

    def _form(self, cell: XlsxCell, line: int) -> Form:
        code = self._codes[cell.style]
        kind = KINDS.get(cell.kind, FormKind.TEXT)
        if kind is not FormKind.NUMBER or cell.value is None:
            return Form(kind if cell.value is not None else FormKind.EMPTY, code=code)
        number = stored_number(cell.value)
        for area in self._areas:
            if area.holds(line, cell.column) and self._is_other(cell.column - 1, number, area.code):
                code = area.code
        return Form(kind, number, code, "" if self._hides_zeros and not number else None)

    def _is_other(self, column: int, number: Decimal, code: str) -> bool:
        """True where a conditional format would display another value; only a program can evaluate the condition."""
        return isinstance(number_display(self._table.columns[column], number, code), Fault)
