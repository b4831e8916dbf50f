"""The rows of tables with several columns that no line draws: columns by gutters, rows by their spacing and amounts."""

from collections.abc import Iterator, Sequence

from clsctl.brochure.page.bands import (
    EVEN,
    Drawn,
    Written,
    drawn_row,
    gutters,
    is_priced,
    pieces,
    rows_of_runs,
    written,
)
from clsctl.brochure.page.sheets import PdfPage, Token

LEAST = 2  # amounts below each other that show a table
WordRow = tuple[Token, ...]


def free_tables(rows: Sequence[WordRow], sheet: PdfPage) -> Iterator[tuple[list[Drawn], int]]:
    """Each table of three columns or more among `rows`, with the number of its columns."""
    for part in _parts(rows):
        if sum(len(list(pieces(row))) > 2 for row in part) <= LEAST:
            continue
        edges = gutters(0.0, sheet.width, part)
        count = len(edges) - 1
        if count < 3:
            continue
        lines = list(written(part, edges))
        heads = _heads(lines, count)
        body = lines[len(heads) :]
        if sum(is_priced(line, count - 1) for line in body) < LEAST:
            continue
        found = list(rows_of_runs(body, count))
        if found:
            yield [*([drawn_row(heads, count)] if heads else []), *found], count


def _parts(rows: Sequence[WordRow]) -> Iterator[list[WordRow]]:
    """The lines between titles, which have larger letters, and totals, which end a table."""
    sizes = sorted(token.size for row in rows for token in row for _letter in token.text)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    part: list[WordRow] = []
    for row in rows:
        if abs(row[0].size - usual) > EVEN:
            yield part
            part = []
            continue
        part.append(row)
        if "".join(token.text for token in row[:2]).lower().startswith(("total", "sous-total", "soustotal")):
            yield part
            part = []
    yield part


def _heads(lines: Sequence[Written], count: int) -> list[Written]:
    """The bold lines of several columns, without an amount, that begin a table."""
    heads: list[Written] = []
    for line in lines:
        near = bool(heads) and heads[-1].base - line.base < 1.4 * line.tokens[0].size
        several = len(line.by_column) > 1 or near
        if line.crosses or not several or is_priced(line, count - 1) or not all(token.bold for token in line.tokens):
            break
        heads.append(line)
    return heads if any(len(line.by_column) > 1 for line in heads) else []
