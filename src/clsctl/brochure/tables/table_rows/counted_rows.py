"""The rows of tables without drawn cells, counted by their amounts where each row carries one, or a dash.

A label that wraps before a capital shows no mark of it. Where the whole text places its amounts alike (beside the first
line of a label, the last or the middle one), the amounts part the lines into rows.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from itertools import pairwise

from clsctl.brochure.page.outline import Above, Line
from clsctl.brochure.tables.table_rows.row_halves import Halves
from clsctl.brochure.words.wrapping import ends_open, starts_inside

SLACK = 0.5  # points by which a measure may err
SPACE = 0.25  # of a letter's size
LONGEST = 90  # characters of a line that a text may wrap without another sign of it


class AmountPlace(StrEnum):
    """The position of the amount of a row beside the lines of its label."""

    FIRST = auto()
    LAST = auto()
    MIDDLE = auto()


@dataclass(frozen=True, slots=True)
class Run:
    """The lines of a table under one sub-heading, in halves, without drawn cells."""

    lines: tuple[Line, ...]
    halves: tuple[Halves, ...]
    limit: float | None = None


Rows = tuple[tuple[int, ...], ...]


def counted(runs: Sequence[Run]) -> Mapping[int, bool]:
    """For each line by number, whether it continues the row above; empty where the text has no one way to count.

    A run that does not agree with the way of all the others is left out.
    """
    wrapped = [run for run in runs if len(run.lines) > sum(bool(half.amounts) for half in run.halves)]
    agreed = {place: [(run, rows) for run in wrapped if (rows := _agreed(run, place))] for place in AmountPlace}
    best = max(AmountPlace, key=lambda place: len(agreed[place]))
    rivals = [place for place in AmountPlace if place is not best and len(agreed[place]) == len(agreed[best])]
    if 2 * len(agreed[best]) < len(wrapped) or any(agreed[place] != agreed[best] for place in rivals):
        return {}
    shown = [_is_shown(run, one, two) for run, rows in agreed[best] for row in rows for one, two in pairwise(row)]
    if 2 * sum(shown) < len(shown):
        return {}  # lines without an amount, that nothing shows to be wrapped
    seen = set(map(id, wrapped))
    plain = [(run, rows) for run in runs if id(run) not in seen and (rows := _agreed(run, best))]
    return {
        run.lines[index].number: index != row[0]
        for run, rows in (*agreed[best], *plain)
        for row in rows
        for index in row
    }


def _agreed(run: Run, place: AmountPlace) -> Rows | None:
    if place is not AmountPlace.LAST and not run.lines[0].sheet:
        return None  # a text has the amount at the end of its row
    rows = _parted(run, place)
    return rows if rows is not None and _agrees(run, rows) else None


def _parted(run: Run, place: AmountPlace) -> Rows | None:
    """The lines of each row, where `place` is that of every amount; None where that leaves a row without one."""
    priced = [bool(half.amounts) for half in run.halves]
    if any(len(half.amounts) > 1 or half.bad or half.weak for half in run.halves):
        return None
    return {AmountPlace.FIRST: _from_first, AmountPlace.LAST: _to_last, AmountPlace.MIDDLE: _around}[place](run, priced)


def _from_first(run: Run, priced: Sequence[bool]) -> Rows | None:
    starts = [index for index, has in enumerate(priced) if has]
    if not starts or starts[0] != 0 or any(not run.halves[index].label for index in starts):
        return None
    return _between(starts, len(priced))


def _to_last(_run: Run, priced: Sequence[bool]) -> Rows | None:
    if not priced or not priced[-1]:
        return None
    ends = [index for index, has in enumerate(priced) if has]
    rows = _between([0, *(end + 1 for end in ends[:-1])], len(priced))
    return rows if all(any(_run.halves[index].label for index in row) for row in rows) else None


def _around(run: Run, priced: Sequence[bool]) -> Rows | None:
    """Rows whose amount has as many lines of its label above it as below."""
    rows: list[tuple[int, ...]] = []
    start = 0
    while start < len(priced):
        amount = next((index for index in range(start, len(priced)) if priced[index]), None)
        if amount is None:
            return None
        end = amount + (amount - start) + 1
        alone = not run.halves[amount].label
        if end > len(priced) or any(priced[amount + 1 : end]) or (alone and amount == start):
            return None
        rows.append(tuple(range(start, end)))
        start = end
    return tuple(rows)


def _between(starts: Sequence[int], end: int) -> Rows:
    return tuple(tuple(range(one, two)) for one, two in zip(starts, (*starts[1:], end), strict=True))


def _agrees(run: Run, rows: Rows) -> bool:
    """True where no line shows the contrary: by its words, by its spacing, or by room for the next word."""
    limit = run.limit if run.limit is not None else max((_end(line) for line in run.lines), default=0.0)
    for row in rows:
        labels = [index for index in row if run.halves[index].label]
        first = run.lines[labels[0]]
        label = run.halves[labels[0]].label
        if starts_inside(label) and first.sheet and not re.match(r"[a-z]-[a-z]", label):
            return False
        if row[0] and labels[0] == row[0] and _above(run, row[0]) is Above.SAME:
            return False
        for one, two in pairwise(labels):
            above, below = run.lines[one], run.lines[two]
            if below.above is Above.APART and not (starts_inside(below.cells[0]) and ends_open(above.cells[0])):
                return False
            if not _in_paragraph(run, row) and _has_room(above, below, limit):
                return False
    return True


def _is_shown(run: Run, one: int, two: int) -> bool:
    """True where the words or the page show that two lines are one label."""
    above, below = run.lines[one], run.lines[two]
    if not (run.halves[one].label and run.halves[two].label):
        return True
    return below.above is Above.SAME or starts_inside(below.cells[0]) or ends_open(above.cells[0])


def _in_paragraph(run: Run, row: Sequence[int]) -> bool:
    """True where the amount stands alone below the lines of one paragraph."""
    *lines, last = row
    alone = not run.halves[last].label and run.lines[last].above is Above.APART
    return alone and not any(run.halves[index].amounts for index in lines)


def _above(run: Run, index: int) -> Above:
    before = next((i for i in range(index - 1, -1, -1) if run.halves[i].label), None)
    if before is None:
        return Above.UNKNOWN
    line = run.lines[index]
    open_end = not run.halves[before].amounts and ends_open(run.halves[before].label)
    return Above.SAME if line.above is Above.SAME or open_end else Above.UNKNOWN


def _end(line: Line) -> float:
    return line.extent.end if line.extent is not None else float(len(line.cells[0]))


def _has_room(above: Line, below: Line, limit: float) -> bool:
    """True where the first word of `below` would have fitted on the line above: it wrapped for another reason."""
    if above.extent is not None and below.extent is not None:
        return above.extent.end + SPACE * above.extent.size + below.extent.first <= limit - SLACK
    return len(above.cells[0]) + 1 + len(below.cells[0].split(" ")[0]) <= limit


def limits(runs: Iterable[Sequence[Line]]) -> Iterator[tuple[int, float]]:
    """The right edge of the labels, by the left edge of their column, over the whole text."""
    ends: dict[int, float] = {}
    for lines in runs:
        for line in lines:
            if line.extent is not None and line.cells[0]:
                key = column_key(line)
                ends[key] = max(ends.get(key, 0.0), line.extent.end)
    yield from ends.items()


def column_key(line: Line) -> int:
    """The column of labels in which `line` stands, by its left edge."""
    return round(line.extent.left / 8) if line.extent is not None else 0
