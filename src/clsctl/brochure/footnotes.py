"""The footnotes of a brochure: which call belongs to which note, the nearest below it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from clsctl.brochure import doubts
from clsctl.brochure.blocks import Note
from clsctl.brochure.doubts import doubt
from clsctl.brochure.figures import may_be_figure
from clsctl.brochure.joins import Vocabulary, join
from clsctl.brochure.names import calls_in, footnote_text
from clsctl.brochure.outline import Above, Line
from clsctl.brochure.printed import holds_amount
from clsctl.brochure.rows import Row, Table
from clsctl.brochure.wrapping import ends_open, starts_inside
from clsctl.finding import Finding


class Notes:
    """The footnotes as the lines go by."""

    def __init__(self) -> None:
        """None yet."""
        self.found: list[Note] = []
        self._last: Line | None = None

    def take(self, line: Line, *, rows: Sequence[Line] | None, apart: bool) -> bool:
        """True where `line` is a note or goes on with the last; among `rows`, only a note that one of them calls."""
        if len([cell for cell in line.cells if cell]) > 1 or line.is_heading:
            return False
        note = None if holds_amount(line.text) or may_be_figure(line) else footnote_text(line.text)
        if note is not None and (rows is None or _is_called(note[0], rows)):
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
        """Another line came: none goes on with the last note."""
        self._last = None


def _is_called(number: str, rows: Sequence[Line]) -> bool:
    return any(number in calls_in(line.text) for line in rows)


def _goes_on(last: Line, line: Line) -> bool:
    if holds_amount(line.text) or line.sheet != last.sheet or line.above is Above.APART:
        return False
    return line.above is Above.SAME or not line.sheet or starts_inside(line.text) or ends_open(last.text)


@dataclass
class _Call:
    """A row that calls a note, and its zone: the sheet, or the table where there are no sheets."""

    row: Row
    zone: tuple[str, int]


@dataclass
class Texts:
    """The text of the note that each row calls, by the number of the row's first line, and the calls in doubt."""

    by_line: dict[int, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def texts_of_notes(tables: Sequence[Table], notes: Sequence[Note], words: Vocabulary, source: str) -> Texts:
    """Which text each call means; a call whose note the source does not hold has none."""
    starts = sorted(table.block.opened.number for table in tables)
    rows = sorted((row for table in tables for row in table.rows), key=lambda row: row.line.number)
    calls = [_Call(row, _zone(row.lines[-1], starts, apart=False)) for row in rows if row.call]
    zones = {id(note): _zone(note.line, starts, apart=note.apart) for note in notes}
    lines = [line.number for row in rows for line in row.lines]
    said = Texts()
    for call in calls:
        found = list(_candidates(call, calls, notes, zones, lines))
        above = any(note.line.number < call.row.line.number for note in found)
        if above or len({note.pieces for note in found}) > 1:
            said.findings.append(doubt(doubts.NOTES, source, call.row.line, number=call.row.call))
        elif found:
            joined = join(found[0].pieces, words)
            said.by_line[call.row.line.number] = joined.text
            if joined.unsettled:
                said.findings.append(doubt(doubts.HYPHENATION, source, found[0].line, word=joined.unsettled))
    return said


def _zone(line: Line, starts: Sequence[int], *, apart: bool) -> tuple[str, int]:
    if line.sheet:
        return "sheet", line.sheet
    return ("table", -1) if apart else ("table", sum(start <= line.number for start in starts))


def _candidates(
    call: _Call,
    calls: Sequence[_Call],
    notes: Sequence[Note],
    zones: Mapping[int, tuple[str, int]],
    lines: Sequence[int],
) -> Iterator[Note]:
    """The notes that the call may mean, all alike by place: those nearest below, else those that no row there calls."""
    same = [note for note in notes if note.number == call.row.call]
    below = [note for note in same if note.line.number > call.row.line.number]
    own = [note for note in below if zones[id(note)] == call.zone]
    if own:
        first = own[0].line.number
        for note in own:
            if not any(first < line < note.line.number for line in lines):
                yield note
        return
    taken = {each.zone for each in calls if each.row.call == call.row.call}
    free = [note for note in same if zones[id(note)] not in taken]
    yield from [note for note in free if note in below] or free
