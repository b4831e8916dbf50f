"""The blocks of an outline, in one pass over its lines: a role for each line, a doubt where none fits."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from clsctl.brochure.page.outline import Line, Outline
from clsctl.brochure.printed_amounts import holds_amount
from clsctl.brochure.tables.arrangement import is_by_territory
from clsctl.brochure.tables.blocks import Block, Blocks, ContractTotal, Named, Total
from clsctl.brochure.tables.chapters import Chapters
from clsctl.brochure.tables.contents import Contents
from clsctl.brochure.tables.footnotes import Notes
from clsctl.brochure.tables.line_kinds import is_row, labelled, may_be_figure, noise
from clsctl.brochure.tables.open_table import OpenTable, columns_named, heading_code
from clsctl.brochure.tables.roles import Role, RoleLog
from clsctl.brochure.tables.total_labels import TotalLabel, named_by
from clsctl.brochure.tables.waiting_names import Pending, Waiting
from clsctl.brochure.words.names import AxeWording, Names, footnote_text, is_section, scale_of
from clsctl.finding import Rule
from clsctl.rules import brochures


def find_blocks(outline: Outline, names: Names) -> Blocks:
    """The tables and printed figures of `outline`; every line gets a role, every doubtful one a finding."""
    walk = _Walk(outline.source, names, by_territory=is_by_territory(outline.lines, names))
    lines = outline.lines
    position = 0
    while position < len(lines):
        position += walk.take(lines, position)
    return walk.end()


class _Walk:
    """One pass over the lines, in order, with the table and names open so far."""

    def __init__(self, source: str, names: Names, *, by_territory: bool) -> None:
        self.by_territory = by_territory
        self.part: str | None = None  # the territoire of the part, in a text arranged by territory
        self.names, self.record, self.contents = names, RoleLog(source), Contents(names)
        self.open: OpenTable | None = None
        self.above = Waiting(names)
        self.axe = 0  # of the chapter; 0 outside every chapter
        self.in_section = self.in_list = False
        self.types: frozenset[str] = frozenset()
        self.blocks: list[Block] = []
        self.contracts: list[ContractTotal] = []
        self.chapters = Chapters()
        self.prose: list[Line] = []
        self.notes = Notes()
        self.running: list[Named] = []

    def take(self, lines: Sequence[Line], position: int) -> int:  # noqa: PLR0911 (one return per kind of line)
        """Take the line at `position` with the lines that belong to it; returns how many."""
        line = lines[position]
        if line.head:
            return self._columns(line)
        if role := self._noise(line):
            self.record.give(role, line)
            self._runs(line, role)
            return 1
        if self.contents.take(line, before_tables=not self.blocks):
            self.record.give(Role.CONTENTS, line)
            self.above.latest = None
            return 1
        # An axe's heading is marked as a heading or matches the wording exactly; a list of axes does neither.
        if (wording := self.names.axe(line.text)) and (wording.known or line.is_heading):
            self._axe_or_entry(lines, position, wording)
            return 1
        if (code := heading_code(line, self.open, self.names)) and len([cell for cell in line.cells if cell]) == 1:
            self._territoire(line, code)
            return 1
        called = self.open.called if self.open is not None and self.open.has_rows else None
        if self.chapters.found and self.notes.take(line, called=called, apart=self.in_section):
            self.record.give(Role.FOOTNOTE, line)
            return 1
        self.notes.end()
        if taken := self._total(lines, position):
            return taken
        if self.open is None or not self.open.take(columns_named(line, self.open, self.names), self.record):
            self._close(None)
            self._outside(line)
            self.above.latest = line if self.open is None else None
        return 1

    def _axe_or_entry(self, lines: Sequence[Line], position: int, wording: AxeWording) -> None:
        if not self.blocks and self._is_listed(lines, position):
            self.record.give(Role.PROSE, lines[position])
        else:
            self._axe(lines[position], wording)

    def _is_listed(self, lines: Sequence[Line], position: int) -> bool:
        """True for an axis that the introduction lists: the line above or below it names another axis."""
        own = self.names.axe(lines[position].text)
        beside = [lines[place] for place in (position - 1, position + 1) if 0 <= place < len(lines)]
        others = [
            self.names.axe(line.text) for line in beside if not line.is_heading and line.sheet == lines[position].sheet
        ]
        listed = any(other is not None and own is not None and other.numero != own.numero for other in others)
        return listed and not lines[position].is_heading

    def _noise(self, line: Line) -> Role | None:
        """The role of page furniture; a name in small letters at the edge of a page is a running head too."""
        if line.margin and not line.is_heading and self.names.mentions.of(line.text).is_pure:
            return Role.RUNNING
        return noise(line, among_rows=self.open is not None and self.open.has_rows)

    def _runs(self, line: Line, role: Role) -> None:
        """Keep the territoire that a running head names."""
        mention = self.names.mentions.of(line.text)
        if role is Role.RUNNING and mention.is_pure:
            self.running.append(Named(mention.code or "", line))

    def end(self) -> Blocks:
        """Close whatever is open; a name before a new chapter is its own where every other table has one too."""
        self._close(None)
        if any(block.heading is None for block in self.blocks):
            for line in self.above.lost:
                self.record.doubt(brochures.ALONE, line)
        return Blocks(
            tuple(block.with_running(self.running) for block in self.blocks),
            tuple(self.contracts),
            tuple(self.chapters.found),
            tuple(self.contents.entries),
            tuple(self.prose),
            tuple(self.notes.found),
            self.record.roles,
            tuple(self.record.findings),
        )

    def _axe(self, line: Line, wording: AxeWording) -> None:
        numero = wording.numero
        self.record.give(Role.AXE, line)
        self.contents.goes_on = self.in_section = self.in_list = False
        self.types = frozenset()
        if not wording.known:
            self.record.doubt(brochures.AXE_WORDING, line, axe=numero)
        if self.open is not None and self.open.has_rows:
            goes_on = wording.continued or self.open.last.sheet != line.sheet
            same = wording.code in {None, self.open.territoire}
            if self.open.axe == numero and self.above.pending is None and goes_on and same:
                self.record.give(Role.REPEATED, line)
                return
            self._close(None)
        elif self.open is not None and self._is_repeated(line, self.open):
            self.record.give(Role.REPEATED, line)
            return
        before = self.open if self.open is not None and self.open.axe == numero else None
        if self.chapters.open(numero, fresh=numero != self.axe, titled=before is not None, blocks=self.blocks):
            self.above.first_chapter()
        fresh = self.axe not in {numero, 0} and not self.by_territory
        lost = partial(self.chapters.lost_table_of, self.blocks, fresh=fresh)
        heading, unknown = self.above.for_table(before, line, self.record, is_lost=lost)
        self.axe = numero
        if self.by_territory and heading is None and unknown is None:
            heading = self.part
        self.open = OpenTable(numero, self.chapters.latest, line, heading, unknown)
        self.open.named += before.named if before is not None else []
        if wording.code is not None:
            self.open.named.append(Named(wording.code, line))

    def _is_repeated(self, line: Line, table: OpenTable) -> bool:
        """True for the heading that a drawn table repeats on the next page, where its first rows stand."""
        first = line.boxed is not None and line.boxed.breaks and line.sheet != table.opened.sheet
        return first and line.text == table.opened.text and self.above.pending is None

    def _columns(self, line: Line) -> int:
        """Take the column headings of a drawn table, which may repeat on each page."""
        if self.open is None:
            self.record.give(Role.COLUMNS, line)
            if scale_of(line.text):
                self.record.doubt(brochures.SCALE, line)
        elif self.open.has_rows:
            self.record.give(Role.COLUMNS, line)
            self.open.heads.add(line.text)
            if Decimal(scale_of(line.text) or 1) != self.open.scale:
                self.record.doubt(brochures.SCALE, line)
        else:
            columns_named(line, self.open, self.names)
            self.open.heads.add(line.text)
            self.record.give(Role.COLUMNS, line)
            self.open.scale = Decimal(scale_of(line.text) or 1)
        return 1

    def _territoire(self, line: Line, code: str) -> None:
        self.record.give(Role.TERRITOIRE, line)
        if self.names.referentiel.by_code[code].type == "region" and (self.axe or not self.blocks):
            self.record.give(Role.SECTION, line)
            return
        self.part = code
        if self.open is not None and self.open.has_rows:
            if self.open.heading == code:
                self.record.give(Role.REPEATED, line)
                return
            self._close(None)
        if self.open is not None and self.open.heading is None:
            self.open.heading = code
            return
        if self.in_section and not line.is_heading and (self.above.pending is not None or self.in_list):
            self.above.pending, self.in_list = None, True  # names in a legend or list have no table
            return
        if self.above.pending is not None and self.axe and not self.in_section:
            self.record.doubt(brochures.ALONE, self.above.pending.line)
        self.above.name(Pending(code, line, self.chapters.latest + 1, self.in_section))

    def _total(self, lines: Sequence[Line], position: int) -> int:
        """Take a total with the lines of its amount; returns how many, 0 where none begins there."""
        found = labelled(lines, position, self.open.scale if self.open else Decimal(1), self.names)
        if found is None:
            return 0
        line = found.lines[0]
        found.note(self.record)
        if found.printed is None or found.printed.montant is None:
            self._close(None)
        else:
            self._sum(Total(found.label.rstrip(" :"), found.printed, line, found.said.axe), found.said)
        return len(found.lines) + len(found.rulers)

    def _sum(self, total: Total, said: TotalLabel) -> None:
        """Record a contract total, or close the open table with its total and the territoire named."""
        named = named_by(said, total.line)
        if said.is_contract or (self.open is None and said.codes and not said.axe):
            self._contract(total, named)
            return
        if self.open is not None:
            self.open.named.extend(named)
        self._close(total)

    def _contract(self, total: Total, named: tuple[Named, ...]) -> None:
        self._close(None)
        heading, unknown = self.above.for_contract(total.line)
        if self.by_territory and heading is None and unknown is None:
            heading = self.part
        self.contracts.append(ContractTotal(total, heading, self.types, named, unknown))
        self.record.give(Role.FIGURE, total.line)

    def _close(self, total: Total | None) -> None:
        if self.open is None:
            if total is not None:
                self.record.doubt(brochures.TOTAL_ALONE, total.line)
            return
        if total is not None and total.axe not in {0, self.open.axe}:
            self.record.doubt(brochures.AXE_TOTAL, total.line, axe=self.open.axe, value=total.axe)
        self.above.second_name(self.open)
        if self.open.has_rows or total is not None:
            block = self.open.close(total)
            self.blocks.append(block)
            if not self.open.has_rows and total is not None:
                self.record.doubt(brochures.TOTAL_ALONE, total.line)
        self.open = None

    def _outside(self, line: Line) -> None:
        if self.axe and not self.in_section and not line.is_heading and not footnote_text(line.text) and is_row(line):
            self._headless(line)
        elif self.chapters.found and may_be_figure(line):
            self._in_doubt(brochures.OUTSIDE, line)
        elif line.is_heading or is_section(line.text):
            self._section(line)
        elif self.chapters.found:
            self._after(line)
        else:
            self.prose.append(line)
            self.record.give(Role.PROSE, line)

    def _headless(self, line: Line) -> None:
        """Doubt a row after a total and before the next axe heading: its table's heading is lost."""
        if self.above.loose is not None:
            self.record.doubt(brochures.BETWEEN, self.above.loose)
        code = self.above.pending.code if self.above.pending else None
        self.open = OpenTable(self.axe, self.chapters.latest, line, code, self.above.unknown)
        self.above = Waiting(self.names)
        self.open.take(line, self.record)

    def _section(self, line: Line) -> None:
        self.record.give(Role.SECTION, line)
        self.in_list = False
        self.types = self.names.types(line.text)  # of the latest heading alone: an older one is about another part
        self.above.heading(line, opens_section=is_section(line.text), in_section=self.in_section or not self.axe)
        if is_section(line.text):
            self.in_section = True
            self.part = None
            if self.contents.names_part(line.text):
                self.axe = 0  # the chapter ends here
            elif self.chapters.found and self.axe:
                self.chapters.section()

    def _after(self, line: Line) -> None:
        if holds_amount(line.text):
            self._in_doubt(brochures.OUTSIDE, line)
        elif self.axe and not self.in_section:
            self._in_doubt(brochures.STRAY, line)
        else:
            self.record.give(Role.PROSE, line)

    def _in_doubt(self, rule: Rule, line: Line) -> None:
        self.record.give(Role.DOUBT, line)
        self.record.doubt(rule, line)
