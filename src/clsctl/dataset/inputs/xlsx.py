"""What an .xlsx says beside its values: formulas never computed, errors, merged cells, percentages, what is hidden."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from xml.etree.ElementTree import Element

from clsctl.dataset.inputs.archive import (
    attribute,
    elements,
    local,
    open_part,
    pieces,
)
from clsctl.dataset.inputs.unseen import MOST_CELLS, Shown, Unseen, hidden_columns, is_percentage, percentages
from clsctl.finding import Finding, FindingLog, Findings, Place
from clsctl.rules.workbooks import ERROR_CELL, FORMULA, HIDDEN_ROWS, MERGED_CELLS

WORKBOOK = re.compile(r"(?:.*/)?workbook[0-9]*\.xml")
STYLES = re.compile(r"(?:.*/)?styles[0-9]*\.xml", re.IGNORECASE)
TEXTS = re.compile(r"(?:.*/)?sharedStrings[0-9]*\.xml", re.IGNORECASE)
CELL = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
# A number with a digit as a character reference, which calamine takes for no number; texts may have any.
REFERENCE = re.compile(rb"""<c\b(?![^>]*\bt=["'](?:str|inlineStr))[^>]*>(?:<f[^>]*>[^<]*</f>)?<v>[^<]*&#""")
RANGE = re.compile(r"([A-Z]+)([0-9]+)(?::([A-Z]+)([0-9]+))?")
TRUE = frozenset({"1", "true"})
DIGITS = "0123456789"
PERCENTAGES = frozenset({"9", "10"})  # the numbers of the formats `0%` and `0.00%`, which no file declares
NUMBER = frozenset({"", "n"})
LAST = frozenset({"col", "row", "mergeCell"})


class XlsxUnseen(Unseen):
    """The unseen of one .xlsx."""

    def __init__(self, content: bytes) -> None:
        """ValueError where the archive is no workbook."""
        self._archive = zipfile.ZipFile(BytesIO(content))
        found = [name for name in self._archive.namelist() if WORKBOOK.fullmatch(name)]
        if not found:
            raise ValueError("xl/workbook.xml")
        self._workbook = found[0]
        self._styles = self._read_styles()
        self._check_texts()

    def check_extent(self) -> None:
        """ValueError for outermost cells so far apart that the places between them fill the memory.

        And for numbers in letters that calamine cannot read.
        """
        for path in self._archive.namelist():
            if "/worksheets/" in path and path.endswith(".xml"):
                width, height = self._extent(path)
                if width * height > MOST_CELLS:
                    raise ValueError(f"{path}: {width} x {height}")

    def faults(self, table: Shown) -> Findings:
        """What is wrong at or below the header of the table, in its order."""
        log = FindingLog()
        log.extend(self._faults(table))
        return log.close()

    def _faults(self, table: Shown) -> Iterator[Finding]:
        with open_part(self._archive, self._part(table.sheet)) as stream:
            line = width = 0
            hidden: list[tuple[int, int]] = []
            for kind, element in elements(stream, LAST):
                if kind == "row":
                    line = int(attribute(element, "r") or line + 1)
                    width = max(width, _width(element))
                    self._check_styles(element)
                    if line >= table.header_line:
                        yield from self._row_faults(element, line, table)
                elif kind == "col" and attribute(element, "hidden") in TRUE:
                    hidden.append((int(attribute(element, "min") or 0), int(attribute(element, "max") or 0)))
                elif kind == "mergeCell" and _last_row(attribute(element, "ref")) >= table.header_line:
                    reference = attribute(element, "ref")
                    yield Finding(MERGED_CELLS, Place(table.file, _first_row(reference)), {"value": reference})
            yield from hidden_columns(hidden, width, table.file)

    def _read_styles(self) -> Sequence[bool]:
        """For each style of cells, whether it shows percentages; each file has the one that a file without any has."""
        styles, percentage = [""], set(PERCENTAGES)
        for path in filter(STYLES.fullmatch, self._archive.namelist()):
            with open_part(self._archive, path) as stream:
                for kind, element in elements(stream, frozenset({"numFmts", "cellXfs"})):
                    if kind == "numFmts":
                        found = (each for each in element if is_percentage(attribute(each, "formatCode")))
                        percentage.update(attribute(each, "numFmtId") for each in found)
                    elif len(element) >= len(styles):
                        styles = [attribute(style, "numFmtId") for style in element]
        return [number in percentage for number in styles]

    def _check_styles(self, row: Element) -> None:
        """ValueError for a cell whose style is not there: it alone tells a date from a number."""
        for cell in row:
            if not 0 <= int(attribute(cell, "s") or 0) < len(self._styles):
                raise ValueError(f"{attribute(cell, 'r')}: s={attribute(cell, 's')}")

    def _check_texts(self) -> None:
        """BadZipFile where the texts are damaged: calamine does not read on to the checksum."""
        for path in filter(TEXTS.fullmatch, self._archive.namelist()):
            for _piece in pieces(self._archive, path):
                pass

    def _row_faults(self, row: Element, line: int, table: Shown) -> Iterator[Finding]:
        place = Place(table.file, line)
        cells = [_Cell(cell, line) for cell in row if local(cell.tag) == "c"]
        if attribute(row, "hidden") in TRUE and any(cell.value for cell in cells):
            yield Finding(HIDDEN_ROWS, place, {"value": line})
        for position, cell in enumerate(cells, 1):
            if cell.is_error:
                yield Finding(ERROR_CELL, place, {"value": cell.reference, "error": cell.value or "?"})
            elif cell.is_formula and cell.value is None:
                yield Finding(FORMULA, place, {"value": cell.reference})
            elif cell.is_number and cell.value and self._styles[cell.style]:
                column = _number(cell.reference.rstrip(DIGITS)) or position
                yield from percentages(float(cell.value), range(column - 1, column), line, table)

    def _extent(self, path: str) -> tuple[int, int]:
        columns, rows = {b"A"}, 1
        for piece in pieces(self._archive, path):
            if b"&#" in piece and REFERENCE.search(piece):
                raise ValueError(f"{path}: &#")
            for column, row in set(CELL.findall(piece)):
                columns.add(column)
                rows = max(rows, int(row))
        return max(_number(column.decode()) for column in columns), rows

    def _part(self, sheet: str) -> str:
        """The path of the XML of a sheet, by way of the workbook's relations."""
        folder, _slash, file = self._workbook.rpartition("/")
        with open_part(self._archive, self._workbook) as stream:
            # `r:id`; the plain `sheetId` is another thing
            ids = {
                attribute(element, "name"): attribute(element, "id")
                for _name, element in elements(stream, frozenset({"sheet"}))
            }
        with open_part(self._archive, f"{folder}/_rels/{file}.rels".lstrip("/")) as stream:
            targets = {
                attribute(element, "Id"): attribute(element, "Target")
                for _name, element in elements(stream, frozenset({"Relationship"}))
            }
        target = targets[ids[sheet]]
        return target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")


class _Cell:
    """A cell of the sheet's XML."""

    def __init__(self, element: Element, line: int) -> None:
        parts = {local(child.tag): child for child in element}
        kind = attribute(element, "t")
        stored = parts.get("v")
        self.reference = attribute(element, "r") or str(line)
        self.is_formula = "f" in parts
        self.is_error = kind == "e"
        self.is_number = kind in NUMBER and stored is not None
        self.style = int(attribute(element, "s") or 0)
        # A text computed to be empty has an empty value, or none and the kind of a text.
        text = "" if stored is None else "".join(stored.itertext())
        self.value = text if text or kind == "str" else ("inline" if "is" in parts else None)


def _width(row: Element) -> int:
    """The number of its last column that holds a value."""
    for cell in reversed(row):
        if local(cell.tag) == "c" and len(cell):
            return _number(attribute(cell, "r").rstrip(DIGITS)) or len(row)
    return 0


def _number(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _first_row(reference: str) -> int:
    found = RANGE.fullmatch(reference)
    return int(found[2]) if found else 1


def _last_row(reference: str) -> int:
    found = RANGE.fullmatch(reference)
    return int(found[4] or found[2]) if found else 1
