"""The rows of an .ods in order: each cell with its type, value and displayed text.

A broken structure raises ValueError: workbook readers repair it, each in its own way.
"""

from collections.abc import Iterator, Mapping
from typing import IO, NamedTuple
from xml.parsers import expat

from clsctl.language import _
from clsctl.sheets.workbooks.ods.styles import local_name
from clsctl.sheets.workbooks.zip_parts import CHUNK

CELLS = frozenset({"table-cell", "covered-table-cell"})
# Elements that may contain the rows and columns of a table.
GROUPS = frozenset(
    {
        "table-row-group",
        "table-header-rows",
        "table-rows",
        "table-column-group",
        "table-header-columns",
        "table-columns",
    }
)
PLACES: Mapping[str, frozenset[str]] = {
    "table": frozenset({"spreadsheet"}),
    "table-row": GROUPS | {"table"},
    "table-column": GROUPS | {"table"},
    "table-cell": frozenset({"table-row"}),
    "covered-table-cell": frozenset({"table-row"}),
}
SPACES = frozenset({"tab", "line-break"})  # calamine ignores them
WIDEST_BLANK = 10_000  # blanks in a row, which `text:s` encodes as a count
FALSE = "false"
XML = "http://www.w3.org/XML/1998/namespace"


class OdsCell(NamedTuple):
    """A cell, or a run of equal ones: its attributes by local name, and its paragraphs.

    `type_` is that of its value, empty without one; `types` are all types recorded; `repeats` is the number of columns
    covered; `is_filled` is True for a value or a formula.
    """

    attributes: Mapping[str, str]
    types: frozenset[str]
    text: str
    has_space: bool
    type_: str
    repeats: int
    is_filled: bool


class OdsRow(NamedTuple):
    """A row, or a run of equal ones: the sheet, the attributes by local name, the cells in order."""

    sheet: str
    attributes: Mapping[str, str]
    cells: list[OdsCell]
    is_folded: bool

    @property
    def repeats(self) -> int:
        """The number of rows in the run."""
        return int(self.attributes.get("number-rows-repeated", "1"))


class OdsColumn(NamedTuple):
    """A column, or a run of equal ones."""

    sheet: str
    attributes: Mapping[str, str]
    is_folded: bool

    @property
    def repeats(self) -> int:
        """The number of columns in the run."""
        return int(self.attributes.get("number-columns-repeated", "1"))


def ods_elements(stream: IO[bytes]) -> Iterator[OdsRow | OdsColumn]:
    """The columns and rows of every sheet in the part; ValueError or ExpatError for damage."""
    reader = _Reader()
    while chunk := stream.read(CHUNK):
        reader.parser.Parse(chunk, False)  # noqa: FBT003 (positional in expat)
        yield from reader.found
        reader.found.clear()
    reader.parser.Parse(b"", True)  # noqa: FBT003 (positional in expat)
    yield from reader.found


class _Reader:
    """The path of open elements, with the current row and cell."""

    def __init__(self) -> None:
        self.found: list[OdsRow | OdsColumn] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._letters
        for name in ("CommentHandler", "ProcessingInstructionHandler", "StartCdataSectionHandler"):
            setattr(self.parser, name, self._foreign)
        self.parser.StartDoctypeDeclHandler = self._foreign
        self._path: list[str] = []
        self._sheet = ""
        self._sheets: set[str] = set()
        self._folded: list[bool] = []
        self._row: OdsRow | None = None
        self._attributes: dict[str, str] | None = None
        self._types: frozenset[str] = frozenset()
        self._depth = 0  # depth of the current cell
        self._paragraphs: list[list[str]] = []
        self._is_paragraph = self._has_space = False
        self._opaque = 0  # depth of an element beside the paragraphs of a cell: a comment, a drawing

    def _foreign(self, *_arguments: object) -> None:
        """Rejects comments, CDATA, instructions and declarations, which no spreadsheet writes: calamine loses digits
        there.
        """
        raise ValueError(_("its XML has content that no spreadsheet program writes"))

    def _start(self, tag: str, named: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        parent = self._path[-1] if self._path else ""
        self._path.append(name)
        if name in PLACES and (parent not in PLACES[name] or self._attributes is not None):
            raise ValueError(self._damaged(name))
        if self._attributes is not None:
            self._inside(name, parent, named)
            return
        attributes = {local_name(key): value for key, value in named.items()}
        if name == "table":
            self._sheet = attributes.get("name", "")
            if self._sheet in self._sheets:
                raise ValueError(self._damaged(self._sheet))
            self._sheets.add(self._sheet)
        elif name in GROUPS:
            self._folded.append(attributes.get("display") == FALSE)
        elif name == "table-column":
            self.found.append(OdsColumn(self._sheet, attributes, any(self._folded)))
        elif name == "table-row":
            self._row = OdsRow(self._sheet, attributes, [], any(self._folded))
        elif name in CELLS:
            self._attributes, self._depth = attributes, len(self._path)
            self._types = frozenset(value for key, value in named.items() if local_name(key) == "value-type")
            self._paragraphs, self._has_space, self._opaque = [], False, 0

    def _inside(self, name: str, parent: str, named: Mapping[str, str]) -> None:
        """An element inside a cell: paragraphs and their parts count, comments and drawings do not."""
        if self._opaque:
            return
        if len(self._path) == self._depth + 1:
            if name == "p":
                self._paragraphs.append([])
            else:
                self._opaque = len(self._path)
        elif name == "s":
            count = int(next((value for key, value in named.items() if local_name(key) == "c"), "1"))
            if not 0 <= count <= WIDEST_BLANK:
                raise ValueError(f"{parent}: c={count}")
            self._paragraphs[-1].append(" " * count)
        elif name in SPACES:
            self._has_space = True
            self._paragraphs[-1].append(" ")
        elif name == "annotation":
            self._opaque = len(self._path)

    def _letters(self, text: str) -> None:
        if self._attributes is not None and self._paragraphs and not self._opaque and len(self._path) > self._depth:
            self._paragraphs[-1].append(text)

    def _end(self, _tag: str) -> None:
        name = self._path.pop()
        if self._opaque and len(self._path) < self._opaque:
            self._opaque = 0
        if name in CELLS and self._attributes is not None and self._row is not None:
            text = "\n".join("".join(letters) for letters in self._paragraphs)
            attributes = self._attributes
            type_ = attributes.get("value-type", "")
            repeats = int(attributes.get("number-columns-repeated", "1"))
            is_filled = bool(type_ or attributes.get("formula"))
            self._row.cells.append(OdsCell(attributes, self._types, text, self._has_space, type_, repeats, is_filled))
            self._attributes = None
        elif name == "table-row" and self._row is not None:
            self.found.append(self._row)
            self._row = None
        elif name in GROUPS:
            self._folded.pop()

    def _damaged(self, name: str) -> str:
        return _("sheet {sheet}: its XML is damaged at {name}").format(sheet=self._sheet, name=name)
