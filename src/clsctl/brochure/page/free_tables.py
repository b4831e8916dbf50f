"""The rows of tables in columns that no line draws: columns by gutters, rows by their spacing and amounts."""

from collections.abc import Iterator, Sequence

from clsctl.brochure.page.gutters import (
    CLOSE,
    WordRow,
    Written,
    begins_total,
    ends_in_amount,
    gutters,
    head_count,
    is_priced,
    on_ground,
    pieces,
    written,
)
from clsctl.brochure.page.row_groups import EVEN, Drawn, drawn_row, rows_of_runs
from clsctl.brochure.page.sheets import PdfPage

LEAST = 2  # amounts below each other that show a table without headings
SEVERAL = 3  # columns
LONG_NUMBER = 4  # digits that no page number has
REACH = 3.0  # of a letter's size: how far a sub-heading may stand above the first row


def free_tables(rows: Sequence[WordRow], sheet: PdfPage) -> Iterator[tuple[list[Drawn], int]]:
    """Each table of two columns or more among `rows`, and the number of its columns."""
    for part in map(_without_texts, _parts(rows, sheet)):
        edges = gutters(0.0, sheet.width, part)
        count = len(edges) - 1
        lines = list(written(part, edges))
        heads = head_count(part)
        body = on_ground(lines[heads:], sheet.boxes, count - 1)
        if heads == len(lines) and count >= SEVERAL and _stands_last(part, sheet):
            yield [drawn_row(lines, count)], count
        if not _is_table(lines[:heads], body, count):
            continue
        found = list(rows_of_runs(body, count, body))
        if any(len(row.cells) > 1 for row in found):
            yield [*([drawn_row(lines[:heads], count)] if heads else []), *found], count


def _is_table(heads: Sequence[Written], body: Sequence[Written], count: int) -> bool:
    """True for lines in three columns with several amounts, or one below headings; or in two columns with an amount."""
    priced = sum(is_priced(line, count - 1) for line in body)
    if count == SEVERAL - 1:
        return priced > 0
    headed = len({column for line in heads for column in line.by_column}) == count
    middle = any(0 < column < count - 1 for line in body for column in line.by_column)
    return count >= SEVERAL and (priced > 0 if headed else middle and priced >= LEAST)


def _stands_last(heads: Sequence[WordRow], sheet: PdfPage) -> bool:
    """True for column headings below which the page holds a sub-heading at most: their rows are on the next page."""
    below = [row for row in sheet.rows if row[0].base < heads[-1][0].base and not row[0].text.isdigit()]
    return all(all(token.bold for token in row) for row in below) and len(below) <= 1


def _parts(rows: Sequence[WordRow], sheet: PdfPage) -> Iterator[list[WordRow]]:
    """The lines between titles, which have larger letters, and totals, which end a table."""
    sizes = sorted(token.size for row in sheet.rows for token in row for _letter in token.text)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    part: list[WordRow] = []
    ended = False
    for row in rows:
        title = abs(row[0].size - usual) > EVEN
        if title or (ended and part[-1][0].base - row[0].base > CLOSE * row[0].size):
            yield part
            part, ended = [], False
        if not title:
            part.append(row)
            ended = ended or begins_total(row)
    yield part


def _without_texts(part: Sequence[WordRow]) -> list[WordRow]:
    """The lines from the first in columns to the last with an amount, with the other lines of their cells."""
    columns = [index for index, row in enumerate(part) if len(list(pieces(row))) > 1]
    priced = [index for index, row in enumerate(part) if ends_in_amount(row) and not _is_page_number(row)]
    if not columns and not priced:
        return []
    first, last = min([*columns, *priced]), priced[-1] if priced else columns[-1]
    while first and _leads(part[first - 1], part[first]):
        first -= 1
    while last + 1 < len(part) and part[last][0].base - part[last + 1][0].base < CLOSE * part[last][0].size:
        last += 1
    return list(part[first : last + 1])


def _is_page_number(row: WordRow) -> bool:
    return len(row) == 1 and row[0].text.isdigit() and len(row[0].text) < LONG_NUMBER


def _leads(above: WordRow, below: WordRow) -> bool:
    """True for a line close above another, as of one cell, and for a bold one, as a sub-heading."""
    reach = REACH if all(token.bold for token in above) else CLOSE
    return above[0].base - below[0].base < reach * below[0].size
