"""Tables of settled rows, from blocks: continued tables joined, splits chosen by the total, repairs tried."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby, zip_longest

from clsctl.brochure.page.doubts import doubt
from clsctl.brochure.page.outline import UNKNOWN
from clsctl.brochure.printed_amounts import DASHES
from clsctl.brochure.tables.blocks import Block
from clsctl.brochure.tables.repairs import Repair, mend_labels
from clsctl.brochure.tables.table_rows.counted_rows import Run, column_key, counted, limits
from clsctl.brochure.tables.table_rows.row_halves import halves
from clsctl.brochure.tables.table_rows.rows import PrintedRow, PrintedTable, printed_rows
from clsctl.brochure.words.joins import Vocabulary
from clsctl.brochure.words.wrapping import first_words, heading_inside, second_row
from clsctl.finding import Finding
from clsctl.rules import brochures

MAX_SUMS = 20_000
INNER_DASH = re.compile("\\w [-–—] ")


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables in source order, with their doubts and possible repairs."""

    tables: tuple[PrintedTable, ...]
    findings: tuple[Finding, ...]
    repairs: tuple[Repair, ...]


def priced_sum(rows: Sequence[PrintedRow]) -> Decimal:
    """The sum of the amounts of `rows` in euros; a dash counts as nothing."""
    return sum((row.printed.montant for row in rows if row.printed.montant is not None), Decimal(0))


def read_tables(
    blocks: Sequence[Block],
    words: Vocabulary,
    source: str,
    *,
    repair: bool,
    unpriced: frozenset[int] = frozenset(),
    continuing: frozenset[int] = frozenset(),
) -> Tables:
    """The tables of `blocks`; damaged amounts are repaired only where `repair` asks for it and the total then fits.

    People decided that the rows `unpriced` have no amount, and that the lines `continuing` belong to the row above.
    """
    findings: list[Finding] = []
    repairs: list[Repair] = []
    tables: list[PrintedTable] = []
    ties = {**counted(list(_runs(blocks))), **dict.fromkeys(continuing, True)}
    unpriced = unpriced | _blank_rows(blocks)
    for block in _joined(blocks, words, source, ties):
        table = printed_rows(block, words, source, ties, unpriced=unpriced)
        if table.damaged:
            mended = printed_rows(block, words, source, ties, mends=True)
            fits = _fits(mended) and not mended.findings
            repairs += [
                Repair(line.number, line.page, text, f"{near.montant:f} €", settled=fits, applied=fits and repair)
                for line, text, near in table.damaged
            ]
            table = mended if fits and repair else table
        table, found = _settled(table, source)
        findings += [*table.findings, *found]
        mended_rows, words_mended = mend_labels(table.rows, words, repair=repair)
        repairs += words_mended
        tables.append(replace(table, rows=mended_rows))
    findings += _doubtful_labels(tables, source)
    return Tables(tuple(tables), tuple(findings), tuple(repairs))


def _doubtful_labels(tables: Sequence[PrintedTable], source: str) -> Iterator[Finding]:
    """Labels that may be two rows, have unreadable letters, or appear twice without an amount."""
    rows = [row for table in tables for row in table.rows]
    headings = {row.objectif for row in rows if row.objectif}
    firsts = first_words([*(row.action for row in rows if not INNER_DASH.search(row.action)), *headings])
    dashes = frozenset(row.printed.text for row in rows if row.printed.montant is None) or DASHES
    for row in rows:
        if _has_unknown(row.action + row.objectif):
            yield doubt(brochures.LETTERS, source, row.line)
        if word := second_row(row.action, firsts, dashes) or heading_inside(row.action, headings):
            yield doubt(brochures.JOINED_ROWS, source, row.line, word=word)
    for table in tables:
        unpriced = Counter((row.objectif, row.action) for row in table.rows if row.printed.montant is None)
        for row in table.rows:
            if row.printed.montant is None and unpriced[row.objectif, row.action] > 1:
                yield doubt(brochures.TWICE, source, row.line)


def _has_unknown(text: str) -> bool:
    """True where a letter could not be read, or has no meaning that is agreed on."""
    if UNKNOWN in text:
        return True
    return not text.isprintable() and any(unicodedata.category(char) in {"Co", "Cn"} for char in text)


def _fits(table: PrintedTable) -> bool:
    total = table.block.total
    return total is not None and priced_sum(table.rows) == total.printed.montant


def _blank_rows(blocks: Sequence[Block]) -> frozenset[int]:
    """The drawn rows whose amount's cell is empty, where the text prints no dash and sets its sub-headings apart.

    A row at a page break is left out: its amount may stand on the other page.
    """
    rows = [line for block in blocks for part in block.parts for line in part.lines]
    headed = any(part.objectif is not None for block in blocks for part in block.parts)
    if (
        not headed
        or not all(row.whole for row in rows)
        or any(cell in DASHES for row in rows for cell in row.cells[1:])
    ):
        return frozenset()
    after = zip_longest(rows, rows[1:])
    return frozenset(
        row.number
        for row, below in after
        if row.cells[1:] == ("",)
        and not any(row.shares)
        and row.boxed is not None
        and row.boxed.drawn
        and not row.boxed.breaks
        and not (below is not None and below.sheet != row.sheet)
    )


def _runs(blocks: Sequence[Block]) -> Iterator[Run]:
    """The lines of each sub-heading that are not rows of a drawn table, with the right edge of their column."""
    edges = dict(limits(part.lines for block in blocks for part in block.parts))
    for block in blocks:
        widest = max((len(line.cells[0]) for part in block.parts for line in part.lines), default=0)
        for part in block.parts:
            for whole, group in groupby(part.lines, key=lambda line: line.whole):
                lines = tuple(group)
                if not whole:
                    limit = edges.get(column_key(lines[0]), float(widest))
                    yield Run(lines, tuple(halves(line, block.scale, mends=False) for line in lines), limit)


def _joined(blocks: Sequence[Block], words: Vocabulary, source: str, ties: Mapping[int, bool]) -> Iterator[Block]:
    """Blocks with a table joined over a page break, only where the total of the second part then fits."""
    waiting: Block | None = None
    for block in blocks:
        if waiting is not None:
            whole = replace(
                block,
                parts=(*waiting.parts, *block.parts),
                opened=waiting.opened,
                heading=waiting.heading,
                named=(*waiting.named, *block.named),
            )
            alone = _fits(printed_rows(block, words, source, ties))
            joins = (
                waiting.axe == block.axe
                and waiting.chapter == block.chapter
                and block.heading in {None, waiting.heading}
                and not alone
                and _fits(printed_rows(whole, words, source, ties))
            )
            if joins:
                waiting = None
                yield whole
                continue
            yield waiting
            waiting = None
        if block.total is None:
            waiting = block
        else:
            yield block
    if waiting is not None:
        yield waiting


def _settled(table: PrintedTable, source: str) -> tuple[PrintedTable, tuple[Finding, ...]]:
    """The only choice of splits that gives the printed total, where the greatest splits do not."""
    total = table.block.total
    several = [row for row in table.rows if len(row.splits) > 1]
    if not several or _fits(table):
        return table, ()
    if total is None or total.printed.montant is None:
        return table, tuple(doubt(brochures.READINGS, source, row.line) for row in several)
    sums: dict[Decimal, tuple[int, tuple[int, ...]]] = {Decimal(0): (1, ())}
    for row in table.rows:
        grown: dict[Decimal, tuple[int, tuple[int, ...]]] = {}
        for value, (ways, chosen) in sums.items():
            for index, split in enumerate(row.splits):
                reached = value + (split.printed.montant or Decimal(0))
                before = grown.get(reached, (0, ()))[0]
                grown[reached] = (before + ways, (*chosen, index))
        sums = grown
        if len(sums) > MAX_SUMS:
            return table, tuple(doubt(brochures.READINGS, source, row.line) for row in several)
    ways, chosen = sums.get(total.printed.montant, (0, ()))
    if ways == 0:
        return table, ()  # the figure itself reports that it is not reproduced
    if ways > 1:
        return table, tuple(doubt(brochures.READINGS, source, row.line) for row in several)
    rows = tuple(replace(row, splits=(row.splits[index],)) for row, index in zip(table.rows, chosen, strict=True))
    return replace(table, rows=rows), ()
