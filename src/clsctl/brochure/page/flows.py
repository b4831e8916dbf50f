"""The order of reading on a page: a page of two columns is read as the left one, then the right one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from clsctl.brochure.page.sheets import PdfPage, Rectangle, Token
from clsctl.brochure.printed_amounts import parse_printed

MIDDLE = (0.42, 0.58)  # of the width of a page: where two columns part
LEAST = 2  # amounts on either side
GAP = 8.0  # points between two columns


def edge_of(sheets: Sequence[PdfPage]) -> float | None:
    """The place between two columns of a document, as the pages show it that have whole tables in both."""
    edges = [edge for sheet in sheets if (edge := _edge(sheet)) is not None]
    return median(edges) if edges else None


def flows_of(sheet: PdfPage, edge: float | None) -> Iterator[PdfPage]:
    """The parts of a page in the order in which they are read; one for a page of one column."""
    if edge is None or not (_has_labels(sheet, edge) or _has_left_alone(sheet, edge)):
        yield sheet
        return
    run: list[tuple[Token, ...]] = []
    for row in sheet.rows:
        if _crosses(row, edge):
            yield from _halves(sheet, run, edge)
            run = []
            yield _part(sheet, [row], 0, sheet.width)
        else:
            run.append(row)
    yield from _halves(sheet, run, edge)


def _edge(sheet: PdfPage) -> float | None:
    """The place between two columns, each with labels, amounts and a total of its own; None for one column."""
    low, high = (share * sheet.width for share in MIDDLE)
    best: tuple[int, float] | None = None
    for step in range(9):
        edge = low + (high - low) * step / 8
        if any(area.left < edge - 20 and edge + 20 < area.right for area in (*sheet.rules, *sheet.boxes)):
            continue
        rows = [row for row in sheet.rows if not _crosses(row, edge)]
        halves = _halved(rows, edge)
        if min(map(_priced, halves)) < LEAST or not all(map(_titled, halves)):
            continue
        if best is None or len(rows) > best[0]:
            best = (len(rows), edge)
    return best[1] if best else None


def _halved(rows: Sequence[tuple[Token, ...]], edge: float) -> tuple[list[list[Token]], list[list[Token]]]:
    left = [[token for token in row if token.right <= edge] for row in rows]
    right = [[token for token in row if token.left >= edge] for row in rows]
    return [row for row in left if row], [row for row in right if row]


def _has_labels(sheet: PdfPage, edge: float) -> bool:
    """True where both sides of `edge` have words of their own."""
    rows = [row for row in sheet.rows if not _crosses(row, edge)]
    return all(sum(row[0].text[:1].isalpha() for row in half) >= LEAST for half in _halved(rows, edge))


def _has_left_alone(sheet: PdfPage, edge: float) -> bool:
    """True where tables stand left of `edge` and no word stands right of it, as on the last page of a chapter."""
    left, right = _halved([row for row in sheet.rows if not _crosses(row, edge)], edge)
    numbers = all(len(row) == 1 and row[0].text.isdigit() and len(row[0].text) <= 3 for row in right)  # of the page
    return numbers and _priced(left) >= LEAST and _titled(left)


def _titled(rows: Sequence[Sequence[Token]]) -> bool:
    """True where a line begins as a total or the heading of an axis does."""
    return any(row[0].text.lower().startswith(("total", "sous-total", "axe")) for row in rows)


def _crosses(row: Sequence[Token], edge: float) -> bool:
    """True where a word stands at `edge`, or where words on its two sides belong together."""
    before = max((token.right for token in row if token.left < edge), default=None)
    after = min((token.left for token in row if token.left >= edge), default=None)
    if before is None or after is None:
        return before is not None and before > edge
    return before > edge or after - before < GAP


def _priced(rows: Sequence[Sequence[Token]]) -> int:
    """The number of lines that begin with a word and end in an amount with a sign or in groups."""
    return sum(row[0].text[:1].isalpha() and _ends_in_amount(row) for row in rows)


def _ends_in_amount(row: Sequence[Token]) -> bool:
    for count in range(1, min(6, len(row) + 1)):
        tail = " ".join(token.text for token in row[-count:])
        printed = parse_printed(tail)
        alone = count == len(row) or row[-count].left - row[-count - 1].right > 0.9 * row[-count].size
        if printed is not None and (printed.signed or " " in tail or len(tail) > 3) and alone:
            return True
    return False


def _halves(sheet: PdfPage, rows: Sequence[tuple[Token, ...]], edge: float) -> Iterator[PdfPage]:
    if not rows:
        return
    left = [tuple(token for token in row if token.left < edge) for row in rows]
    right = [tuple(token for token in row if token.left >= edge) for row in rows]
    yield _part(sheet, [row for row in left if row], 0, edge)
    yield _part(sheet, [row for row in right if row], edge, sheet.width)


def _part(sheet: PdfPage, rows: Sequence[tuple[Token, ...]], left: float, right: float) -> PdfPage:
    """A part of a page with the rules and boxes that lie in it."""
    if not rows:
        return replace(sheet, rows=(), rules=(), boxes=())
    high = rows[0][0].base + 3 * rows[0][0].size
    low = rows[-1][0].base - 3 * rows[-1][0].size

    def inside(area: Rectangle) -> bool:
        across = left - 2 <= area.left and area.right <= right + 2
        return across and low <= (area.low + area.high) / 2 <= high

    rules = tuple(area for area in sheet.rules if inside(area))
    boxes = tuple(area for area in sheet.boxes if inside(area))
    return replace(sheet, rows=tuple(rows), rules=rules, boxes=boxes, part=(left, right))
