"""The rows of a block: which lines form a label and which amount is its own; one amount or one dash per row."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise, zip_longest

from clsctl.brochure.page.doubts import doubt
from clsctl.brochure.page.outline import Above, Line
from clsctl.brochure.printed_amounts import Printed, Split, mended, parse_printed
from clsctl.brochure.tables.blocks import Block
from clsctl.brochure.tables.table_rows.row_halves import halves, line_findings
from clsctl.brochure.words.joins import Vocabulary, join
from clsctl.brochure.words.names import CONTINUED, without_footnote
from clsctl.brochure.words.wrapping import paragraphs, relation
from clsctl.finding import Finding
from clsctl.rules import brochures

MANY = 2  # rows with more columns than a label and an amount, which follow from one cause
SHARES = 2  # the State's and the territory's
BULLET = re.compile(r"^(?:[•▪‣◦·*➢→✓]|[-–](?=\s))\s*")


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row of a table under its sub-heading; its first split counts, unless a total chooses another."""

    objectif: str
    splits: tuple[Split, ...]
    lines: tuple[Line, ...]
    call: str = ""
    unsettled: str = ""

    @property
    def action(self) -> str:
        """The label."""
        return self.splits[0].label if self.splits else ""

    @property
    def printed(self) -> Printed:
        """The amount as printed."""
        return self.splits[0].printed

    @property
    def line(self) -> Line:
        """The line where the row begins."""
        return self.lines[0]


@dataclass(frozen=True, slots=True)
class Kept:
    """A row as read, doubtful or not: `amounts` are its printed amounts, readable or not."""

    objectif: str
    label: str
    amounts: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """The rows of a block and their doubts; `damaged` are amounts with a likely reading.

    `kept` are all rows, including those without an amount or with two.
    """

    block: Block
    rows: tuple[PrintedRow, ...]
    findings: tuple[Finding, ...]
    damaged: tuple[tuple[Line, str, Printed], ...] = ()
    kept: tuple[Kept, ...] = ()


@dataclass
class _Segment:
    """The lines of a row under construction."""

    labels: list[str]
    amounts: list[Printed]
    lines: list[Line]
    alternatives: tuple[Split, ...] = ()
    bad: list[str] = field(default_factory=list)


def printed_rows(
    block: Block,
    words: Vocabulary,
    source: str,
    ties: Mapping[int, bool],
    *,
    unpriced: frozenset[int] = frozenset(),
    mends: bool = False,
) -> PrintedTable:
    """The rows of `block`; a line that may belong to two rows, or to none, gets a finding.

    `ties`: whether a line continues the row above, as the text was counted or a person decided; `unpriced`: the
    rows, by first line, that have no amount, as a person decided.
    """
    rows: list[PrintedRow] = []
    kept: list[Kept] = []
    findings: list[Finding] = list(_headings(block, source))
    damaged: list[tuple[Line, str, Printed]] = []
    for part in block.parts:
        objectif = join([part.objectif.text], words).text if part.objectif else ""
        objectif, _call = without_footnote(_plain_objectif(objectif))
        segments, found = _segments(part.lines, block.scale, source, damaged, ties, mends=mends)
        findings += found
        for segment in segments:
            if segment.lines[0].number in unpriced and not segment.amounts:
                segment.amounts.append(Printed(None, Decimal(1), "", signed=False))
            row = _row(segment, objectif, words)
            if part.objectif is not None and part.objectif.unsettled:
                row = replace(row, unsettled=row.unsettled or part.objectif.unsettled)
            printed = (*(amount.text for amount in _whole(segment.amounts)), *segment.bad)
            kept.append(Kept(objectif, row.action or join(segment.labels, words).text, printed, row.lines))
            findings += _row_findings(segment, block.scale, source)
            if row.splits and row.splits[0].label:
                rows.append(row)
    findings = [*_in_one(findings, block, source), *_skipped(block, source)]
    return PrintedTable(block, tuple(rows), tuple(findings), tuple(damaged), tuple(kept))


def _in_one(findings: list[Finding], block: Block, source: str) -> list[Finding]:
    """One doubt in place of many, where the columns of the table are not settled: they all follow from it."""
    rows = [line for part in block.parts for line in part.lines]
    columns = [len([cell for cell in line.cells if cell]) for line in rows]
    wide = [line for line, count in zip(rows, columns, strict=True) if count > 2]
    if 2 * len(wide) < len(rows) or len(wide) < MANY:
        return findings
    return [doubt(brochures.UNNAMED_COLUMNS, source, wide[0], count=max(columns))]


def _skipped(block: Block, source: str) -> Iterator[Finding]:
    """Numbers of rows that skip one, where most go on by one: a row may be lost."""
    lines = [line for part in block.parts for line in part.lines if line.rank is not None]
    steps = [(two, (two.rank or 0) - (one.rank or 0)) for one, two in pairwise(lines)]
    if 2 * sum(step == 1 for _line, step in steps) > len(steps):
        for line, step in steps:
            if step > 1 and line.rank is not None:
                yield doubt(brochures.NUMBERS, source, line, before=line.rank - step, number=line.rank)


def _plain_objectif(text: str) -> str:
    return CONTINUED.sub("", text).rstrip(" :")


def _headings(block: Block, source: str) -> Iterator[Finding]:
    """Sub-headings that may be rows: without a row of their own, or no bolder than the rows."""
    bold_rows = any(line.bold and not line.level for part in block.parts for line in part.lines)
    rows_first = [part for part in block.parts[:1] if part.objectif is None and part.lines]
    if rows_first and len(block.parts) > 1:
        yield doubt(brochures.NO_OBJECTIF, source, rows_first[0].lines[0])
    for part, after in zip_longest(block.parts, block.parts[1:]):
        if part.objectif is None:
            continue
        repeated = after is not None and after.objectif is not None and after.objectif.text == part.objectif.text
        if not part.lines and not repeated:
            yield doubt(brochures.EMPTY_OBJECTIF, source, part.objectif)
        elif (bold_rows and not part.objectif.level) or part.objectif.text[:1].islower():
            yield doubt(brochures.NO_AMOUNT, source, part.objectif)


def _segments(
    lines: Sequence[Line],
    scale: Decimal,
    source: str,
    damaged: list[tuple[Line, str, Printed]],
    ties: Mapping[int, bool],
    *,
    mends: bool,
) -> tuple[list[_Segment], list[Finding]]:
    segments: list[_Segment] = []
    findings: list[Finding] = []
    parted = [halves(line, scale, mends=mends) for line in lines]
    inside = paragraphs(lines, [bool(each.amounts) for each in parted], [not each.label for each in parted])
    widest = max((len(each.label) for each in parted), default=0)
    before: Line | None = None
    for index, (line, halved) in enumerate(zip(lines, parted, strict=True)):
        findings += line_findings(line, halved, scale, source)
        damaged += [(line, text, near) for text in halved.bad if (near := mended(text)) is not None]
        if not halved.label:
            if not segments:
                findings.append(doubt(brochures.ORPHAN_AMOUNT, source, line))
            elif halved.weak and segments[-1].amounts:
                if line.above is not Above.APART:  # otherwise a page number between two rows
                    findings.append(doubt(brochures.ORPHAN_AMOUNT, source, line))
            else:
                segments[-1].amounts += halved.amounts
                segments[-1].bad += halved.bad
                segments[-1].lines.append(line)
            continue
        bond = Above.APART
        if line.number in ties:
            bond = Above.SAME if ties[line.number] and segments else Above.APART
        elif not line.whole and before is not None and segments:
            bond = relation(
                before,
                line,
                room=widest - len(segments[-1].labels[-1]),
                priced=bool(segments[-1].amounts),
                paragraph=index in inside,
            )
        if bond is Above.SAME:
            segments[-1].labels += halved.label.split("\n")
            segments[-1].amounts += halved.amounts
            segments[-1].bad += halved.bad
            segments[-1].lines.append(line)
            segments[-1].alternatives = halved.others
        else:
            segments.append(
                _Segment(halved.label.split("\n"), list(halved.amounts), [line], halved.others, list(halved.bad))
            )
        before = line
    return segments, findings


def _row(segment: _Segment, objectif: str, words: Vocabulary) -> PrintedRow:
    amounts = _whole(segment.amounts)
    joined = join(segment.labels, words)
    label, call = without_footnote(BULLET.sub("", joined.text))
    splits = [Split(label, amounts[0])] if len(amounts) == 1 else []
    if splits and segment.alternatives:
        for other in segment.alternatives:
            text = join([*segment.labels[:-1], other.label], words).text
            splits.append(replace(other, label=without_footnote(BULLET.sub("", text))[0]))
    return PrintedRow(objectif, tuple(splits), tuple(segment.lines), call, joined.unsettled)


def _whole(amounts: Sequence[Printed]) -> list[Printed]:
    """Numbers broken over a line end, joined: the first piece has no sign, the next has three digits."""
    if len(amounts) == 2 and not amounts[0].signed and amounts[0].montant is not None:
        whole = parse_printed(f"{amounts[0].text} {amounts[1].text}")
        if whole is not None and amounts[1].montant is not None:
            return [whole]
    return list(amounts)


def _row_findings(segment: _Segment, scale: Decimal, source: str) -> Iterator[Finding]:
    line = segment.lines[0]
    amounts = _whole(segment.amounts)
    if not amounts:
        yield doubt(brochures.NO_AMOUNT, source, line)
    elif len(amounts) > 1:
        yield doubt(brochures.TWO_AMOUNTS, source, line, count=len(amounts))
    shares = [printed for each in line.shares if (printed := parse_printed(each, scale)) is not None]
    whole = amounts[0].montant if len(amounts) == 1 else None
    given = [printed.montant for printed in shares if printed.montant is not None]
    if len(shares) == SHARES and whole is not None and sum(given, Decimal(0)) != whole:
        yield doubt(brochures.PARTS, source, line)
    if line.whole and len(segment.lines) == 1:
        return  # its amount has a cell of its own, so a dash in the label belongs to the label
    if segment.labels[0].endswith((" -", " –", " —")) or (
        len(segment.labels) > 1 and any(label.rstrip().endswith((" -", " –")) for label in segment.labels)
    ):
        yield doubt(brochures.NO_AMOUNT, source, line)
