"""The tally of an .xlsx before its reader opens it: cells, positions, characters, styles."""

import re
from array import array
from collections.abc import Callable, Mapping

from clsctl.sheets.limits import CELLS, COLUMNS, ROWS
from clsctl.sheets.workbooks.archive import Attributes, Tally, Watch, local
from clsctl.sheets.workbooks.tally_sums import Sums

DIGITS = "0123456789"
NUMBER = re.compile(r"[0-9]{1,19}")
# Parts that no reader of clsctl opens, with XML of any kind.
UNREAD = re.compile(r"(?:^|/)(?:customXml|docProps)/", re.IGNORECASE)
STYLES = re.compile(r"styles[0-9]*\.xml", re.IGNORECASE)
TEXTS = re.compile(r"sharedStrings[0-9]*\.xml", re.IGNORECASE)
WORKBOOK = re.compile(r"workbook[0-9]*\.xml", re.IGNORECASE)


class XlsxTally(Tally):
    """The tally of an .xlsx: a shared text counts for each of its cells, as its reader copies it."""

    def __init__(self) -> None:
        self._sums = Sums()
        self._texts = array("L")
        self._begin_part()

    def open(self, path: str, position: Callable[[], int]) -> Mapping[str, Watch] | None:  # noqa: ARG002 (the .ods uses it)
        """The callbacks for the elements that count in the part."""
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
        value = self._value
        return {"row": self._row, "c": self._cell, "v": value, "is": value, "f": value, "": self._sums.put_aside}

    def text(self, data: str) -> None:
        """A text; the number of a shared one counts as its text."""
        if self._is_shared and len(self._number) < 20:
            self._number += data
            number = int(self._number) if NUMBER.fullmatch(self._number) else len(self._texts)
            self._sums.letters += self._texts[number] if number < len(self._texts) else 0
        size = self._sums.add_text(data)
        if self._in_texts and self._texts:
            self._texts[-1] += size

    def close(self) -> None:
        """End of the part."""
        self._sums.add_places(self._width, self._height)

    def _begin_part(self) -> None:
        self._in_texts = self._is_shared = False
        self._width = self._height = self._line = self._column = self._sums.aside = 0
        self._letters = self._digits = self._number = ""
        self._attributes: Attributes | None = None

    def _part(self, attributes: Attributes) -> None:
        """ValueError where two sheets share a part, or one is among the skipped parts."""
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
        """Count the announced texts, for which the reader allocates memory."""
        announced = attributes.get("uniqueCount", "")
        CELLS.check(int(announced) if NUMBER.fullmatch(announced) else 0)

    def _begin_text(self, _attributes: Attributes) -> None:
        self._texts.append(0)
        CELLS.check(len(self._texts))

    def _row(self, attributes: Attributes) -> None:
        number = attributes.get("r", "")
        self._line = int(number) if NUMBER.fullmatch(number) else self._line + 1
        self._column = self._sums.aside = 0
        self._sums.add_cells(1)

    def _cell(self, attributes: Attributes) -> None:
        self._column += 1
        self._sums.add_cells(1)
        self._attributes = attributes
        self._is_shared = False
        if self._column > COLUMNS.most:
            COLUMNS.check(self._column)

    def _value(self, _attributes: Attributes) -> None:
        """A cell with a value: the reader fills the sheet up to it."""
        attributes = self._attributes
        if attributes is None:  # a formula precedes it
            self._sums.put_aside(_attributes)
            return
        self._attributes = None
        self._is_shared, self._number = attributes.get("t") == "s", ""
        reference = attributes.get("r", "")
        letters = reference.rstrip(DIGITS)
        digits = reference[len(letters) :]
        if letters != self._letters or not letters:
            self._letters = letters
            self._width = max(self._width, _number(letters), self._column)
        if digits != self._digits or not digits:
            self._digits = digits
            self._height = max(self._height, self._line, int(digits) if NUMBER.fullmatch(digits) else 0)
            ROWS.check(self._height)


def _document(attributes: Attributes) -> None:
    """ValueError where the workbook is declared among the skipped parts."""
    if attributes.get("Type", "").endswith("officeDocument") and UNREAD.search(attributes.get("Target", "")):
        raise ValueError(attributes["Target"])


def _number(letters: str) -> int:
    """The number of a column by its letters, in either case."""
    number = 0
    for letter in letters[:8]:
        number = number * 26 + max(ord(letter.upper()) - ord("A") + 1, 0)
    return number
