"""The rows of a drawn table: the words of a page within the cells of its grid, band by band."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from clsctl.brochure.page.cells import DrawnCell
from clsctl.brochure.page.grids import Grid
from clsctl.brochure.page.outline import clean
from clsctl.brochure.page.sheets import PdfPage, Token
from clsctl.brochure.printed_amounts import parse_printed

WIDE = 0.9  # of a letter's size: a gap between two columns
CLOSE = 1.4  # of a letter's size: lines of one label
LEADING = 1.7  # of a letter's size: lines further apart are not one label
REACH = 3.0  # of a letter's size: how far the next row of a table may stand below its last line
EVEN = 0.6  # points by which the sizes of one label may differ


@dataclass(frozen=True, slots=True)
class Drawn:
    """A row of a grid: its cells and the words that they hold."""

    cells: tuple[DrawnCell, ...]
    tokens: tuple[Token, ...]
    ruled: bool = False

    @property
    def base(self) -> float:
        """The baseline of its first line."""
        return max(token.base for token in self.tokens)

    @property
    def size(self) -> float:
        """The usual size of its letters."""
        return median(token.size for token in self.tokens)


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


def rows_of(grid: Grid, sheet: PdfPage) -> tuple[list[Drawn], int]:
    """The rows of `grid` that its lines prove, and the number of its columns; the words of other bands stay free."""
    inside = _inside(grid, sheet)
    if not inside:
        return [], 0
    drawn_columns = len(grid.columns) > 2
    columns = (
        grid.columns if drawn_columns else gutters(grid.columns[0], grid.columns[-1], [*_headed(grid, sheet), *inside])
    )
    if len(columns) < 3:
        return [], 0
    rows: list[Drawn] = []
    for index in range(len(grid.heights) - 1):
        high, low = grid.heights[index], grid.heights[index + 1]
        if drawn_columns and index not in grid.open_rows:
            rows += _closed(grid, index, inside)
        else:
            lines = list(written([row for row in inside if low < row[0].base + 1 <= high], columns))
            rows += rows_of_runs(lines, len(columns) - 1)
    if len(columns) > 3 and not grid.ruled:
        rows = [*_above(grid, sheet, columns), *rows, *_below(grid, sheet, columns)]
    priced = any(_amounts(cell.text) for row in rows for cell in row.cells)
    ruled = drawn_columns and any(len([cell for cell in row.cells if cell.text]) > 1 for row in rows)
    if not priced and not ruled:
        return [], 0
    return [row for row in rows if row.tokens], len(columns) - 1


def _inside(grid: Grid, sheet: PdfPage) -> list[tuple[Token, ...]]:
    """The words within the grid, by baseline."""
    area = grid.area
    rows = []
    for row in sheet.rows:
        if not area.low < row[0].base + 1 <= area.high:
            continue
        kept = tuple(token for token in row if area.left - 2 <= (token.left + token.right) / 2 <= area.right + 2)
        if kept:
            rows.append(kept)
    return rows


def _closed(grid: Grid, index: int, inside: Sequence[tuple[Token, ...]]) -> Iterator[Drawn]:
    """The row of cells that begin in a band with drawn sides; none where one of its cells holds several rows."""
    cells: list[DrawnCell] = []
    tokens: list[Token] = []
    for each in sorted((one for one in grid.fields if one.row == index), key=lambda one: one.column):
        high, low = grid.heights[each.row], grid.heights[each.row + each.down]
        left, right = grid.columns[each.column], grid.columns[each.column + each.across]
        lines = []
        for row in inside:
            held = tuple(token for token in row if left <= (token.left + token.right) / 2 < right)
            if held and low < held[0].base + 1 <= high:
                lines.append(held)
        cell = _cell(lines, each.column, each.across, each.down, filled=each.filled)
        if sum(_amounts(line) for line in cell.text.split("\n")) > 1:
            return
        cells.append(cell)
        tokens += [token for line in lines for token in line]
    if tokens:
        yield Drawn(tuple(cells), tuple(tokens), ruled=True)


def _cell(
    lines: Sequence[tuple[Token, ...]], column: int, across: int = 1, down: int = 1, *, filled: bool = False
) -> DrawnCell:
    texts = (clean(" ".join(token.text for token in line)).strip() for line in lines)
    held = [token for line in lines for token in line]
    bold = bool(held) and all(token.bold for token in held)
    return DrawnCell("\n".join(text for text in texts if text), column, across, down, bold, filled)


def _amounts(text: str) -> bool:
    printed = parse_printed(text)
    return printed is not None and printed.montant is not None


def _headed(grid: Grid, sheet: PdfPage) -> Iterator[tuple[Token, ...]]:
    """The lines just above a grid that have several pieces, as column headings have."""
    for row in _beside(grid, sheet, above=True):
        if row[0].base - grid.heights[0] < REACH * row[0].size and len(list(pieces(row))) > 2:
            yield row


def gutters(left: float, right: float, inside: Sequence[tuple[Token, ...]]) -> tuple[float, ...]:
    """The edges of the columns that no rule draws: stretches free of words in every line but bold ones of one piece."""
    taken: list[tuple[float, float]] = []
    for row in inside:
        found = list(pieces(row))
        if len(found) > 1 or not all(token.bold for token in row):  # a bold text alone may be a merged sub-heading
            taken += [(piece[0].left, piece[-1].right) for piece in found]
    edges = [left]
    end = 0.0
    for start, stop in sorted(taken):
        if end and start - end > 3:
            edges.append((start + end) / 2)
        end = max(end, stop)
    return _without_halves((*edges, right), inside)


def _without_halves(edges: Sequence[float], rows: Sequence[tuple[Token, ...]]) -> tuple[float, ...]:
    """The edges without those between a heading and its amounts, set apart: bold words alone, beside plain ones."""
    stretches: dict[int, list[tuple[int, Token]]] = {}
    for number, row in enumerate(rows):
        for token in row:
            place = sum((token.left + token.right) / 2 >= edge for edge in edges[1:-1])
            stretches.setdefault(place, []).append((number, token))
    kept = []
    for place, edge in enumerate(edges[1:-1]):
        sides = [stretches.get(side, []) for side in (place, place + 1)]
        lines = [{number for number, _token in side} for side in sides]
        heads = [all(token.bold for _number, token in side) for side in sides]
        if lines[0] & lines[1] or heads[0] == heads[1]:
            kept.append(edge)
    return (edges[0], *kept, edges[-1])


def pieces(row: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """The words of a line, split at wide gaps."""
    run: list[Token] = []
    for token in row:
        if run and token.left - run[-1].right > WIDE * min(token.size, run[-1].size):
            yield tuple(run)
            run = []
        run.append(token)
    if run:
        yield tuple(run)


def written(rows: Sequence[tuple[Token, ...]], columns: Sequence[float]) -> Iterator[Written]:
    """The lines of a table by column; a text that stands over two columns `crosses`."""
    for row in rows:
        by_column: dict[int, list[Token]] = {}
        crosses = False
        for piece in pieces(row):
            crosses = crosses or any(piece[0].left < edge - 2 and edge + 2 < piece[-1].right for edge in columns[1:-1])
        for token in row:
            place = (token.left + token.right) / 2
            column = sum(place >= edge for edge in columns[1:-1])
            by_column.setdefault(column, []).append(token)
        yield Written(row[0].base, {column: tuple(held) for column, held in by_column.items()}, crosses)


def _above(grid: Grid, sheet: PdfPage, columns: Sequence[float]) -> list[Drawn]:
    """The column headings that stand above the first line of a grid."""
    found: list[Written] = []
    edge = grid.heights[0]
    size = median(token.size for row in _inside(grid, sheet) for token in row)
    for line in reversed(list(written(_beside(grid, sheet, above=True), columns))):
        far = line.base - edge > REACH * line.tokens[0].size or line.tokens[0].size > size + EVEN
        near = not found or edge - line.base > -1.4 * line.tokens[0].size
        if far or line.crosses or is_priced(line, len(columns) - 2) or (len(line.by_column) < 2 and not near):
            break
        found.insert(0, line)
        edge = line.base
    while found and len(found[0].by_column) < 2:
        found.pop(0)
    return [drawn_row(found, len(columns) - 1)] if found else []


def _below(grid: Grid, sheet: PdfPage, columns: Sequence[float]) -> list[Drawn]:
    """The rows below the last line of a grid, as far as they stand in its columns."""
    found: list[Written] = []
    edge = grid.heights[-1]
    size = median(token.size for row in _inside(grid, sheet) for token in row)
    for line in written(_beside(grid, sheet, above=False), columns):
        if edge - line.base > REACH * line.tokens[0].size or line.tokens[0].size > size + EVEN:
            break
        found.append(line)
        edge = line.base
    last = max((index for index, line in enumerate(found) if is_priced(line, len(columns) - 2)), default=-1)
    while 0 <= last < len(found) - 1 and found[last].base - found[last + 1].base < CLOSE * size:
        last += 1  # the last lines of a label whose amount stands beside the first one
    return list(rows_of_runs(found[: last + 1], len(columns) - 1))


def _beside(grid: Grid, sheet: PdfPage, *, above: bool) -> list[tuple[Token, ...]]:
    """The lines of a page above or below a grid, in its width."""
    area = grid.area
    rows = [row for row in sheet.rows if (row[0].base + 1 > area.high if above else row[0].base + 1 <= area.low)]
    return [row for row in rows if row[0].left >= area.left - 2 and row[-1].right <= area.right + 2]


def rows_of_runs(lines: Sequence[Written], count: int) -> Iterator[Drawn]:
    """The rows between the sub-headings of a band without upright lines."""
    run: list[Written] = []
    for line in lines:
        if _is_apart(line, lines):
            yield from _bare(run, count)
            run = []
        else:
            run.append(line)
    yield from _bare(run, count)


def _bare(lines: Sequence[Written], count: int) -> Iterator[Drawn]:
    """The rows of a band without upright lines: as many as it has amounts or dashes in its last column."""
    priced = [line for line in lines if is_priced(line, count - 1)]
    if not priced or any(line.crosses for line in lines):
        return
    for group in _groups(lines, len(priced)):
        if sum(is_priced(line, count - 1) for line in group) != 1 or not _is_even(group):
            return
        yield drawn_row(group, count)


def drawn_row(group: Sequence[Written], count: int) -> Drawn:
    """The lines of one row as its cells."""
    texts = [[line.by_column[column] for line in group if column in line.by_column] for column in range(count)]
    cells = tuple(_cell(held, column) for column, held in enumerate(texts))
    return Drawn(cells, tuple(token for line in group for token in line.tokens))


def _is_apart(line: Written, lines: Sequence[Written]) -> bool:
    """True for a bold line in the first column alone, where the others are not bold: a sub-heading."""
    alone = set(line.by_column) == {0} or line.crosses
    plain = any(not token.bold for other in lines for token in other.tokens)
    return alone and plain and all(token.bold for token in line.tokens)


def is_priced(line: Written, last: int) -> bool:
    """True where the column `last` of a line holds an amount or a dash."""
    held = line.by_column.get(last)
    return held is not None and parse_printed(" ".join(token.text for token in held)) is not None


def _groups(lines: Sequence[Written], count: int) -> list[list[Written]]:
    """The lines in `count` groups, parted at the widest gaps; one group where those are not wider than the others."""
    gaps = [one.base - two.base for one, two in pairwise(lines)]
    cuts = sorted(sorted(range(len(gaps)), key=lambda place: -gaps[place])[: count - 1])
    rest = [gap for place, gap in enumerate(gaps) if place not in cuts]
    if cuts and rest and min(gaps[place] for place in cuts) < max(rest) + 1:
        return [list(lines)]
    starts = [0, *(place + 1 for place in cuts), len(lines)]
    return [list(lines[one:two]) for one, two in pairwise(starts)]


def _is_even(group: Sequence[Written]) -> bool:
    """True where the lines of a group are set alike and close to each other."""
    sizes = [median(token.size for token in line.tokens) for line in group]
    gaps = [one.base - two.base for one, two in pairwise(group)]
    labels = [all(token.bold for token in line.by_column[0]) for line in group if 0 in line.by_column]
    return (
        max(sizes) - min(sizes) <= EVEN and all(gap <= LEADING * max(sizes) for gap in gaps) and len(set(labels)) <= 1
    )
