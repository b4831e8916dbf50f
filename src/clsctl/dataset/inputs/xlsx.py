"""What an .xlsx says beside its values: formulas never computed, errors, merged cells, what is hidden."""

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
from clsctl.workbook_rules import ERROR_CELL, FORMULA, HIDDEN_ROWS, MERGED_CELLS

WORKBOOK = re.compile(r"(?:.*/)?workbook[0-9]*\.xml")
STYLES = re.compile(r"(?:.*/)?styles[0-9]*\.xml", re.IGNORECASE)
TEXTS = re.compile(r"(?:.*/)?sharedStrings[0-9]*\.xml", re.IGNORECASE)
CELL = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
# A number with a digit as a character reference, which calamine takes for no number; texts may have any.
REFERENCE = re.compile(rb"""<c\b(?![^>]*\bt=["'](?:str|inlineStr))[^>]*>(?:<f[^>]*>[^<]*</f>)?<v>[^<]*&#""")
RANGE = re.compile(r"([A-Z]+)([0-9]+)(?::([A-Z]+)([0-9]+))?")
TRUE = frozenset({"1", "true"})
DIGITS = "0123456789"
LAST = frozenset({"col", "row", "mergeCell"})


class XlsxMarks(Marks):
    """The marks of one .xlsx."""

    def __init__(self, content: bytes) -> None:
        """ValueError where the archive is no workbook."""
        self._archive = zipfile.ZipFile(BytesIO(content))
        found = [name for name in self._archive.namelist() if WORKBOOK.fullmatch(name)]
        if not found:
            raise ValueError("xl/workbook.xml")
        self._workbook = found[0]
        self._styles = self._count_styles()
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

    def faults(self, sheet: str, header_line: int, name: str) -> Findings:
        """What is wrong at or below the header of the sheet, in its order."""
        log = FindingLog()
        log.extend(self._faults(sheet, header_line, name))
        return log.close()

    def _faults(self, sheet: str, header_line: int, name: str) -> Iterator[Finding]:
        with open_part(self._archive, self._part(sheet)) as stream:
            line = width = 0
            hidden: list[tuple[int, int]] = []
            for kind, element in elements(stream, LAST):
                if kind == "row":
                    line = int(attribute(element, "r") or line + 1)
                    width = max(width, _width(element))
                    self._check_styles(element)
                    if line >= header_line:
                        yield from _row_faults(element, line, name)
                elif kind == "col" and attribute(element, "hidden") in TRUE:
                    hidden.append((int(attribute(element, "min") or 0), int(attribute(element, "max") or 0)))
                elif kind == "mergeCell" and _last_row(attribute(element, "ref")) >= header_line:
                    reference = attribute(element, "ref")
                    yield Finding(MERGED_CELLS, Place(name, _first_row(reference)), {"value": reference})
            yield from hidden_columns(hidden, width, name)

    def _count_styles(self) -> int:
        """How many there are for cells; each has the one that a file without any has."""
        count = 1
        for path in filter(STYLES.fullmatch, self._archive.namelist()):
            with open_part(self._archive, path) as stream:
                count = max([count, *(len(element) for _kind, element in elements(stream, frozenset({"cellXfs"})))])
        return count

    def _check_styles(self, row: Element) -> None:
        """ValueError for a cell whose style is not there: it alone tells a date from a number."""
        for cell in row:
            if int(attribute(cell, "s") or 0) >= self._styles:
                raise ValueError(f"{attribute(cell, 'r')}: s={attribute(cell, 's')}")

    def _check_texts(self) -> None:
        """BadZipFile where the texts are damaged: calamine does not read on to the checksum."""
        for path in filter(TEXTS.fullmatch, self._archive.namelist()):
            for _piece in pieces(self._archive, path):
                pass

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


def _row_faults(row: Element, line: int, name: str) -> Iterator[Finding]:
    place = Place(name, line)
    cells = [_Cell(cell, line) for cell in row if local(cell.tag) == "c"]
    if attribute(row, "hidden") in TRUE and any(cell.value for cell in cells):
        yield Finding(HIDDEN_ROWS, place, {"value": line})
    for cell in cells:
        if cell.is_error:
            yield Finding(ERROR_CELL, place, {"value": cell.reference, "error": cell.value or "?"})
        elif cell.is_formula and cell.value is None:
            yield Finding(FORMULA, place, {"value": cell.reference})


class _Cell:
    """A cell of the sheet's XML."""

    def __init__(self, element: Element, line: int) -> None:
        parts = {local(child.tag): child for child in element}
        kind = attribute(element, "t")
        stored = parts.get("v")
        self.reference = attribute(element, "r") or str(line)
        self.is_formula = "f" in parts
        self.is_error = kind == "e"
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
