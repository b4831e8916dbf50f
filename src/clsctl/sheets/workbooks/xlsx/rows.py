"""The rows of an .xlsx sheet, in order, with their structure checked: each position once, one value per cell.

A broken structure raises ValueError: workbook readers repair it, each in its own way.
"""

import re
from collections.abc import Iterator, Mapping
from typing import IO, NamedTuple
from xml.parsers import expat

from clsctl.language import _
from clsctl.sheets.workbooks.archive import OVERLAP, local
from clsctl.sheets.workbooks.cell_forms import check_number
from clsctl.sheets.workbooks.zip_parts import CHUNK

MAIN = frozenset(
    {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    }
)
# The elements allowed among the rows; `extLst` and `rPr` contain nothing that readers of values use.
CHILDREN: Mapping[str, frozenset[str]] = {
    "sheetData": frozenset({"row"}),
    "row": frozenset({"c", "extLst"}),
    "c": frozenset({"f", "v", "is", "extLst"}),
    "is": frozenset({"t", "r", "rPh", "phoneticPr"}),
    "si": frozenset({"t", "r", "rPh", "phoneticPr"}),
    "r": frozenset({"t", "rPr"}),
    "rPh": frozenset({"t"}),
}
OPAQUE = frozenset({"extLst", "rPr", "phoneticPr"})
READ = frozenset({"sheetData", "row", "c", "f", "v", "is", "t", "r"})
# A digit as a character reference, which calamine does not read in numbers; texts may have any.
REFERENCE_IN_NUMBER = re.compile(rb"""<c\b(?![^>]*\bt=["'](?:str|inlineStr))[^>]*>(?:<f[^>]*>[^<]*</f>)?<v>[^<]*&#""")
KINDS = frozenset({"n", "s", "str", "inlineStr", "b", "e", "d"})
# The number of a shared text; a boolean.
SHORT = {"s": re.compile("[0-9]{1,7}"), "b": re.compile("[01]|true|false")}
ABOUT = frozenset({"col", "mergeCell", "sheetFormatPr", "sheetView"})
LINE = re.compile(r"[1-9][0-9]{0,6}")
STYLE_DIGITS = 6
LAST_COLUMN = 16_384
INLINE = "inline"  # a text in the cell itself, which the library reads
TRUE = frozenset({"1", "true"})


class XlsxCell(NamedTuple):
    """A cell: its column from 1, style number, value type, value text and formula."""

    column: int
    style: int
    kind: str
    value: str | None
    is_formula: bool
    array: str


class XlsxRow(NamedTuple):
    """A row: its number from 1, its attributes, its cells in order."""

    line: int
    attributes: Mapping[str, str]
    cells: list[XlsxCell]


class About(NamedTuple):
    """An element about the whole sheet, before or after its rows."""

    name: str
    attributes: Mapping[str, str]


def column_number(letters: str) -> int:
    """The number of a column, from 1, by its letters: `A`, `Z`, `AA`."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class _Columns(dict[str, int]):
    """The number of each column by its letters, computed once; 0 for an invalid name."""

    def __missing__(self, name: str) -> int:
        found = column_number(name) if re.fullmatch("[A-Z]{1,3}", name) else 0
        self[name] = found
        return found


COLUMNS = _Columns()
NAMES = {f"{space} {name}": name for space in MAIN for name in (*READ, *OPAQUE, *ABOUT, "si", "rPh")}


def xlsx_elements(stream: IO[bytes]) -> Iterator[XlsxRow | About]:
    """The rows of the part and the elements about the sheet; ValueError or ExpatError for damage."""
    reader, rest = _Reader(), b""
    while chunk := stream.read(CHUNK):
        piece = rest + chunk
        if b"&#" in piece and REFERENCE_IN_NUMBER.search(piece):
            raise ValueError(_("its XML has content that no spreadsheet program writes"))
        rest = chunk[-OVERLAP:]
        reader.parser.Parse(chunk, False)  # noqa: FBT003 (positional in expat)
        yield from reader.found
        reader.found.clear()
    reader.parser.Parse(b"", True)  # noqa: FBT003 (positional in expat)
    yield from reader.found


def check_texts(stream: IO[bytes]) -> None:
    """ValueError or ExpatError for shared texts that readers could interpret in two ways."""
    reader = _Reader("si")
    while chunk := stream.read(CHUNK):
        reader.parser.Parse(chunk, False)  # noqa: FBT003 (positional in expat)
    reader.parser.Parse(b"", True)  # noqa: FBT003 (positional in expat)


class _Reader:
    """A state per element: the path inside the rows, with the current row and cell."""

    def __init__(self, root: str = "sheetData") -> None:
        self.found: list[XlsxRow | About] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        for name in ("CommentHandler", "ProcessingInstructionHandler", "StartCdataSectionHandler"):
            setattr(self.parser, name, self._foreign)
        self.parser.StartDoctypeDeclHandler = self._foreign
        self._root = root
        self._path: list[str] = []
        self._depth = self._opaque = self._roots = 0
        self._row = XlsxRow(0, {}, [])
        self._digits = "0"
        self._begin: tuple[int, int, str] = (0, 0, "")
        self._value: list[str] | None = None
        self._formula: str | None = None
        self._is_inline = False
        self._texts = self._runs = self._run_texts = 0

    def _foreign(self, *_arguments: object) -> None:
        """Rejects comments, CDATA, instructions and declarations, which no spreadsheet writes: calamine loses digits
        there.
        """
        raise ValueError(_("its XML has content that no spreadsheet program writes"))

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        path = self._path
        if not path:
            self._outside(tag, attributes)
            return
        name = NAMES.get(tag, "")
        if self._opaque or name not in CHILDREN.get(path[-1], ()):
            self._start_opaque(tag)
        elif name == "c":
            path.append(name)
            self._begin_cell(attributes)
        elif name in {"v", "is"}:
            path.append(name)
            if self._value is not None:
                raise ValueError(self._damaged(name))
            self._value, self._is_inline, self._texts, self._runs = [], name == "is", 0, 0
        else:
            self._start_other(name, attributes)

    def _start_opaque(self, tag: str) -> None:
        """Enter an element that readers of values skip; raises for any other in its place."""
        name = tag.rpartition(" ")[2]
        if not self._opaque or name in READ:
            raise ValueError(self._damaged(name))
        self._opaque += 1

    def _start_other(self, name: str, attributes: dict[str, str]) -> None:
        if name in OPAQUE:
            self._opaque = 1
            return
        self._path.append(name)
        if name == "row":
            self._row = XlsxRow(self._line(attributes), attributes, [])
            self._digits = str(self._row.line)
        elif name == "f":
            if self._formula is not None:
                raise ValueError(self._damaged(name))
            self._formula = attributes.get("ref", "") if attributes.get("t") == "array" else ""
        elif name in {"t", "r"}:
            self._count_text(name)

    def _outside(self, tag: str, attributes: dict[str, str]) -> None:
        name = NAMES.get(tag)
        if name == self._root:
            self._roots += 1
            if self._root == "sheetData" and (self._depth != 2 or self._roots > 1):
                raise ValueError(self._damaged(name))
            self._texts = self._runs = 0
            self._path.append(name)
        elif name in ABOUT:
            self.found.append(About(name, attributes))

    def _count_text(self, name: str) -> None:
        """Count the runs of one text; phonetic text (`rPh`) is separate."""
        parent = self._path[-2]
        if name == "r":
            self._runs += 1
            self._run_texts = 0
        elif parent == "r":
            self._run_texts += 1
        elif parent in {"is", "si"}:
            self._texts += 1
        if max(self._texts, self._run_texts) > 1 or (self._texts and self._runs):
            raise ValueError(self._damaged(name))

    def _line(self, attributes: Mapping[str, str]) -> int:
        last = self._row.line
        written = attributes.get("r")
        line = last + 1 if written is None else int(written) if LINE.fullmatch(written) else 0
        if line <= last:
            raise ValueError(_("row {row}: repeated, out of order or misnamed").format(row=written))
        return line

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        last = self._begin[0] if self._row.cells else 0
        written = attributes.get("r")
        column = last + 1
        if written is not None:
            column = COLUMNS[written[: -len(self._digits)]] if written.endswith(self._digits) else 0
        if not last < column <= LAST_COLUMN:
            raise ValueError(_("cell {cell}: repeated, out of order or misnamed").format(cell=written))
        style, kind = attributes.get("s", "0"), attributes.get("t", "n")
        if not style.isdecimal() or len(style) > STYLE_DIGITS or kind not in KINDS:
            raise ValueError(f"{written}: s={style} t={kind}")
        self._begin = column, int(style), kind
        self._value = self._formula = None
        self._is_inline = False

    def _text(self, text: str) -> None:
        if not self._path or self._opaque:
            return
        if self._path[-1] == "v":
            assert self._value is not None  # noqa: S101 (set with the element)
            self._value.append(text)
        elif self._path[-1] not in {"f", "t"} and text.strip():
            raise ValueError(self._damaged(text.strip()[:20]))

    def _end(self, _tag: str) -> None:
        self._depth -= 1
        if self._opaque:
            self._opaque -= 1
        elif self._path:
            name = self._path.pop()
            if name == "c":
                self._end_cell()
            elif name == "row":
                self.found.append(self._row)

    def _end_cell(self) -> None:
        column, style, kind = self._begin
        value = None if self._value is None else INLINE if self._is_inline else "".join(self._value)
        if kind == "n" and value:
            check_number(value)
        elif kind in SHORT and value and not SHORT[kind].fullmatch(value):
            raise ValueError(self._damaged(value[:20]))
        if value is not None and (kind == "inlineStr") != self._is_inline:
            raise ValueError(self._damaged(kind))
        self._row.cells.append(XlsxCell(column, style, kind, value, self._formula is not None, self._formula or ""))

    def _damaged(self, name: str) -> str:
        return _("row {row}: its XML is damaged at {name}").format(row=self._row.line, name=name)


def attributes_of(stream: IO[bytes], names: frozenset[str]) -> Iterator[About]:
    """The elements with these local names and their attributes, of a small part; ExpatError for damage."""
    found: list[About] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if name in names:
            found.append(About(name, {local(key.rpartition(" ")[2]): value for key, value in attributes.items()}))

    parser.StartElementHandler = start
    parser.ParseFile(stream)
    return iter(found)
