"""Blocks → rows: which lines make one label, which amount is its own; a row has one amount or one dash."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest

from clsctl.brochure import doubts
from clsctl.brochure.blocks import Block
from clsctl.brochure.doubts import doubt
from clsctl.brochure.names import CONTINUED, scale_of, without_footnote
from clsctl.brochure.outline import Above, Line
from clsctl.brochure.printed import Printed, mended, parse_printed, splits
from clsctl.brochure.wrapping import Joined, Vocabulary, join, paragraphs, relation
from clsctl.finding import Finding

BULLET = re.compile(r"^(?:[•▪‣◦·*➢→✓]|[-–](?=\s))\s*")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a row: its label and its amount."""

    label: str
    printed: Printed


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table under its sub-heading; the first reading is the one that stands, unless a total chooses."""

    objectif: str
    readings: tuple[Reading, ...]
    lines: tuple[Line, ...]
    call: str = ""

    @property
    def action(self) -> str:
        """The label."""
        return self.readings[0].label

    @property
    def printed(self) -> Printed:
        """The amount as printed."""
        return self.readings[0].printed

    @property
    def line(self) -> Line:
        """Where the row begins."""
        return self.lines[0]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a block, and what is doubtful about them; `damaged` are amounts with a likely reading."""

    block: Block
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    damaged: tuple[tuple[Line, str, Printed], ...] = ()


@dataclass
class _Segment:
    """The lines of one row while it is put together."""

    labels: list[str]
    amounts: list[Printed]
    lines: list[Line]
    alternatives: tuple[Reading, ...] = ()


def read_rows(block: Block, words: Vocabulary, source: str, *, mends: bool = False) -> Table:
    """The rows of `block`; where a line may belong to two rows, or to none, a finding says so."""
    rows: list[Row] = []
    findings: list[Finding] = list(_headings(block, source))
    damaged: list[tuple[Line, str, Printed]] = []
    for part in block.parts:
        objectif = join([part.objectif.text], words).text if part.objectif else ""
        objectif, _call = without_footnote(_plain_objectif(objectif))
        segments, found = _segments(part.lines, block.scale, source, damaged, mends=mends)
        findings += found
        for segment in segments:
            row = _row(segment, objectif, words)
            findings += _row_findings(segment, source)
            if row.readings and row.readings[0].label:
                rows.append(row)
    return Table(block, tuple(rows), tuple(findings), tuple(damaged))


def _plain_objectif(text: str) -> str:
    return CONTINUED.sub("", text).rstrip(" :")


def _headings(block: Block, source: str) -> Iterator[Finding]:
    """Sub-headings that may be rows: without a row of their own, or no bolder than the rows."""
    bold_rows = any(line.bold and not line.level for part in block.parts for line in part.lines)
    rows_first = [part for part in block.parts[:1] if part.objectif is None and part.lines]
    if rows_first and len(block.parts) > 1:
        yield doubt(doubts.NO_OBJECTIF, source, rows_first[0].lines[0])
    for part, after in zip_longest(block.parts, block.parts[1:]):
        if part.objectif is None:
            continue
        repeated = after is not None and after.objectif is not None and after.objectif.text == part.objectif.text
        if not part.lines and not repeated:
            yield doubt(doubts.EMPTY_OBJECTIF, source, part.objectif)
        elif (bold_rows and not part.objectif.level) or part.objectif.text[:1].islower():
            yield doubt(doubts.NO_AMOUNT, source, part.objectif)


def _segments(
    lines: Sequence[Line], scale: Decimal, source: str, damaged: list[tuple[Line, str, Printed]], *, mends: bool
) -> tuple[list[_Segment], list[Finding]]:
    segments: list[_Segment] = []
    findings: list[Finding] = []
    split = [_parts(line, scale, mends=mends) for line in lines]
    inside = paragraphs(lines, [bool(parts.amounts) for parts in split], [not parts.label for parts in split])
    widest = max((len(parts.label) for parts in split), default=0)
    before: Line | None = None
    for index, (line, parts) in enumerate(zip(lines, split, strict=True)):
        findings += _part_findings(line, parts, scale, source)
        damaged += [(line, text, near) for text in parts.bad if (near := mended(text)) is not None]
        if not parts.label:
            if not segments:
                findings.append(doubt(doubts.ORPHAN_AMOUNT, source, line))
            elif parts.weak and segments[-1].amounts:
                if line.above is not Above.APART:  # else the number of a page, between two rows
                    findings.append(doubt(doubts.ORPHAN_AMOUNT, source, line))
            else:
                segments[-1].amounts += parts.amounts
                segments[-1].lines.append(line)
            continue
        bond = Above.APART
        if before is not None and segments:
            bond = relation(
                before,
                line,
                room=widest - len(segments[-1].labels[-1]),
                priced=bool(segments[-1].amounts),
                paragraph=index in inside,
            )
        if bond is Above.SAME:
            segments[-1].labels.append(parts.label)
            segments[-1].amounts += parts.amounts
            segments[-1].lines.append(line)
            segments[-1].alternatives = parts.others
        else:
            segments.append(_Segment([parts.label], list(parts.amounts), [line], parts.others))
        before = line
    return segments, findings


def _part_findings(line: Line, parts: "_Parts", scale: Decimal, source: str) -> Iterator[Finding]:
    for _text in parts.bad:
        yield doubt(doubts.BAD_AMOUNT, source, line)
    if len([cell for cell in line.cells if cell]) > 2:
        yield doubt(doubts.MANY_CELLS, source, line, count=len(line.cells))
    bare = any(printed.montant is not None and not printed.signed for printed in parts.amounts)
    if bare and scale == 1 and scale_of(line.text):
        yield doubt(doubts.SCALE, source, line)


@dataclass(frozen=True, slots=True)
class _Parts:
    """A line as label and amounts; `others`: other readings; `bad`: texts that look like amounts and are none.

    `weak`: a short number alone, an amount only where its row has no other, else the number of a page.
    """

    label: str
    amounts: tuple[Printed, ...] = ()
    others: tuple[Reading, ...] = ()
    bad: tuple[str, ...] = ()
    weak: bool = False


def _parts(line: Line, scale: Decimal, *, mends: bool) -> _Parts:
    filled = [cell for cell in line.cells if cell]
    if len(filled) == 1:
        return _alone(line, filled[0], scale, mends=mends)
    label, *rest = filled
    amounts, bad = [], []
    for cell in rest:
        printed = parse_printed(cell, scale) or (mended(cell) if mends else None)
        if printed is None:
            bad.append(cell)
        else:
            amounts.append(printed)
    return _Parts(label, tuple(amounts), bad=tuple(bad))


def _alone(line: Line, text: str, scale: Decimal, *, mends: bool) -> _Parts:
    """A line without columns, unless it stands in that of the amounts: a label, an amount, or both."""
    column = line.cells[0] != text
    printed = parse_printed(text, scale)
    if printed is not None and (column or not line.sheet or printed.signed or printed.montant is None):
        weak = not column and not printed.signed and text.isdigit() and len(text) <= 3
        return _Parts("", (printed,), weak=weak)
    if printed is not None:
        return _Parts(text)  # a number in the column of the labels ends a label: `depuis | 2023`
    if readings := splits(text, scale):
        first, *others = readings
        return _Parts(first.label, (first.printed,), tuple(Reading(other.label, other.printed) for other in others))
    if (near := mended(text)) is not None:
        return _Parts("", (near,)) if mends else _Parts("", bad=(text,))
    return _Parts(text)


def _row(segment: _Segment, objectif: str, words: Vocabulary) -> Row:
    amounts = _whole(segment.amounts)
    joined = join(segment.labels, words)
    label, call = without_footnote(BULLET.sub("", joined.text))
    readings = [Reading(label, amounts[0])] if len(amounts) == 1 else []
    if readings and segment.alternatives:
        for other in segment.alternatives:
            text = join([*segment.labels[:-1], other.label], words).text
            readings.append(replace(other, label=without_footnote(BULLET.sub("", text))[0]))
    return Row(objectif, tuple(readings), tuple(segment.lines), call)


def _whole(amounts: Sequence[Printed]) -> list[Printed]:
    """A number that a line end has broken is put together: its first piece has no sign, the next three digits."""
    if len(amounts) == 2 and not amounts[0].signed and amounts[0].montant is not None:
        whole = parse_printed(f"{amounts[0].text} {amounts[1].text}")
        if whole is not None and amounts[1].montant is not None:
            return [whole]
    return list(amounts)


def _row_findings(segment: _Segment, source: str) -> Iterator[Finding]:
    line = segment.lines[0]
    amounts = _whole(segment.amounts)
    if not amounts:
        yield doubt(doubts.NO_AMOUNT, source, line)
    elif len(amounts) > 1:
        yield doubt(doubts.TWO_AMOUNTS, source, line, count=len(amounts))
    if segment.labels[0].endswith((" -", " –", " —")) or (
        len(segment.labels) > 1 and any(label.rstrip().endswith((" -", " –")) for label in segment.labels)
    ):
        yield doubt(doubts.NO_AMOUNT, source, line)


def unsettled_hyphens(table_rows: Sequence[Row], words: Vocabulary, source: str) -> Iterator[Finding]:
    """Words cut at a line's end whose hyphen no other place of the text settles."""
    for row in table_rows:
        labels = [line.cells[0] for line in row.lines if line.cells[0]]
        joined: Joined = join(labels, words)
        if joined.unsettled:
            yield doubt(doubts.HYPHENATION, source, row.line, word=joined.unsettled)
