"""The styles of an .xlsx: the number format of each cell style, and those of conditional formats."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO
from xml.parsers import expat

from clsctl.sheets.workbooks.number_formats import BUILT_IN, GENERAL
from clsctl.sheets.workbooks.xlsx.rows import COLUMNS, About

RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")


@dataclass(frozen=True, slots=True)
class XlsxStyles:
    """The number format of each cell style and of each conditional format; None for one without."""

    codes: tuple[str, ...] = (GENERAL,)
    conditional: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """A range of cells, both ends included, whose number format a condition may replace by `code`."""

    rows: range
    columns: range
    code: str

    def holds(self, line: int, column: int) -> bool:
        """True where the cell, by row and column from 1, is in the range."""
        return line in self.rows and column in self.columns


def read_xlsx_styles(stream: IO[bytes]) -> XlsxStyles:
    """The styles of the part; ExpatError, KeyError or ValueError for damage."""
    declared: dict[int, str] = {}
    used: list[int] = []
    conditional: list[str | None] = []
    path: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        parent = path[-1] if path else ""
        path.append(name)
        if name == "numFmt" and parent == "numFmts":
            declared[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif name == "numFmt" and parent == "dxf":
            conditional[-1] = attributes["formatCode"]
        elif name == "dxf":
            conditional.append(None)
        elif name == "xf" and parent == "cellXfs":
            used.append(int(attributes.get("numFmtId", 0)))

    def end(_tag: str) -> None:
        path.pop()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.ParseFile(stream)
    codes = tuple(declared.get(number, BUILT_IN.get(number, GENERAL)) for number in used)
    return XlsxStyles(codes or (GENERAL,), tuple(conditional))


def conditional_areas(elements: Iterable[About], styles: XlsxStyles) -> Iterator[Area]:
    """The ranges of each `conditionalFormatting` rule (`cfRule`) with a number format."""
    references = ""
    for element in elements:
        if element.name == "conditionalFormatting":
            references = element.attributes.get("sqref", "")
            continue
        number = element.attributes.get("dxfId", "")
        code = styles.conditional[int(number)] if number.isdecimal() and int(number) < len(styles.conditional) else None
        if code is not None:
            for found in map(RANGE.fullmatch, references.split()):
                if found:
                    last_column, last_row = found[3] or found[1], found[4] or found[2]
                    rows = range(int(found[2]), int(last_row) + 1)
                    yield Area(rows, range(COLUMNS[found[1]], COLUMNS[last_column] + 1), code)
