"""The sums of what the parts of a workbook amount to for their reader, each against its limit."""

from clsctl.sheets.limits import ASIDE, CELLS, DECLARED, LETTERS, PLACES
from clsctl.sheets.workbooks.archive import Attributes


class Sums:
    """The sums over all parts and sheets, and the names of the sheets."""

    def __init__(self) -> None:
        self.letters = self.aside = 0
        self._cells = self._places = self._declared = 0
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
        self._places += width * height
        PLACES.check(self._places)

    def add_cells(self, count: int) -> None:
        """Rows, and cells: those that the file writes, be they empty, and those that it repeats."""
        self._cells += count
        if self._cells > CELLS.most:
            CELLS.check(self._cells)

    def put_aside(self, _attributes: Attributes) -> None:
        """An element that is neither row nor cell, one of those since the last row."""
        self.aside += 1
        if self.aside > ASIDE.most:
            ASIDE.check(self.aside)

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
