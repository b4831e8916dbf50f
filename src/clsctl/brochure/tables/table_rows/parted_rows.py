"""Rows that a page break parts: the lower half, first of its table on the next page, joined to the upper one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from clsctl.brochure.page.cells import BoxedRow, DrawnCell
from clsctl.brochure.page.outline import Line, one_space
from clsctl.brochure.printed_amounts import parse_printed
from clsctl.brochure.words.column_heads import ColumnKind, column_of
from clsctl.brochure.words.names import Names
from clsctl.brochure.words.wrapping import ends_open, starts_inside

COMPOUND = re.compile("[a-z]-[a-z]")  # `e-inclusion` begins a label


def with_whole_rows(lines: Sequence[Line], names: Names) -> Iterator[Line]:
    """The lines, each row that a page break parts as one, with the numbers of both its lines."""
    held: list[Line] = []  # the latest row, and what may stand between it and its lower half
    for line in lines:
        if line.boxed is None:
            if held and not (line.edge or line.text.isdigit()):
                yield from held
                held = []
                yield line
            elif held:
                held.append(line)
            else:
                yield line
        elif held and _is_repeated(line, names) and line.sheet != held[0].sheet:
            held.append(line)
        elif held and (whole := _joined(held[0], line)) is not None:
            yield from (whole, *held[1:])
            held = []
        else:
            yield from held
            held = [line]
    yield from held


def _is_repeated(line: Line, names: Names) -> bool:
    """True for the headings that a table repeats on each page: those of its columns, or of its axis."""
    cells = line.boxed.filled_cells if line.boxed is not None else ()
    if len(cells) == 1:
        return names.axe(one_space(cells[0].text)) is not None
    return sum(column_of(cell.text) is not ColumnKind.OTHER for cell in cells) > len(cells) / 2


def _joined(upper: Line, lower: Line) -> Line | None:
    """The two halves as one row; None where they are two rows."""
    one, two = upper.boxed, lower.boxed
    if one is None or two is None or lower.sheet != upper.sheet + 1 or one.columns != two.columns:
        return None
    above = {cell.column: cell for cell in one.cells}
    below = {cell.column: cell for cell in two.cells}
    if any(cell.text for column, cell in below.items() if column not in above) or not set(above) <= set(below):
        return None  # an objective of its own, or fewer cells
    if not _goes_on(one, above, below):
        return None
    cells = tuple(replace(cell, text=_both(cell, below[cell.column])) for cell in one.cells)
    text = one_space(" ".join(cell.text for cell in cells))
    texts = tuple(cell.text for cell in cells)
    also = (*upper.also, *lower.numbers)
    return replace(upper, text=text, cells=texts, also=also, boxed=replace(one, cells=cells))


def _both(cell: DrawnCell, other: DrawnCell) -> str:
    return "\n".join(text for text in (cell.text, other.text) if text)


def _goes_on(row: BoxedRow, above: dict[int, DrawnCell], below: dict[int, DrawnCell]) -> bool:
    """True where the lower half completes the amount, or has none and goes on in a word of the upper one."""
    last = row.columns - 1
    if last not in above:
        return False
    amounts = [parse_printed(one_space(cell.text)) for cell in (above[last], below[last])]
    if below[last].text and amounts[1] is None:
        whole = parse_printed(one_space(_both(above[last], below[last])))
        return amounts[0] is not None and whole is not None and whole.montant is not None
    if (amounts[0] is None) == (amounts[1] is None) or (above[last].text and amounts[0] is None):
        return False
    others = [column for column in above if column != last and below[column].text]
    if any(parse_printed(one_space(below[column].text)) is not None for column in others):
        return False  # a number or an amount of its own
    return any(_runs_on(above[column].text, below[column].text) for column in others)


def _runs_on(upper: str, lower: str) -> bool:
    open_end = ends_open(upper.rsplit("\n", 1)[-1])
    inside = lower.startswith("(") or (starts_inside(lower) and COMPOUND.match(lower) is None)
    return bool(upper) and (inside or open_end) and not upper.rstrip().endswith((".", ";"))
