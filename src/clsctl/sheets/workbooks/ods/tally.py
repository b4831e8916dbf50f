"""The tally of an .ods before its reader opens it: cells, positions, characters, names."""

from collections.abc import Callable, Mapping

from clsctl.sheets.limits import COLUMNS, LETTERS, ROWS
from clsctl.sheets.workbooks.archive import Attributes, Tally, Watch, local
from clsctl.sheets.workbooks.tally_sums import Sums

CONTENT, MANIFEST = "content.xml", "META-INF/manifest.xml"
COLUMNS_REPEATED, ROWS_REPEATED = "number-columns-repeated", "number-rows-repeated"
STORED = ("value-type", "value", "string-value", "date-value", "time-value", "boolean-value", "formula")


class LockedError(Exception):
    """The workbook is protected by a password."""


class OdsTally(Tally):
    """The tally of an .ods: repeated cells count each time, as its reader expands them."""

    def __init__(self) -> None:
        self._sums = Sums()
        self._roles = _Roles()
        self._position: Callable[[], int] = int
        self._begin_table()

    def open(self, path: str, position: Callable[[], int]) -> Mapping[str, Watch] | None:
        """The callbacks for the elements that count in the content or manifest; other parts are not read."""
        self._position = position
        if path == MANIFEST:
            return {"file-entry": self._sums.declare, "encryption-data": _locked}
        if path != CONTENT:
            return None
        declared = dict.fromkeys(("named-range", "named-expression", "table-properties"), self._sums.declare)
        cells = {"table-cell": self._cell, "covered-table-cell": self._cell}
        rows = {"table": self._table, "table-row": self._row}
        return {**declared, **cells, **rows, "s": self._spaces, "": self._sums.put_aside}

    def text(self, data: str) -> None:
        """A text."""
        self._sums.add_text(data)

    def close(self) -> None:
        """End of the part and of its last table."""
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
        self._rows, self._column, self._last, self._written = rows, 0, 0, 0
        self._once = self._weight = self._begin = self._repeat = self._sums.aside = 0

    def _row(self, attributes: Attributes) -> None:
        self._end_row()
        self._begin_row(self._repeated(attributes, ROWS_REPEATED, ROWS.most))

    def _cell(self, attributes: Attributes) -> None:
        if self._repeat:
            self._end_cell()
        self._sums.add_cells(1)
        repeat, is_stored = 1, False
        for key, value in attributes.items():
            role = self._roles[key]
            if role == COLUMNS_REPEATED:
                repeat = _times(value, COLUMNS.most)
            elif role == STORED:
                is_stored = True
        self._column += repeat
        if is_stored:
            self._last = self._column
            self._written += 1
            COLUMNS.check(self._last)
            if repeat > 1 or self._rows > 1:
                self._repeat, self._begin = repeat, self._position()

    def _spaces(self, attributes: Attributes) -> None:
        """Blanks encoded as a count; they are repeated with the cell."""
        count = int(next((value for key, value in attributes.items() if local(key) == "c"), "1"))
        self._sums.letters += max(count, 0)
        LETTERS.check(self._sums.letters)
        self._begin -= max(count, 0)

    def _end_cell(self) -> None:
        """The bytes of a repeated cell, once its text is complete."""
        size = self._position() - self._begin
        self._once, self._weight = self._once + size, self._weight + size * self._repeat
        self._repeat = 0

    def _end_row(self) -> None:
        if self._repeat:
            self._end_cell()
        self._sums.add_cells(1)
        if not self._last:
            self._empty_rows += self._rows
            return
        self._width, self._height = max(self._width, self._last), self._height + self._empty_rows + self._rows
        self._empty_rows = 0
        self._sums.add_cells(self._last * self._rows - self._written)
        self._sums.letters += self._weight * self._rows - self._once
        LETTERS.check(self._sums.letters)

    def _end_table(self) -> None:
        self._end_row()
        self._sums.add_places(self._width, min(self._height, ROWS.most))
        self._last = 0

    def _repeated(self, attributes: Attributes, name: str, most: int) -> int:
        """The repetitions of an element; readers stop at the last row. ValueError for a value that is not a number."""
        return next((_times(value, most) for key, value in attributes.items() if self._roles[key] == name), 1)


class _Roles(dict[str, str | tuple[str, ...] | None]):
    """The attributes by name with namespace."""

    def __missing__(self, key: str) -> str | tuple[str, ...] | None:
        name = local(key)
        role = name if name in {COLUMNS_REPEATED, ROWS_REPEATED} else STORED if name in STORED else None
        self[key] = role
        return role


def _times(value: str, most: int) -> int:
    """A number of repetitions; ValueError below 0."""
    if (times := int(value)) < 0:
        raise ValueError(value)
    return min(times, most)


def _locked(_attributes: Attributes) -> None:
    raise LockedError
