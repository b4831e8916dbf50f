"""The strips of a PDF's pages: the rows of drawn tables, and the lines between them with their columns by gaps."""

from collections.abc import Iterator, Sequence
from itertools import count, pairwise
from statistics import median

from clsctl.brochure.page.cells import BoxedRow
from clsctl.brochure.page.flows import edge_of, flows_of
from clsctl.brochure.page.free_tables import free_tables
from clsctl.brochure.page.outline import Extent, clean
from clsctl.brochure.page.row_groups import Drawn
from clsctl.brochure.page.ruling.bands import rows_of
from clsctl.brochure.page.ruling.grids import grids_of
from clsctl.brochure.page.sheets import PdfPage, Token, Upright
from clsctl.brochure.page.strips import Strip
from clsctl.brochure.printed_amounts import parse_printed


def strips_of(sheets: Sequence[PdfPage]) -> list[Strip]:
    """The strips of all pages in reading order; the tables that they draw are numbered from 1."""
    numbers = count(1)
    edge = edge_of(sheets)
    return [strip for sheet in sheets for strip in _page(sheet, edge, numbers)]


def _page(sheet: PdfPage, edge: float | None, numbers: Iterator[int]) -> Iterator[Strip]:
    beside = edge is None and _is_one_below_another(sheet.turned)
    titles = [(text.high, _turned(text, sheet, upright=False)) for text in sheet.turned if beside]
    yield from (_turned(text, sheet, upright=True) for text in sheet.turned if not beside)
    for flow in flows_of(sheet, edge):
        found = list(titles)
        taken: set[int] = set()
        for grid in grids_of(flow):
            rows, columns = rows_of(grid, flow)
            taken |= {id(token) for row in rows for token in row.tokens}
            found += _rows(rows, columns, next(numbers), flow) if rows else []
        free = [left for line in flow.rows if (left := tuple(token for token in line if id(token) not in taken))]
        for rows, columns in free_tables(free, flow):
            taken |= {id(token) for row in rows for token in row.tokens}
            found += _rows(rows, columns, next(numbers), flow)
        for line in flow.rows:
            rest = [token for token in line if id(token) not in taken]
            if rest and (strip := _strip(rest, flow)) is not None:
                found.append((rest[0].base, strip))
        found.sort(key=lambda each: -each[0])
        yield from (strip for _high, strip in found)


def _is_one_below_another(turned: Sequence[Upright]) -> bool:
    """True for several turned texts, each beside a table of its own; those of a chart stand side by side."""
    ordered = sorted(turned, key=lambda text: -text.high)
    return len(ordered) > 1 and all(one.low > two.high for one, two in pairwise(ordered))


def _turned(text: Upright, sheet: PdfPage, *, upright: bool) -> Strip:
    base = 0.0 if upright else 1 - text.high / sheet.height
    cells = (clean(text.text).strip(),)
    return Strip(cells, 0.0, base, sheet.height, 1.0, bold=False, sheet=sheet.number, upright=upright)


def _rows(rows: Sequence[Drawn], columns: int, table: int, sheet: PdfPage) -> list[tuple[float, Strip]]:
    """The rows of a table as strips, with their heights."""
    boxed = [BoxedRow(table, columns, row.cells, index == 0, row.ruled) for index, row in enumerate(rows)]
    return [(row.base, _boxed(row, each, sheet)) for row, each in zip(rows, boxed, strict=True)]


def _boxed(row: Drawn, boxed: BoxedRow, sheet: PdfPage) -> Strip:
    first = row.tokens[0]
    texts = tuple(cell.text for cell in boxed.cells)
    bold = all(token.bold for token in row.tokens)
    return Strip(
        texts, first.left, 1 - row.base / sheet.height, sheet.height, row.size, bold, sheet.number, boxed=boxed
    )


def _strip(row: Sequence[Token], sheet: PdfPage) -> Strip | None:
    size = median(token.size for token in row for _letter in token.text)
    cells = _cells(row, size)
    if len(cells) == 1 and row[0].left > sheet.middle:
        cells = ("", *cells)  # the column of amounts, beside a label of several lines
    if not any(cells):
        return None
    letters = sum(len(token.text) for token in row)
    bold = sum(len(token.text) for token in row if token.bold) > 0.9 * letters
    base = median(token.base for token in row for _letter in token.text)
    extent = Extent(row[0].left, _end(row, cells[0]), row[0].right - row[0].left, size, sheet.height - base)
    return Strip(cells, row[0].left, 1 - base / sheet.height, sheet.height, size, bold, sheet.number, extent)


def _end(row: Sequence[Token], label: str) -> float:
    """The right edge of the label at the left of a line."""
    count = 0
    end = row[0].left
    for token in row:
        if count >= len(label):
            break
        count += len(token.text) + 1
        end = token.right
    return end


def _cells(row: Sequence[Token], size: float) -> tuple[str, ...]:
    """The columns of a line, split by a wide gap, or by a narrower one before an amount."""
    pieces: list[tuple[float, str]] = []
    text, end, before = "", row[0].left, 0.0
    for token in row:
        gap = token.left - end
        if text and gap > 0.9 * size:
            pieces.append((before, text))
            text, before = "", gap
        elif text:
            text += " "
        text += token.text
        end = max(end, token.right)
    pieces.append((before, text))
    cells = [clean(pieces[0][1]).strip()]
    for gap, piece in pieces[1:]:
        cell = clean(piece).strip()
        if gap > 2.5 * size or parse_printed(cell) is not None:
            cells.append(cell)
        else:
            cells[-1] = f"{cells[-1]} {cell}"
    return tuple(cells)
