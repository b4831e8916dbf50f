"""The place of each line on its page: the row of a table, else its distance from the upper left corner."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from clsctl.brochure.page.outline import Line, Outline

MILLIMETRE = 72 / 25.4  # points


@dataclass(frozen=True, slots=True)
class PageSpot:
    """A place in the file: its sheet from 1 (0: none), and the table of that sheet with its row, both from 1.

    Outside tables `table` is 0; `left` and `top` are then millimetres from the edges of the page.
    """

    sheet: int
    table: int = 0
    row: int = 0
    left: int = 0
    top: int = 0


def spots_of(outline: Outline) -> Mapping[int, PageSpot]:
    """The place of each line by its number; a text without tables and pages has none."""
    tables: dict[int, tuple[int, int]] = {}  # the sheet of each drawn table, and its number there
    count: Counter[int] = Counter()
    rows: Counter[int] = Counter()
    spots: dict[int, PageSpot] = {}
    for line in outline.lines:
        if line.boxed is not None:
            number = line.boxed.table
            if number not in tables:
                count[line.sheet] += 1
                tables[number] = (line.sheet, count[line.sheet])
            rows[number] += 1
            spots[line.number] = PageSpot(*tables[number], rows[number])
        elif line.extent is not None:
            spots[line.number] = _measured(line)
    return spots


def _measured(line: Line) -> PageSpot:
    extent = line.extent
    assert extent is not None  # noqa: S101 (asked for lines with an extent)
    return PageSpot(line.sheet, left=round(extent.left / MILLIMETRE), top=round(extent.top / MILLIMETRE))
