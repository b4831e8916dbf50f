"""What the values of a workbook do not show, whatever its format: what is hidden or lost, and what the form tells."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from clsctl.finding import Finding, Findings, Place
from clsctl.rules.workbooks import HIDDEN_COLUMNS, PERCENTAGE

# A workbook's sheet has at most 1 048 576 rows; the reader holds a cell for each place between the outermost.
MOST_CELLS = 20_000_000
# What a number format writes as it stands: quoted, escaped, a width to leave or to fill, a colour or a country.
LITERAL = re.compile(r'"[^"]*"|[\\_*].|\[[^\]]*\]')


@dataclass(frozen=True, slots=True)
class Shown:
    """The table that the values show: its file and sheet, the row of its header, its declared columns from 0."""

    file: str
    sheet: str
    header_line: int
    columns: Mapping[int, str]


class Unseen:
    """What the values of one workbook do not show; each format says as much of it as it holds."""

    def check_extent(self) -> None:
        """ValueError where reading the values would take memory past all measure."""

    def faults(self, _table: Shown) -> Findings:
        """What is hidden, merged, never computed, an error or a percentage at or below the header of the table."""
        return Findings()


def hidden_columns(hidden: Iterable[tuple[int, int]], width: int, name: str) -> Iterator[Finding]:
    """A finding for each run of hidden columns, first and last counted from 1, as far as columns hold a value."""
    for first, last in hidden:
        if first <= width:
            end = min(last, width)
            value = letters(first) if first == end else f"{letters(first)}-{letters(end)}"
            yield Finding(HIDDEN_COLUMNS, Place(name), {"value": value})


def is_percentage(number_format: str) -> bool:
    """True for a format, as Excel writes it, that shows 0.5 as 50 %."""
    return "%" in LITERAL.sub("", number_format)


def percentages(number: float, columns: range, line: int, table: Shown) -> Iterator[Finding]:
    """A finding for each declared column, of these from 0, that holds the number shown as a percentage."""
    shown = f"{(100 * Decimal(repr(number))).normalize():f} %"
    for index, name in table.columns.items():
        if index in columns:
            yield Finding(PERCENTAGE, Place(table.file, line, name), {"value": shown, "number": f"{number:.15g}"})


def letters(number: int) -> str:
    """The name of a column by its number from 1: `A`, `Z`, `AA`."""
    name = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
