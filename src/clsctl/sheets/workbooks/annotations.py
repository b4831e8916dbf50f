"""The annotations of a workbook, in any format: hidden and lost values, and number formats."""

from collections.abc import Iterable, Iterator

from clsctl.finding import Finding, Place
from clsctl.rules.workbooks import HIDDEN_COLUMNS
from clsctl.sheets.sheet import Row
from clsctl.sheets.workbooks.cell_forms import FormTable, Judgement


class Unseen:
    """The facts that the values of a workbook do not show; each format fills in what it records."""

    def check(self) -> None:
        """ValueError for a damaged structure."""

    def judge(self, _table: FormTable, _values: Iterable[Row]) -> Judgement:
        """Findings on hidden, merged, uncomputed, erroneous or differently displayed cells, from the header down.

        `values` are the rows as the library reads them.
        """
        return Judgement()


def hidden_columns(hidden: Iterable[tuple[int, int]], width: int, name: str) -> Iterator[Finding]:
    """A finding for each run of hidden columns, counted from 1, up to the last column with a value."""
    for first, last in hidden:
        if first <= width:
            end = min(last, width)
            value = letters(first) if first == end else f"{letters(first)}-{letters(end)}"
            yield Finding(HIDDEN_COLUMNS, Place(name), {"value": value})


def letters(number: int) -> str:
    """The letters of a column by its number from 1: `A`, `Z`, `AA`."""
    name = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
