"""The columns that no rule draws: stretches of a table that every line leaves free, and its lines by column."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from clsctl.brochure.page.sheets import Token
from clsctl.brochure.printed_amounts import parse_printed

WIDE = 0.9  # of a letter's size: a gap between two columns
CLOSE = 1.4  # of a letter's size: lines of one label
LEADING = 1.05  # of a letter's size: the narrowest leading of a text
GUTTER = 3.0  # points
WordRow = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A baseline within a table: the words of each column, and whether a text crosses a column's edge."""

    base: float
    by_column: dict[int, tuple[Token, ...]]
    crosses: bool

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All words, from the left."""
        return tuple(token for column in sorted(self.by_column) for token in self.by_column[column])


def pieces(row: Sequence[Token]) -> Iterator[WordRow]:
    """The words of a line, split at wide gaps."""
    run: list[Token] = []
    for token in row:
        if run and token.left - run[-1].right > WIDE * min(token.size, run[-1].size):
            yield tuple(run)
            run = []
        run.append(token)
    if run:
        yield tuple(run)


def is_amount(words: Sequence[Token]) -> bool:
    """True where the words are an amount or a dash."""
    return parse_printed(" ".join(token.text for token in words)) is not None


def begins_total(row: Sequence[Token]) -> bool:
    """True for a line that begins as a total does."""
    return "".join(token.text for token in row[:2]).lower().startswith(("total", "sous-total", "soustotal"))


def head_count(rows: Sequence[WordRow]) -> int:
    """How many lines begin a table as its column headings: bold, close to each other, in columns, without an amount."""
    count = 0
    for row in rows:
        close = count == 0 or rows[count - 1][0].base - row[0].base < CLOSE * row[0].size
        if not close or not all(token.bold for token in row) or any(map(is_amount, pieces(row))):
            break
        count += 1
    in_columns = any(len(list(pieces(row))) > 1 for row in rows[:count])
    apart = count == len(rows) or rows[count - 1][0].base - rows[count][0].base >= LEADING * rows[count][0].size
    return count if in_columns and apart else 0


def gutters(left: float, right: float, rows: Sequence[WordRow]) -> tuple[float, ...]:
    """The edges of the columns that no rule draws: stretches free of words in every line.

    A bold text alone in its line, or the label of a total, may stand in a merged cell: where it does, it does not count.
    """
    heads = head_count(rows)
    every = _edges(left, right, rows, heads, merged=False)
    apart = _edges(left, right, rows, heads, merged=True)
    return every if len(every) >= len(apart) else apart


def _edges(left: float, right: float, rows: Sequence[WordRow], heads: int, *, merged: bool) -> tuple[float, ...]:
    kept = [tuple(_counted(row, merged=merged and number >= heads)) for number, row in enumerate(rows)]
    edges = [left]
    end = 0.0
    for start, stop in sorted((piece[0].left, piece[-1].right) for found in kept for piece in found):
        if end and start - end > GUTTER:
            edges.append((start + end) / 2)
        end = max(end, stop)
    return _without_halves((*edges, right), kept[:heads], kept[heads:])


def _counted(row: WordRow, *, merged: bool) -> Iterator[WordRow]:
    """The pieces of a line, without those that may stand in a `merged` cell."""
    found = list(pieces(row))
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
        for number, piece in enumerate(pieces(row)):
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


def gaps_of(lines: Sequence[Written]) -> list[float]:
    """The distances between neighbouring baselines."""
    return [one.base - two.base for one, two in pairwise(lines)]
