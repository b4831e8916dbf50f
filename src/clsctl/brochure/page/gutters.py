"""The columns that no rule draws: stretches of a table that every line leaves free, and its lines by column."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from clsctl.brochure.page.sheets import Rectangle, Token
from clsctl.brochure.printed_amounts import parse_printed

WIDE = 0.9  # of a letter's size: a gap between two columns
NARROW = 0.4  # of a letter's size: a gap between two columns whose words are aligned; a space has 0.3
ALIGNED = 1.0  # points
CLOSE = 1.55  # of a letter's size: lines of one label
LEADING = 1.05  # of a letter's size: the narrowest leading of a text
GUTTER = 3.0  # points
YEAR = re.compile(r"20\d\d")  # below `Montant`
WordRow = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A baseline within a table: the words of each column, and whether a text crosses a column's edge.

    `apart`: on a filled ground that no row of its table has, as a sub-heading.
    """

    base: float
    by_column: dict[int, tuple[Token, ...]]
    crosses: bool
    apart: bool = False

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All words, from the left."""
        return tuple(token for column in sorted(self.by_column) for token in self.by_column[column])


def pieces(row: Sequence[Token], gap: float = WIDE) -> Iterator[WordRow]:
    """The words of a line, split at gaps wider than a share of their size."""
    run: list[Token] = []
    for token in row:
        if run and token.left - run[-1].right > gap * min(token.size, run[-1].size):
            yield tuple(run)
            run = []
        run.append(token)
    if run:
        yield tuple(run)


def is_amount(words: Sequence[Token]) -> bool:
    """True where the words are an amount or a dash."""
    return parse_printed(" ".join(token.text for token in words)) is not None


def ends_in_amount(row: Sequence[Token]) -> bool:
    """True for a line with an amount or a dash in its last column."""
    *_others, last = pieces(row, NARROW)
    return is_amount(last)


def begins_total(row: Sequence[Token]) -> bool:
    """True for a line that begins as a total does; `total` alone may end a column heading."""
    return len(row) > 1 and "".join(token.text for token in row[:2]).lower().startswith(
        ("total", "sous-total", "soustotal")
    )


def head_count(rows: Sequence[WordRow]) -> int:
    """The number of lines that begin a table as its column headings: bold, close together, in columns, no amount."""
    count = 0
    for row in rows:
        close = count == 0 or rows[count - 1][0].base - row[0].base < CLOSE * row[0].size
        if (
            not close
            or not all(token.bold for token in row)
            or (ends_in_amount(row) and not YEAR.fullmatch(row[-1].text))
        ):
            break
        count += 1
    spans = [(piece[0].left, piece[-1].right) for row in rows[:count] for piece in pieces(row, NARROW)]
    in_columns = max((left for left, _right in spans), default=0.0) > min(
        (right for _left, right in spans), default=0.0
    )
    apart = count == len(rows) or rows[count - 1][0].base - rows[count][0].base >= LEADING * rows[count][0].size
    return count if in_columns and apart else 0


def gutters(left: float, right: float, rows: Sequence[WordRow]) -> tuple[float, ...]:
    """The edges of the columns that no rule draws: stretches free of words in every line.

    A bold text alone in its line, or the label of a total, may stand in a merged cell: there it does not count.
    """
    heads = head_count(rows)
    every = _edges(left, right, rows, heads, merged=False)
    apart = _edges(left, right, rows, heads, merged=True)
    return every if len(every) >= len(apart) else apart


def _edges(left: float, right: float, rows: Sequence[WordRow], heads: int, *, merged: bool) -> tuple[float, ...]:
    kept = [tuple(_counted(row, merged=merged and number >= heads)) for number, row in enumerate(rows)]
    inner: list[float] = []
    end = 0.0
    for start, stop in sorted((piece[0].left, piece[-1].right) for found in kept for piece in found):
        if end and start - end > GUTTER:
            inner.append((start + end) / 2)
        end = max(end, stop)
    edges = (left, *_without_spaces(inner, kept), right)
    return _without_halves(edges, kept[:heads], kept[heads:])


def _without_spaces(edges: Sequence[float], kept: Sequence[Sequence[WordRow]]) -> Iterator[float]:
    """The edges in gaps that are wide, or behind which the words of every line are aligned."""
    for place, edge in enumerate(edges):
        beyond = edges[place + 1] if place + 1 < len(edges) else float("inf")
        before = [piece[-1] for found in kept for piece in found if piece[-1].right < edge]
        behind = [piece for found in kept for piece in found if edge < piece[0].left < beyond]
        starts, ends = [piece[0].left for piece in behind], [piece[-1].right for piece in behind]
        gap = min(starts, default=edge) - max((token.right for token in before), default=edge)
        aligned = any(max(side) - min(side) < ALIGNED for side in (starts, ends) if len(side) > 1)
        if aligned or gap > WIDE * min((piece[0].size for piece in behind), default=0.0):
            yield edge


def _counted(row: WordRow, *, merged: bool) -> Iterator[WordRow]:
    """The pieces of a line, without those that may stand in a `merged` cell."""
    found = list(pieces(row, NARROW))
    if merged and len(found) == 1 and all(token.bold for token in row):
        return
    yield from found[1 if merged and len(found) > 1 and begins_total(row) else 0 :]


def _without_halves(
    edges: Sequence[float], heads: Sequence[Sequence[WordRow]], body: Sequence[Sequence[WordRow]]
) -> tuple[float, ...]:
    """The edges without those between a heading and its cells, set apart: each belongs to a neighbour without one."""
    inner = edges[1:-1]
    headed, filled = _stretches(heads, inner), _stretches(body, inner)
    alone = [place in headed and place not in filled for place in range(len(inner) + 1)]
    bare = [place in filled and place not in headed for place in range(len(inner) + 1)]
    dropped: set[int] = set()
    for place in range(len(inner) + 1):
        if alone[place]:
            beside = [side for side in (place - 1, place + 1) if 0 <= side <= len(inner) and bare[side]]
            dropped |= {min(place, side) for side in beside}
    return (edges[0], *(edge for place, edge in enumerate(inner) if place not in dropped), edges[-1])


def _stretches(rows: Sequence[Sequence[WordRow]], edges: Sequence[float]) -> set[int]:
    """The stretches between `edges` that hold words."""
    return {_place(token, edges) for row in rows for piece in row for token in piece}


def _place(token: Token, edges: Sequence[float]) -> int:
    return sum((token.left + token.right) / 2 >= edge for edge in edges)


def written(rows: Sequence[WordRow], columns: Sequence[float]) -> Iterator[Written]:
    """The lines of a table by column; a text that stands over two columns `crosses`, except the label of a total."""
    edges = columns[1:-1]
    for row in rows:
        by_column: dict[int, list[Token]] = {}
        crosses = False
        for number, piece in enumerate(pieces(row, NARROW)):
            over = any(piece[0].left < edge - 2 and edge + 2 < piece[-1].right for edge in edges)
            if over and number == 0 and begins_total(row) and not is_amount(piece):
                by_column.setdefault(0, []).extend(piece)
                continue
            crosses = crosses or over
            for token in piece:
                by_column.setdefault(_place(token, edges), []).append(token)
        yield Written(row[0].base, {column: tuple(held) for column, held in by_column.items()}, crosses)


def is_priced(line: Written, last: int) -> bool:
    """True where the column `last` of a line holds an amount or a dash."""
    held = line.by_column.get(last)
    return held is not None and is_amount(held)


def amounts_in_cell(lines: Sequence[str]) -> int:
    """The number of amounts in the lines of a cell; one that wraps has its sign in the last line alone."""
    found = [printed for line in lines if (printed := parse_printed(line)) is not None and printed.montant is not None]
    whole = parse_printed(" ".join(lines))
    wraps = whole is not None and whole.signed and not any(printed.signed for printed in found[:-1])
    return min(len(found), 1) if wraps else len(found)


def on_ground(lines: Sequence[Written], boxes: Sequence[Rectangle], last: int) -> list[Written]:
    """The lines, those `apart` whose filled ground holds one text, where no amount stands on a filled ground."""
    found = list(lines)
    for box in boxes:
        held = [place for place, line in enumerate(lines) if _is_inside(line, box)]
        if any(is_priced(lines[place], last) for place in held):
            return list(lines)
        if all(set(lines[place].by_column) == {0} or lines[place].crosses for place in held):
            for place in held:
                found[place] = replace(lines[place], apart=True)
    return found if any(is_priced(line, last) for line in lines) else list(lines)


def _is_inside(line: Written, box: Rectangle) -> bool:
    inside = box.left <= line.tokens[0].left + 1 and line.tokens[-1].right <= box.right + 1
    return inside and box.low < line.base + 1 <= box.high


def gaps_of(lines: Sequence[Written]) -> list[float]:
    """The distances between neighbouring baselines."""
    return [one.base - two.base for one, two in pairwise(lines)]
