"""Outline → blocks: one pass over the lines, that gives each its role and doubts what it cannot place."""

from collections.abc import Sequence
from decimal import Decimal

from clsctl.brochure import doubts
from clsctl.brochure.blocks import Block, Blocks, Chapter, ContractTotal, Entry, Role, Total
from clsctl.brochure.contents import contents_entry, ends_contents
from clsctl.brochure.doubts import doubt
from clsctl.brochure.figures import is_row, labelled, may_be_figure
from clsctl.brochure.markdown import is_ruler
from clsctl.brochure.names import Names, footnote_text, is_column_heading, is_contents, is_section, scale_of
from clsctl.brochure.opened import OpenTable, Pending
from clsctl.brochure.outline import Line, Outline
from clsctl.brochure.printed import holds_amount, parse_printed
from clsctl.finding import Finding, Rule
from clsctl.referentiel import fold


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
        self.source, self.names = source, names
        self.open: OpenTable | None = None
        self.pending: Pending | None = None
        self.unknown: Line | None = None
        self.loose: Line | None = None  # the latest heading outside tables that names nothing known
        self.axe = 0  # of the chapter; 0 outside every chapter
        self.in_contents = self.in_section = self.in_list = False
        self.types: frozenset[str] = frozenset()
        self.blocks: list[Block] = []
        self.contracts: list[ContractTotal] = []
        self.chapters: list[Chapter] = []
        self.contents: list[Entry] = []
        self.prose: list[Line] = []
        self.footnotes: dict[str, str] = {}
        self.roles: dict[int, Role] = {}
        self.findings: list[Finding] = []

    def take(self, lines: Sequence[Line], position: int) -> int:
        """Take the line at `position` and those that belong to it; how many were taken."""
        line = lines[position]
        if self._noise(line) or self._contents(line):
            return 1
        if (wording := self.names.axe(line.text)) and self._is_title(line, known=wording.known):
            self._axe(line, wording.numero, known=wording.known, continued=wording.continued)
            return 1
        if (code := self.names.territoire(line.text)) and len([cell for cell in line.cells if cell]) == 1:
            self._territoire(line, code)
            return 1
        if taken := self._total(lines, position):
            return taken
        if self.open is not None:
            self._inside(line)
        else:
            self._outside(line)
        return 1

    def end(self) -> Blocks:
        """Close what is open."""
        self._close(None)
        return Blocks(
            tuple(self.blocks),
            tuple(self.contracts),
            tuple(self.chapters),
            tuple(self.contents),
            tuple(self.prose),
            self.footnotes,
            self.roles,
            tuple(self.findings),
        )

    def _set(self, line: Line, role: Role) -> None:
        for number in line.numbers:
            self.roles[number] = role

    def _doubt(self, rule: Rule, line: Line, **facts: object) -> None:
        self.findings.append(doubt(rule, self.source, line, **facts))

    def _noise(self, line: Line) -> bool:
        if is_ruler(line.text):
            self._set(line, Role.RULER)
        elif line.edge:
            self._set(line, Role.PAGE_NUMBER if line.text.strip("- –—").isdigit() else Role.RUNNING)
        elif (
            line.text.isdigit()
            and len(line.text) <= 3
            and not line.is_heading
            and not (self.open and self.open.has_rows)
        ):
            self._set(line, Role.PAGE_NUMBER)
        else:
            return False
        return True

    def _is_title(self, line: Line, *, known: bool) -> bool:
        """A heading of an axe is marked as one, or is one by its very wording; a list of axes is not."""
        return known or line.is_heading

    def _contents(self, line: Line) -> bool:
        if is_contents(line.text):
            self.in_contents = True
            self._set(line, Role.CONTENTS)
            return True
        entry = contents_entry(line, self.names, inside=self.in_contents) if not self.blocks else None
        if entry is not None and (entry.axe is not None or self.in_contents):
            self.contents.append(entry)
        elif not self.in_contents or ends_contents(line, self.names):
            self.in_contents = False
            return False
        self._set(line, Role.CONTENTS)
        return True

    def _axe(self, line: Line, numero: int, *, known: bool, continued: bool) -> None:
        self._set(line, Role.AXE)
        self.in_contents = self.in_section = self.in_list = False
        self.types = frozenset()
        if not known:
            self._doubt(doubts.AXE_WORDING, line, axe=numero)
        if self.open is not None and self.open.has_rows:
            if self.open.axe == numero and self.pending is None and (continued or self.open.last.sheet != line.sheet):
                self._set(line, Role.REPEATED)
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
        heading = before.heading if before is not None else None
        unknown = before.unknown if before is not None else None
        for objectif in [objectif for objectif, _lines in before.parts if objectif] if before is not None else []:
            self._set(objectif, Role.SECTION)  # between the chapter's title and the table: a name, perhaps
            unknown = objectif
        if self.pending is not None:
            if self.loose is not None and self.loose.number > self.pending.line.number:
                self._doubt(doubts.HEADING, self.loose)  # between the territoire's name and the table: a sub-heading?
            if self._is_of_last_chapter(self.pending, numero):
                self._doubt(doubts.ALONE, self.pending.line)
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
        self._set(line, Role.TERRITOIRE)
        if self.names.referentiel.by_code[code].type == "region" and self.axe:
            self._set(line, Role.SECTION)
            return
        if self.open is not None and self.open.has_rows:
            if self.open.heading == code:
                self._set(line, Role.REPEATED)
                return
            self._close(None)
        if self.open is not None and self.open.heading is None:
            self.open.heading = code
            return
        if self.in_section and not line.is_heading and (self.pending is not None or self.in_list):
            self.pending, self.in_list = None, True  # a legend or a list of names heads nothing
            return
        if self.pending is not None and self.axe and not self.in_section:
            self._doubt(doubts.ALONE, self.pending.line)
        self.pending = Pending(code, line, len(self.chapters), self.in_section)
        self.unknown = None

    def _total(self, lines: Sequence[Line], position: int) -> int:
        """Take a total with the lines of its amount; how many lines, 0 if it is none."""
        found = labelled(lines, position, self.open.scale if self.open else Decimal(1))
        if found is None:
            return 0
        line = found.lines[0]
        for each in found.lines:
            self._set(each, Role.TOTAL)
        for each in found.rulers:
            self._set(each, Role.RULER)
        if found.printed is None or found.printed.montant is None:
            self._doubt(doubts.TOTAL_LOST, line)
            self._close(None)
        elif found.is_contract:
            self._contract(Total(found.label.rstrip(" :"), found.printed, line))
        else:
            self._close(Total(found.label.rstrip(" :"), found.printed, line, found.axe or 0))
        return len(found.lines) + len(found.rulers)

    def _contract(self, total: Total) -> None:
        self._close(None)
        self.contracts.append(ContractTotal(total, self.pending.code if self.pending else None, self.types))
        self._set(total.line, Role.FIGURE)
        self.pending = self.unknown = None

    def _close(self, total: Total | None) -> None:
        if self.open is None:
            if total is not None:
                self._doubt(doubts.TOTAL_ALONE, total.line)
            return
        if total is not None and total.axe not in {0, self.open.axe}:
            self._doubt(doubts.AXE_TOTAL, total.line, axe=self.open.axe, value=total.axe)
        if self.open.has_rows or total is not None:
            block = self.open.close(total)
            self.blocks.append(block)
            if not self.open.has_rows and total is not None:
                self._doubt(doubts.TOTAL_ALONE, total.line)
        self.open = None

    def _inside(self, line: Line) -> None:
        assert self.open is not None  # noqa: S101 (the caller saw it)
        scale = scale_of(line.text)
        if is_column_heading(line.cells) and not is_row(line) and not self.open.parts[-1][1]:
            self._set(line, Role.COLUMNS)
            self.open.scale = Decimal(scale or 1)
            return
        filled = [cell for cell in line.cells if cell]
        if line.level and len(filled) > 1:
            self._doubt(doubts.OBJECTIF_AMOUNT, line)
        if line.is_heading and len(filled) == 1 and parse_printed(line.text) is None:
            self._heading(line)
            return
        self._set(line, Role.ROW)
        self.open.parts[-1][1].append(line)

    def _heading(self, line: Line) -> None:
        assert self.open is not None  # noqa: S101 (the caller saw it)
        if line.level and line.level < max(self.open.opened.level, 2) and not self.open.has_rows:
            self._unknown_heading(line)
            return
        if is_section(line.text) and line.level in {1, self.open.opened.level}:
            self._close(None)
            self._outside(line)
            return
        self._set(line, Role.OBJECTIF)
        if holds_amount(line.text):
            self._doubt(doubts.OBJECTIF_AMOUNT, line)
        self.open.parts.append((line, []))

    def _unknown_heading(self, line: Line) -> None:
        self._set(line, Role.SECTION)
        if self.open is not None:
            self.open.unknown = line
        else:
            self.unknown = line

    def _outside(self, line: Line) -> None:
        note = footnote_text(line.text)
        if self.axe and not self.in_section and not line.is_heading and not note and is_row(line):
            self._headless(line)
        elif self.chapters and may_be_figure(line):
            self._set(line, Role.DOUBT)
            self._doubt(doubts.OUTSIDE, line)
        elif line.is_heading or is_section(line.text):
            self._section(line)
        elif note and self.chapters:
            self.footnotes.setdefault(*note)
            self._set(line, Role.FOOTNOTE)
        elif self.chapters:
            self._after(line)
        else:
            self.prose.append(line)
            self._set(line, Role.PROSE)

    def _headless(self, line: Line) -> None:
        """A row after a total, before any heading of an axe: a table that has lost its own."""
        if self.loose is not None:
            self._doubt(doubts.HEADING, self.loose)
        code = self.pending.code if self.pending else None
        self.open = OpenTable(self.axe, len(self.chapters) - 1, line, code, self.unknown)
        self.pending = self.unknown = self.loose = None
        self._inside(line)

    def _section(self, line: Line) -> None:
        self._set(line, Role.SECTION)
        self.loose, self.in_list = line, False
        self.types = self.names.types(line.text)  # of the latest heading alone: an older one speaks of another part
        if is_section(line.text):
            self.in_section = True
            self.unknown = None
            if any(entry.axe is None and fold(line.text).startswith(fold(entry.text)) for entry in self.contents):
                self.axe = 0  # the list of contents says that the chapter ends here
            elif self.chapters and self.axe:
                last = self.chapters[-1]
                self.chapters[-1] = Chapter(last.axe, last.title, last.sections + 1)
        elif self.pending is None:
            self.unknown = line

    def _after(self, line: Line) -> None:
        self._set(line, Role.PROSE)
        if holds_amount(line.text):
            self._set(line, Role.DOUBT)
            self._doubt(doubts.OUTSIDE, line)
        elif not self.in_section and self.axe:
            self._set(line, Role.DOUBT)
            self._doubt(doubts.STRAY, line)
