"""Outline → blocks: one pass over the lines, that gives each its role and doubts what it cannot place."""

from collections.abc import Sequence
from decimal import Decimal

from clsctl.brochure import doubts
from clsctl.brochure.blocks import Block, Blocks, Chapter, ContractTotal, Total
from clsctl.brochure.contents import Contents
from clsctl.brochure.figures import is_row, labelled, may_be_figure, noise
from clsctl.brochure.names import Names, footnote_text, is_section
from clsctl.brochure.opened import OpenTable, Pending
from clsctl.brochure.outline import Line, Outline
from clsctl.brochure.printed import holds_amount
from clsctl.brochure.roles import Record, Role
from clsctl.finding import Rule


def find_blocks(outline: Outline, names: Names) -> Blocks:
    """The tables and printed figures of `outline`; every line has its role, and what is doubtful its finding."""
    walk = _Walk(outline.source, names)
    lines = outline.lines
    position = 0
    while position < len(lines):
        position += walk.take(lines, position)
    return walk.end()


class _Walk:
    """One pass over the lines, in order; it holds what is open."""

    def __init__(self, source: str, names: Names) -> None:
        self.names, self.record, self.contents = names, Record(source), Contents(names)
        self.open: OpenTable | None = None
        self.pending: Pending | None = None
        self.unknown: Line | None = None
        self.loose: Line | None = None  # the latest heading outside tables that names nothing known
        self.axe = 0  # of the chapter; 0 outside every chapter
        self.in_section = self.in_list = False
        self.types: frozenset[str] = frozenset()
        self.blocks: list[Block] = []
        self.contracts: list[ContractTotal] = []
        self.chapters: list[Chapter] = []
        self.prose: list[Line] = []
        self.footnotes: dict[str, str] = {}

    def take(self, lines: Sequence[Line], position: int) -> int:
        """Take the line at `position` and those that belong to it; how many were taken."""
        line = lines[position]
        if role := noise(line, among_rows=self.open is not None and self.open.has_rows):
            self.record.give(role, line)
            return 1
        if self.contents.take(line, before_tables=not self.blocks):
            self.record.give(Role.CONTENTS, line)
            return 1
        # A heading of an axe is marked as one, or is one by its very wording; a list of axes is not.
        if (wording := self.names.axe(line.text)) and (wording.known or line.is_heading):
            self._axe(line, wording.numero, known=wording.known, continued=wording.continued)
            return 1
        if (code := self.names.territoire(line.text)) and len([cell for cell in line.cells if cell]) == 1:
            self._territoire(line, code)
            return 1
        if taken := self._total(lines, position):
            return taken
        if self.open is None or not self.open.take(line, self.record):
            self._close(None)
            self._outside(line)
        return 1

    def end(self) -> Blocks:
        """Close what is open."""
        self._close(None)
        return Blocks(
            tuple(self.blocks),
            tuple(self.contracts),
            tuple(self.chapters),
            tuple(self.contents.entries),
            tuple(self.prose),
            self.footnotes,
            self.record.roles,
            tuple(self.record.findings),
        )

    def _axe(self, line: Line, numero: int, *, known: bool, continued: bool) -> None:
        self.record.give(Role.AXE, line)
        self.contents.goes_on = self.in_section = self.in_list = False
        self.types = frozenset()
        if not known:
            self.record.doubt(doubts.AXE_WORDING, line, axe=numero)
        if self.open is not None and self.open.has_rows:
            if self.open.axe == numero and self.pending is None and (continued or self.open.last.sheet != line.sheet):
                self.record.give(Role.REPEATED, line)
                return
            self._close(None)
        before = self.open if self.open is not None and self.open.axe == numero else None
        self._chapter(numero, titled=before is not None)
        heading, unknown = self._names_before(before, numero)
        self.axe, self.loose = numero, None
        self.open = OpenTable(numero, len(self.chapters) - 1, line, heading, unknown)

    def _chapter(self, numero: int, *, titled: bool) -> None:
        """A new chapter, or the first table of one whose title stands apart."""
        if numero != self.axe:
            self.chapters.append(Chapter(numero, title=False, sections=0))
            if not self.blocks:
                self.unknown = None  # the headings of cover and introduction
        elif titled and all(block.chapter != len(self.chapters) - 1 for block in self.blocks):
            self.chapters[-1] = Chapter(numero, title=True, sections=0)

    def _names_before(self, before: OpenTable | None, numero: int) -> tuple[str | None, Line | None]:
        """The territoire named above the table, and a heading there that names none known."""
        heading, unknown = before.names(self.record) if before is not None else (None, None)
        if self.pending is not None:
            # Between the territoire's name and its table: a sub-heading, perhaps.
            if self.loose is not None and self.loose.number > self.pending.line.number:
                self.record.doubt(doubts.HEADING, self.loose)
            if self._is_of_last_chapter(self.pending, numero):
                self.record.doubt(doubts.ALONE, self.pending.line)
            elif self.pending.line.is_heading or not self.pending.in_section:  # else the word of a chart
                heading = self.pending.code
            self.pending = None
        if self.unknown is not None:
            unknown, self.unknown = self.unknown, None
        return heading, unknown

    def _is_of_last_chapter(self, pending: Pending, numero: int) -> bool:
        """A name that stands before a new chapter may head a table that the chapter before has lost."""
        before = [block for block in self.blocks if block.chapter == len(self.chapters) - 2]
        fresh = self.axe not in {numero, 0} and not pending.in_section
        return (
            fresh
            and pending.chapter == len(self.chapters) - 1
            and all(block.heading != pending.code for block in before)
        )

    def _territoire(self, line: Line, code: str) -> None:
        self.record.give(Role.TERRITOIRE, line)
        if self.names.referentiel.by_code[code].type == "region" and self.axe:
            self.record.give(Role.SECTION, line)
            return
        if self.open is not None and self.open.has_rows:
            if self.open.heading == code:
                self.record.give(Role.REPEATED, line)
                return
            self._close(None)
        if self.open is not None and self.open.heading is None:
            self.open.heading = code
            return
        if self.in_section and not line.is_heading and (self.pending is not None or self.in_list):
            self.pending, self.in_list = None, True  # a legend or a list of names heads nothing
            return
        if self.pending is not None and self.axe and not self.in_section:
            self.record.doubt(doubts.ALONE, self.pending.line)
        self.pending = Pending(code, line, len(self.chapters), self.in_section)
        self.unknown = None

    def _total(self, lines: Sequence[Line], position: int) -> int:
        """Take a total with the lines of its amount; how many lines, 0 if it is none."""
        found = labelled(lines, position, self.open.scale if self.open else Decimal(1))
        if found is None:
            return 0
        line = found.lines[0]
        for each in found.lines:
            self.record.give(Role.TOTAL, each)
        for each in found.rulers:
            self.record.give(Role.RULER, each)
        if found.printed is None or found.printed.montant is None:
            self.record.doubt(doubts.TOTAL_LOST, line)
            self._close(None)
        elif found.is_contract:
            self._contract(Total(found.label.rstrip(" :"), found.printed, line))
        else:
            self._close(Total(found.label.rstrip(" :"), found.printed, line, found.axe or 0))
        return len(found.lines) + len(found.rulers)

    def _contract(self, total: Total) -> None:
        self._close(None)
        self.contracts.append(ContractTotal(total, self.pending.code if self.pending else None, self.types))
        self.record.give(Role.FIGURE, total.line)
        self.pending = self.unknown = None

    def _close(self, total: Total | None) -> None:
        if self.open is None:
            if total is not None:
                self.record.doubt(doubts.TOTAL_ALONE, total.line)
            return
        if total is not None and total.axe not in {0, self.open.axe}:
            self.record.doubt(doubts.AXE_TOTAL, total.line, axe=self.open.axe, value=total.axe)
        if self.open.has_rows or total is not None:
            block = self.open.close(total)
            self.blocks.append(block)
            if not self.open.has_rows and total is not None:
                self.record.doubt(doubts.TOTAL_ALONE, total.line)
        self.open = None

    def _outside(self, line: Line) -> None:
        note = footnote_text(line.text)
        if self.axe and not self.in_section and not line.is_heading and not note and is_row(line):
            self._headless(line)
        elif self.chapters and may_be_figure(line):
            self._in_doubt(doubts.OUTSIDE, line)
        elif line.is_heading or is_section(line.text):
            self._section(line)
        elif note and self.chapters:
            self.footnotes.setdefault(*note)
            self.record.give(Role.FOOTNOTE, line)
        elif self.chapters:
            self._after(line)
        else:
            self.prose.append(line)
            self.record.give(Role.PROSE, line)

    def _headless(self, line: Line) -> None:
        """A row after a total, before any heading of an axe: a table that has lost its own."""
        if self.loose is not None:
            self.record.doubt(doubts.HEADING, self.loose)
        code = self.pending.code if self.pending else None
        self.open = OpenTable(self.axe, len(self.chapters) - 1, line, code, self.unknown)
        self.pending = self.unknown = self.loose = None
        self.open.take(line, self.record)

    def _section(self, line: Line) -> None:
        self.record.give(Role.SECTION, line)
        self.loose, self.in_list = line, False
        self.types = self.names.types(line.text)  # of the latest heading alone: an older one speaks of another part
        if is_section(line.text):
            self.in_section = True
            self.unknown = None
            if self.contents.names_part(line.text):
                self.axe = 0  # the chapter ends here
            elif self.chapters and self.axe:
                last = self.chapters[-1]
                self.chapters[-1] = Chapter(last.axe, last.title, last.sections + 1)
        elif self.pending is None:
            self.unknown = line

    def _after(self, line: Line) -> None:
        if holds_amount(line.text):
            self._in_doubt(doubts.OUTSIDE, line)
        elif self.axe and not self.in_section:
            self._in_doubt(doubts.STRAY, line)
        else:
            self.record.give(Role.PROSE, line)

    def _in_doubt(self, rule: Rule, line: Line) -> None:
        self.record.give(Role.DOUBT, line)
        self.record.doubt(rule, line)
