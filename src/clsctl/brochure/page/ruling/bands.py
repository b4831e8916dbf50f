"""The rows of a drawn table: the words of a page within the cells of its grid, band by band."""

from collections.abc import Iterator, Sequence
from statistics import median

from clsctl.brochure.page.cells import DrawnCell
from clsctl.brochure.page.gutters import (
    CLOSE,
    WordRow,
    Written,
    amounts_in_cell,
    begins_total,
    ends_in_amount,
    gutters,
    is_priced,
    on_ground,
    pieces,
    written,
)
from clsctl.brochure.page.row_groups import EVEN, Drawn, drawn_row, rows_of_runs, text_cell
from clsctl.brochure.page.ruling.grids import Grid
from clsctl.brochure.page.sheets import PdfPage, Token
from clsctl.brochure.printed_amounts import parse_printed

REACH = 3.0  # of a letter's size: how far the next row of a table may stand below its last line


def rows_of(grid: Grid, sheet: PdfPage) -> tuple[list[Drawn], int]:
    """The rows of `grid` that its lines prove, and the number of its columns; the words of other bands stay free."""
    inside = _inside(grid, sheet)
    if not inside:
        return [], 0
    drawn_columns = len(grid.columns) > 2
    columns = grid.columns if drawn_columns else gutters(grid.columns[0], grid.columns[-1], _near(grid, sheet, inside))
    if len(columns) < 3:
        return [], 0
    rows: list[Drawn] = []
    among = on_ground(list(written(inside, columns)), sheet.boxes, len(columns) - 2)
    for index in range(len(grid.heights) - 1):
        high, low = grid.heights[index], grid.heights[index + 1]
        if drawn_columns and index not in grid.open_rows:
            rows += _closed(grid, index, inside)
        else:
            lines = [line for line in among if low < line.base + 1 <= high]
            rows += rows_of_runs(lines, len(columns) - 1, among)
    if not grid.ruled:
        heads = _above(grid, sheet, columns) if len(columns) > 3 else []
        rows = [*heads, *rows, *_below(grid, sheet, columns)]
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
        cell = text_cell(lines, each.column, each.across, each.down, filled=each.filled)
        if amounts_in_cell(cell.text.split("\n")) > 1:
            return
        cells.append(cell)
        tokens += [token for line in lines for token in line]
    if tokens:
        yield Drawn(tuple(cells), tuple(tokens), ruled=True)


def _amounts(text: str) -> bool:
    printed = parse_printed(text)
    return printed is not None and printed.montant is not None


def _near(grid: Grid, sheet: PdfPage, inside: Sequence[WordRow]) -> list[WordRow]:
    """The lines within a grid, and those above and below it that may belong to its table."""
    below: list[WordRow] = []
    edge, size = grid.heights[-1], median(token.size for row in inside for token in row)
    for row in _beside(grid, sheet, above=False):
        if edge - row[0].base > REACH * row[0].size or abs(row[0].size - size) > EVEN:
            break
        below.append(row)
        edge = row[0].base
        if begins_total(row):
            break
    priced = [index for index, row in enumerate(below) if ends_in_amount(row)]
    return [*_headed(grid, sheet), *inside, *below[: priced[-1] + 1 if priced else 0]]


def _headed(grid: Grid, sheet: PdfPage) -> list[WordRow]:
    """The lines just above a grid that stand in columns, as column headings do, with the lines of the same cells."""
    found: list[WordRow] = []
    edge = grid.heights[0]
    for row in reversed(_beside(grid, sheet, above=True)):
        reach = REACH if not found else CLOSE
        if row[0].base - edge > reach * row[0].size or ends_in_amount(row):
            break
        found.insert(0, row)
        edge = row[0].base
    return found if any(len(list(pieces(row))) > 1 for row in found) else []


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
    if not any(len(line.by_column) > 1 for line in found):
        return []
    while len(found[0].by_column) < 2 and found[0].base - found[1].base > CLOSE * size:
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
    return list(rows_of_runs(found[: last + 1], len(columns) - 1, [*written(_inside(grid, sheet), columns), *found]))


def _beside(grid: Grid, sheet: PdfPage, *, above: bool) -> list[tuple[Token, ...]]:
    """The lines of a page above or below a grid, in its width."""
    area = grid.area
    rows = [row for row in sheet.rows if (row[0].base + 1 > area.high if above else row[0].base + 1 <= area.low)]
    return [row for row in rows if row[0].left >= area.left - 2 and row[-1].right <= area.right + 2]
