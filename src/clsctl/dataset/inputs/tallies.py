"""What the parts of a workbook amount to for their reader: cells, places, letters, styles; each against its limit."""

import re
from array import array
from collections.abc import Callable, Collection, Mapping

from clsctl.dataset.inputs.archive import Attributes, Tally, Watch, check_archive, local
from clsctl.dataset.limits import CELLS, COLUMNS, DECLARED, LETTERS, PLACES, ROWS

DIGITS = "0123456789"
NUMBER = re.compile(r"[0-9]{1,19}")
# Parts that no reader of ours opens, and that may be XML of any kind.
UNREAD = re.compile(r"(?:^|/)(?:customXml|docProps)/", re.IGNORECASE)
STYLES = re.compile(r"styles[0-9]*\.xml", re.IGNORECASE)
TEXTS = re.compile(r"sharedStrings[0-9]*\.xml", re.IGNORECASE)
WORKBOOK = re.compile(r"(?:.*/)?workbook[0-9]*\.xml", re.IGNORECASE)
BINARY = re.compile(r"(?:.*/)?workbook\.bin", re.IGNORECASE)  # of .xlsb, which is not read
ODS_CONTENT, ODS_MANIFEST = "content.xml", "META-INF/manifest.xml"
COLUMNS_REPEATED, ROWS_REPEATED = "number-columns-repeated", "number-rows-repeated"
STORED = ("value-type", "value", "string-value", "date-value", "time-value", "boolean-value", "formula")


class LockedError(Exception):
    """The workbook is locked by a password."""


def check_workbook(content: bytes) -> None:
    """TooLargeError, LockedError or one of BROKEN for a workbook that must be shown to no reader."""
    if content.startswith(b"PK"):
        check_archive(content, _tally)


def _tally(names: Collection[str]) -> Tally:
    """The tally of the format; ValueError where two readers could take the archive for two formats."""
    is_ods = ODS_CONTENT in names
    others = [name for name in names if BINARY.fullmatch(name) or (is_ods and WORKBOOK.fullmatch(name))]
    if others:
        raise ValueError(", ".join(others))
    return OdsTally() if is_ods else XlsxTally()


class _Sums:
    """The sums over all parts and sheets, and the names of the sheets."""

    def __init__(self) -> None:
        self.cells = self.places = self.letters = 0
        self._declared = 0
        self._once = set[str]()

    def add_text(self, data: str) -> int:
        """The bytes of a text, which are counted."""
        size = len(data) if data.isascii() else len(data.encode("utf-8", "replace"))
        self.letters += size
        if self.letters > LETTERS.most:
            LETTERS.check(self.letters)
        return size

    def add_places(self, width: int, height: int) -> None:
        """A sheet, which its reader fills up from A1 on."""
        self.places += width * height
        PLACES.check(self.places)

    def declare(self, _attributes: Attributes) -> None:
        """A style, a format, a name, a sheet or a relation."""
        self._declared += 1
        DECLARED.check(self._declared)

    def once(self, kind: str, value: str) -> None:
        """ValueError for what would be read again under each of its names, or each time that its name stands there."""
        known = f"{kind} {value}"
        if known in self._once:
            raise ValueError(known)
        self._once.add(known)


class XlsxTally(Tally):
    """The tally of an .xlsx: a text that cells share counts for each of them, as its reader copies it."""

    def __init__(self) -> None:
        """Nothing has passed."""
        self._sums = _Sums()
        self._texts = array("L")
        self._begin_part()

    def open(self, path: str, position: Callable[[], int]) -> Mapping[str, Watch] | None:  # noqa: ARG002 (of the .ods)
        """The elements that count in that part."""
        self._begin_part()
        file = path.rpartition("/")[2]
        if UNREAD.search(path):
            return None
        if file.endswith(".rels"):
            return {"Relationship": self._part if file.lower() == "workbook.xml.rels" else _document}
        if WORKBOOK.fullmatch(file):
            return {"sheet": self._sheet, "definedName": self._sums.declare}
        if STYLES.fullmatch(file):
            return {"xf": self._sums.declare, "numFmt": self._sums.declare}
        if TEXTS.fullmatch(file):
            self._in_texts = True
            return {"sst": self._begin_texts, "si": self._begin_text}
        return {"row": self._row, "c": self._cell, "v": self._value, "is": self._value, "f": self._value}

    def text(self, data: str) -> None:
        """A text; the number of a shared one stands for it."""
        if self._is_shared and len(self._number) < 20:
            self._number += data
            number = int(self._number) if NUMBER.fullmatch(self._number) else len(self._texts)
            self._sums.letters += self._texts[number] if number < len(self._texts) else 0
        size = self._sums.add_text(data)
        if self._in_texts and self._texts:
            self._texts[-1] += size

    def close(self) -> None:
        """The part has passed."""
        self._sums.add_places(self._width, self._height)

    def _begin_part(self) -> None:
        self._in_texts = self._is_shared = self._is_filled = False
        self._width = self._height = self._line = self._column = 0
        self._letters = self._digits = self._reference = self._number = ""

    def _part(self, attributes: Attributes) -> None:
        """ValueError where two sheets would be one part, or one that is not looked at."""
        self._sums.declare(attributes)
        if attributes.get("Type", "").endswith("sheet"):
            target = attributes.get("Target", "").replace("\\", "/").lower()
            self._sums.once("part", "/".join(target.split("/")[-2:]))
            if not target.endswith(".xml") or UNREAD.search(target):
                raise ValueError(target)

    def _sheet(self, attributes: Attributes) -> None:
        self._sums.declare(attributes)
        self._sums.once("sheet", attributes.get("name", ""))
        for name, value in attributes.items():
            if local(name) == "id":
                self._sums.once("id", value)

    def _begin_texts(self, attributes: Attributes) -> None:
        """The reader makes room for as many texts as are announced."""
        announced = attributes.get("uniqueCount", "")
        CELLS.check(int(announced) if NUMBER.fullmatch(announced) else 0)

    def _begin_text(self, _attributes: Attributes) -> None:
        self._texts.append(0)
        CELLS.check(len(self._texts))

    def _row(self, attributes: Attributes) -> None:
        number = attributes.get("r", "")
        self._line = int(number) if NUMBER.fullmatch(number) else self._line + 1
        self._column = 0

    def _cell(self, attributes: Attributes) -> None:
        self._column += 1
        if self._column > COLUMNS.most:
            COLUMNS.check(self._column)
        self._reference = attributes.get("r", "")
        self._is_filled = False
        self._is_shared = attributes.get("t") == "s"
        self._number = ""

    def _value(self, _attributes: Attributes) -> None:
        """A cell that holds something: as far as it stands out, the reader fills up the sheet."""
        if self._is_filled:
            return
        self._is_filled = True
        self._sums.cells += 1
        if self._sums.cells > CELLS.most:
            CELLS.check(self._sums.cells)
        letters = self._reference.rstrip(DIGITS)
        digits = self._reference[len(letters) :]
        if letters != self._letters or not letters:
            self._letters = letters
            self._width = max(self._width, _number(letters), self._column)
        if digits != self._digits or not digits:
            self._digits = digits
            self._height = max(self._height, self._line, int(digits) if NUMBER.fullmatch(digits) else 0)
            ROWS.check(self._height)


def _document(attributes: Attributes) -> None:
    """ValueError where the workbook is said to lie among the parts that are not looked at."""
    if attributes.get("Type", "").endswith("officeDocument") and UNREAD.search(attributes.get("Target", "")):
        raise ValueError(attributes["Target"])


def _number(letters: str) -> int:
    """The number of a column; TooLargeError past the last that there is."""
    number = 0
    for letter in letters[:8]:
        number = number * 26 + max(ord(letter.upper()) - ord("A") + 1, 0)
    COLUMNS.check(number)
    return number


class OdsTally(Tally):
    """The tally of an .ods: what it repeats counts each time, as its reader writes it out."""

    def __init__(self) -> None:
        """Nothing has passed."""
        self._sums = _Sums()
        self._roles = _Roles()
        self._position: Callable[[], int] = int
        self._begin_table()

    def open(self, path: str, position: Callable[[], int]) -> Mapping[str, Watch] | None:
        """The elements that count in the content or the manifest; nobody reads another part."""
        self._position = position
        if path == ODS_MANIFEST:
            return {"file-entry": self._sums.declare, "encryption-data": _locked}
        if path != ODS_CONTENT:
            return None
        declared = dict.fromkeys(("named-range", "named-expression", "table-properties"), self._sums.declare)
        cells = {"table-cell": self._cell, "covered-table-cell": self._cell}
        return {**declared, **cells, "table": self._table, "table-row": self._row, "s": self._spaces}

    def text(self, data: str) -> None:
        """A text."""
        self._sums.add_text(data)

    def close(self) -> None:
        """The part has passed, and its last table."""
        self._end_table()

    def _table(self, attributes: Attributes) -> None:
        self._end_table()
        self._begin_table()
        self._sums.declare(attributes)
        self._sums.once("table", next((value for key, value in attributes.items() if local(key) == "name"), ""))

    def _begin_table(self) -> None:
        self._width = self._height = self._empty_rows = self._rows = 0
        self._begin_row(0)

    def _begin_row(self, rows: int) -> None:
        self._rows, self._column, self._last = rows, 0, 0
        self._once = self._weight = self._begin = self._repeat = 0

    def _row(self, attributes: Attributes) -> None:
        self._end_row()
        self._begin_row(self._repeated(attributes, ROWS_REPEATED, ROWS.most))

    def _cell(self, attributes: Attributes) -> None:
        if self._repeat:
            self._end_cell()
        repeat, is_stored = 1, False
        for key, value in attributes.items():
            role = self._roles[key]
            if role == COLUMNS_REPEATED:
                repeat = min(int(value), COLUMNS.most)
            elif role == STORED:
                is_stored = True
        self._column += repeat
        if is_stored:
            self._last = self._column
            if repeat > 1 or self._rows > 1:
                self._repeat, self._begin = repeat, self._position()

    def _spaces(self, attributes: Attributes) -> None:
        """Blanks, which an element stands for; before a repeated cell ends, they are repeated with it."""
        count = int(next((value for key, value in attributes.items() if local(key) == "c"), "1"))
        self._sums.letters += count
        LETTERS.check(self._sums.letters)
        self._begin -= count

    def _end_cell(self) -> None:
        """The bytes of a cell that is repeated: its text has no more."""
        size = self._position() - self._begin
        self._once, self._weight = self._once + size, self._weight + size * self._repeat
        self._repeat = 0

    def _end_row(self) -> None:
        if self._repeat:
            self._end_cell()
        if not self._last:
            self._empty_rows += self._rows
            return
        COLUMNS.check(self._last)
        self._width, self._height = max(self._width, self._last), self._height + self._empty_rows + self._rows
        self._empty_rows = 0
        self._sums.cells += self._last * self._rows
        CELLS.check(self._sums.cells)
        self._sums.letters += self._weight * self._rows - self._once
        LETTERS.check(self._sums.letters)

    def _end_table(self) -> None:
        self._end_row()
        self._sums.add_places(self._width, min(self._height, ROWS.most))
        self._last = 0

    def _repeated(self, attributes: Attributes, name: str, most: int) -> int:
        """How often an element stands there; its reader stops at the last row. ValueError for what is no number."""
        return next((min(int(value), most) for key, value in attributes.items() if self._roles[key] == name), 1)


class _Roles(dict[str, str | tuple[str, ...] | None]):
    """What an attribute says, by its name with namespace."""

    def __missing__(self, key: str) -> str | tuple[str, ...] | None:
        name = local(key)
        role = name if name in {COLUMNS_REPEATED, ROWS_REPEATED} else STORED if name in STORED else None
        self[key] = role
        return role


def _locked(_attributes: Attributes) -> None:
    raise LockedError
