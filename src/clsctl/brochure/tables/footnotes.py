"""The footnotes of a brochure: each call matched to a note, the nearest below it."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from clsctl.brochure.page.doubts import doubt
from clsctl.brochure.page.outline import Above, Line
from clsctl.brochure.printed_amounts import holds_amount
from clsctl.brochure.tables.blocks import Note
from clsctl.brochure.tables.line_kinds import may_be_figure
from clsctl.brochure.tables.table_rows.rows import PrintedRow, PrintedTable
from clsctl.brochure.words.joins import Vocabulary, join
from clsctl.brochure.words.names import footnote_text
from clsctl.brochure.words.wrapping import ends_open, starts_inside
from clsctl.finding import Finding
from clsctl.rules import brochures


class Notes:
    """The footnotes met so far."""

    def __init__(self) -> None:
        self.found: list[Note] = []
        self._last: Line | None = None

    def take(self, line: Line, *, called: Collection[str] | None, apart: bool) -> bool:
        """True where `line` is a note or continues the last one; among rows, only a note that they have `called`."""
        if len([cell for cell in line.cells if cell]) > 1 or line.is_heading:
            return False
        note = None if holds_amount(line.text) or may_be_figure(line) else footnote_text(line.text)
        if note is not None and (called is None or note[0] in called):
            self.found.append(Note(note[0], (note[1],), line, apart))
            self._last = line
            return True
        if self._last is not None and _goes_on(self._last, line):
            before = self.found.pop()
            self.found.append(Note(before.number, (*before.pieces, line.text), before.line, before.apart))
            self._last = line
            return True
        return False

    def end(self) -> None:
        """Close the last note: another line follows it."""
        self._last = None


def _goes_on(last: Line, line: Line) -> bool:
    if holds_amount(line.text) or line.sheet != last.sheet or line.above is Above.APART:
        return False
    return line.above is Above.SAME or not line.sheet or starts_inside(line.text) or ends_open(last.text)


MOST = 3  # notes of one number that are compared: two are a doubt


@dataclass
class _Call:
    """A row that calls a note, and its zone: the sheet, or the table where there are no sheets."""

    row: PrintedRow
    zone: tuple[str, int]


@dataclass
class Texts:
    """The text of the note that each row calls, by the row's first line, and the doubtful calls."""

    by_line: dict[int, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def texts_of_notes(tables: Sequence[PrintedTable], notes: Sequence[Note], words: Vocabulary, source: str) -> Texts:
    """The text of each call; a call whose note is missing from the source has none."""
    starts = sorted(table.block.opened.number for table in tables)
    rows = sorted((row for table in tables for row in table.rows), key=lambda row: row.line.number)
    calls = [_Call(row, _zone(row.lines[-1], starts, apart=False)) for row in rows if row.call]
    taken = {(call.row.call, call.zone) for call in calls}
    lines = [line.number for row in rows for line in row.lines]
    placed: dict[str, list[tuple[Note, tuple[str, int]]]] = {}
    for note in notes:
        placed.setdefault(note.number, []).append((note, _zone(note.line, starts, apart=note.apart)))
    free = {
        number: [note for note, zone in found if (number, zone) not in taken][:MOST] for number, found in placed.items()
    }
    own = {key: [note for note, zone in placed.get(key[0], ()) if zone == key[1]] for key in taken if key[0] in placed}
    said = Texts()
    for call in calls:
        near = _nearest(own.get((call.row.call, call.zone), ()), call.row.line.number, lines)
        found = near or _others(free.get(call.row.call, ()), call.row.line.number)
        above = any(note.line.number < call.row.line.number for note in found)
        if above or len({note.pieces for note in found}) > 1:
            said.findings.append(doubt(brochures.NOTES, source, call.row.line, number=call.row.call))
        elif found:
            joined = join(found[0].pieces, words)
            said.by_line[call.row.line.number] = joined.text
            if joined.unsettled:
                said.findings.append(doubt(brochures.HYPHENATION, source, found[0].line, word=joined.unsettled))
    return said


def _zone(line: Line, starts: Sequence[int], *, apart: bool) -> tuple[str, int]:
    if line.sheet:
        return "sheet", line.sheet
    return ("table", -1) if apart else ("table", bisect_right(starts, line.number))


def _nearest(notes: Sequence[Note], row: int, lines: Sequence[int]) -> list[Note]:
    """The notes below the row numbered `row`, up to the next of `lines`, the lines of rows."""
    first = bisect_right(notes, row, key=lambda note: note.line.number)
    if first == len(notes):
        return []
    after = bisect_right(lines, notes[first].line.number)
    until = lines[after] if after < len(lines) else notes[-1].line.number + 1
    last = bisect_left(notes, until, key=lambda note: note.line.number)
    return list(notes[first : min(last, first + MOST)])


def _others(free: Sequence[Note], row: int) -> list[Note]:
    """The notes that no nearby row calls: those below the row numbered `row`, else those above it."""
    below = [note for note in free if note.line.number > row]
    return below or list(free)
