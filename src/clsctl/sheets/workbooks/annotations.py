"""What the values of a workbook do not show, whatever its format: what is hidden or lost, and what the form tells."""

from collections.abc import Iterable, Iterator

from clsctl.finding import Finding, Place
from clsctl.rules.workbooks import HIDDEN_COLUMNS
from clsctl.sheets.sheet import Row
from clsctl.sheets.workbooks.cell_forms import Judgement, Table


class Unseen:
    """What the values of one workbook do not show; each format says as much of it as it holds."""

    def check(self) -> None:
        """ValueError for a damaged structure."""

    def judge(self, _table: Table, _values: Iterable[Row]) -> Judgement:
        """What is hidden, merged, never computed, an error, or displayed as another value, from the header on.

        `values` are the rows as the library reads them.
        """
        return Judgement()


def hidden_columns(hidden: Iterable[tuple[int, int]], width: int, name: str) -> Iterator[Finding]:
    """A finding for each run of hidden columns, first and last counted from 1, as far as columns hold a value."""
    for first, last in hidden:
        if first <= width:
            end = min(last, width)
            value = letters(first) if first == end else f"{letters(first)}-{letters(end)}"
            yield Finding(HIDDEN_COLUMNS, Place(name), {"value": value})


def letters(number: int) -> str:
    """The name of a column by its number from 1: `A`, `Z`, `AA`."""
    name = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
