"""The sums of a workbook's tally over all parts, each against its limit."""

from clsctl.sheets.limits import ASIDE, CELLS, DECLARED, LETTERS, PLACES
from clsctl.sheets.workbooks.archive import Attributes


class Sums:
    """The sums over all parts and sheets, and the names of the sheets."""

    def __init__(self) -> None:
        self.letters = self.aside = 0
        self._cells = self._places = self._declared = 0
        self._once = set[str]()

    def add_text(self, data: str) -> int:
        """Count the bytes of a text."""
        size = len(data) if data.isascii() else len(data.encode("utf-8", "replace"))
        self.letters += size
        if self.letters > LETTERS.most:
            LETTERS.check(self.letters)
        return size

    def add_places(self, width: int, height: int) -> None:
        """Count the positions of a sheet, which its reader fills from A1."""
        self._places += width * height
        PLACES.check(self._places)

    def add_cells(self, count: int) -> None:
        """Count rows and cells: those written, even empty, and those repeated."""
        self._cells += count
        if self._cells > CELLS.most:
            CELLS.check(self._cells)

    def put_aside(self, _attributes: Attributes) -> None:
        """Count an element that is neither row nor cell since the last row."""
        self.aside += 1
        if self.aside > ASIDE.most:
            ASIDE.check(self.aside)

    def declare(self, _attributes: Attributes) -> None:
        """Count a style, a format, a name, a sheet or a relation."""
        self._declared += 1
        DECLARED.check(self._declared)

    def once(self, kind: str, value: str) -> None:
        """ValueError for a name or part that occurs twice: it would be read once per occurrence."""
        known = f"{kind} {value}"
        if known in self._once:
            raise ValueError(known)
        self._once.add(known)
