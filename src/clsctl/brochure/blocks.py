"""Outline → blocks: the tables of lines between an axe's heading and its total, and the printed figures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum, auto

from clsctl.brochure import doubts
from clsctl.brochure.doubts import doubt
from clsctl.brochure.markdown import is_ruler
from clsctl.brochure.names import (
    Names,
    footnote_text,
    is_column_heading,
    is_contents,
    is_contract_total,
    is_section,
    scale_of,
    total_axe,
)
from clsctl.brochure.outline import Line, Outline
from clsctl.brochure.printed import GROUP, Printed, holds_amount, parse_printed, splits
from clsctl.finding import Finding, Rule
from clsctl.referentiel import fold


class Role(StrEnum):
    """What a line of the source was used as; the roles after FIGURE are reasons why nothing was read from it."""

    ROW = auto()
    OBJECTIF = auto()
    AXE = auto()
    TERRITOIRE = auto()
    TOTAL = auto()
    CONTENTS = auto()
    FIGURE = auto()
    FOOTNOTE = auto()
    COLUMNS = auto()
    RULER = auto()
    PAGE_NUMBER = auto()
    RUNNING = auto()
    SECTION = auto()
    PROSE = auto()
    REPEATED = auto()
    DOUBT = auto()


@dataclass(frozen=True, slots=True)
class Total:
    """A printed total: its label, its amount, the lines it stands on (the first gives its page)."""

    libelle: str
    printed: Printed
    line: Line
    axe: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of a table under one sub-heading (None before the first)."""

    objectif: Line | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A table: its axe, the territoire whose heading is printed (None: missing), its parts, its total."""

    axe: int
    chapter: int
    opened: Line
    heading: str | None
    unknown: Line | None
    parts: tuple[Part, ...]
    total: Total | None
    scale: Decimal


@dataclass(frozen=True, slots=True)
class ContractTotal:
    """A printed total of a whole contract; `heading` is None where no territoire is named, `types` narrow it."""

    total: Total
    heading: str | None
    types: frozenset[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the list of contents: its words, its axe (None: another part), its printed page."""

    text: str
    axe: int | None
    page: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of one axe: whether it has a title page, and how many parts without table end it."""

    axe: int
    title: bool
    sections: int


@dataclass(frozen=True, slots=True)
class Blocks:
    """All that the walk over an outline found."""

    blocks: tuple[Block, ...]
    contracts: tuple[ContractTotal, ...]
    chapters: tuple[Chapter, ...]
    contents: tuple[Entry, ...]
    prose: tuple[Line, ...]
    footnotes: dict[str, str]
    roles: dict[int, Role]
    findings: tuple[Finding, ...]


@dataclass
class _Open:
    axe: int
    chapter: int
    opened: Line
    heading: str | None
    unknown: Line | None
    scale: Decimal = Decimal(1)
    parts: list[tuple[Line | None, list[Line]]] = field(default_factory=lambda: [(None, [])])

    @property
    def has_rows(self) -> bool:
        return any(lines for _objectif, lines in self.parts)

    def close(self, total: Total | None) -> Block:
        parts = tuple(Part(objectif, tuple(lines)) for objectif, lines in self.parts if objectif or lines)
        return Block(self.axe, self.chapter, self.opened, self.heading, self.unknown, parts, total, self.scale)


@dataclass(frozen=True, slots=True)
class _Pending:
    code: str
    line: Line
    chapter: int


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
        self.open: _Open | None = None
        self.pending: _Pending | None = None
        self.unknown: Line | None = None
        self.loose: Line | None = None  # the latest heading outside tables that names nothing known
        self.axe = 0  # of the chapter; 0 outside every chapter
        self.in_contents = self.in_section = False
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
            tuple(self.blocks), tuple(self.contracts), tuple(self.chapters), tuple(self.contents), tuple(self.prose),
            self.footnotes, self.roles, tuple(self.findings),
        )  # fmt: skip

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
        elif line.text.isdigit() and len(line.text) <= 3 and not line.is_heading and not (self.open and self.open.has_rows):
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
        head, _, tail = line.text.rpartition(" ")
        entry = self.names.axe(head.rstrip(" ._…")) if tail.isdigit() and len(tail) <= 3 and not self.blocks else None
        if entry and entry.known and head.lower().startswith("axe") and not head.rstrip().lower().endswith("axe"):
            self.contents.append(Entry(head, entry.numero, int(tail)))
            self._set(line, Role.CONTENTS)
            return True
        if not self.in_contents:
            return False
        if line.level or self.names.axe(line.text) and line.is_heading:
            self.in_contents = False
            return False
        if tail.isdigit() and len(tail) <= 3 and head:
            self.contents.append(Entry(head.rstrip(" ._…"), None, int(tail)))
        self._set(line, Role.CONTENTS)
        return True

    def _axe(self, line: Line, numero: int, *, known: bool, continued: bool) -> None:
        self._set(line, Role.AXE)
        self.in_contents = self.in_section = False
        self.types = frozenset()
        if not known:
            self._doubt(doubts.AXE_WORDING, line, axe=numero)
        if self.open is not None and self.open.has_rows:
            last = [part_line for _objectif, lines in self.open.parts for part_line in lines][-1]
            if self.open.axe == numero and self.pending is None and (continued or last.sheet != line.sheet):
                self._set(line, Role.REPEATED)
                return
            self._close(None)
        title = self.open is not None and self.open.axe == numero
        heading = self.open.heading if self.open is not None and title else None
        unknown = self.open.unknown if self.open is not None and title else None
        if self.open is not None and title:
            for objectif, _lines in self.open.parts:
                if objectif is not None:  # it stands between the chapter's title and the table: a name, perhaps
                    self._set(objectif, Role.SECTION)
                    unknown = objectif
        if numero != self.axe:
            self.chapters.append(Chapter(numero, title=False, sections=0))
            if not self.blocks and not title:
                self.unknown = None  # the headings of cover and introduction
        elif title and self.chapters and heading is None:
            self.chapters[-1] = Chapter(numero, title=True, sections=0)
        self.axe = numero
        if self.pending is not None:
            if self._is_of_last_chapter(self.pending, numero):
                self._doubt(doubts.ALONE, self.pending.line)
            else:
                heading = self.pending.code
            self.pending = None
        self.loose = None
        if self.unknown is not None:
            unknown, self.unknown = self.unknown, None
        self.open = _Open(numero, len(self.chapters) - 1, line, heading, unknown)

    def _is_of_last_chapter(self, pending: _Pending, numero: int) -> bool:
        """A name that stands before a new chapter may head a table that the chapter before has lost."""
        before = [block for block in self.blocks if block.chapter == len(self.chapters) - 2]
        fresh = self.axe != numero and self.axe != 0 and not self.in_section
        return fresh and pending.chapter == len(self.chapters) - 1 and all(block.heading != pending.code for block in before)

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
        if self.in_section and not line.is_heading and self.pending is not None:
            self.pending = None  # a legend or a list of names heads nothing
            return
        if self.pending is not None and self.axe and not self.in_section:
            self._doubt(doubts.ALONE, self.pending.line)
        self.pending = _Pending(code, line, len(self.chapters))
        self.unknown = None

    def _total(self, lines: Sequence[Line], position: int) -> int:
        """Take a total with the lines of its amount; how many lines, 0 if it is none."""
        line = lines[position]
        label, printed, ambiguous = _labelled(line, self.open.scale if self.open else Decimal(1))
        axe = total_axe(label)
        contract = is_contract_total(label)
        if axe is None and not contract:
            return 0
        taken = 1
        if printed is None:
            following = []
            for later in lines[position + 1 : position + 4]:
                if is_ruler(later.text):
                    self._set(later, Role.RULER)
                    taken += 1
                    continue
                if not later.text or later.text[0] not in "0123456789":
                    break
                following.append(later)
            scale = self.open.scale if self.open else Decimal(1)
            for count in range(len(following), 0, -1):
                printed = parse_printed(" ".join(part.text for part in following[:count]), scale)
                if printed is not None and (count == 1 or all(_is_piece(part.text) for part in following[:count])):
                    for part in following[:count]:
                        self._set(part, Role.TOTAL)
                    taken += count
                    break
                printed = None
        self._set(line, Role.TOTAL)
        if printed is None or printed.montant is None or ambiguous:
            self._doubt(doubts.TOTAL_LOST, line)
            self._close(None)
            return taken
        total = Total(label.rstrip(" :"), printed, line, axe or 0)
        if contract:
            self._contract(total)
        else:
            self._close(total)
        return taken

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
        if is_column_heading(line.cells) and not _is_row(line):
            self._set(line, Role.COLUMNS)
            self.open.scale = Decimal(scale or 1)
            return
        if scale and not self.open.has_rows and not line.is_heading:
            self.open.scale = Decimal(scale)
            self._set(line, Role.COLUMNS)
            return
        filled = [cell for cell in line.cells if cell]
        if line.is_heading and len(filled) == 1 and not _amount_only(line):
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
        if self.chapters and _may_be_figure(line.text):
            self._set(line, Role.DOUBT)
            self._doubt(doubts.OUTSIDE, line)
        elif line.is_heading or is_section(line.text):
            self._section(line)
        elif note and self.chapters:
            self.footnotes.setdefault(*note)
            self._set(line, Role.FOOTNOTE)
        elif self.axe and not self.in_section and _is_row(line):
            if self.loose is not None:
                self._doubt(doubts.HEADING, self.loose)
            code = self.pending.code if self.pending else None
            self.open = _Open(self.axe, len(self.chapters) - 1, line, code, self.unknown)
            self.pending = self.unknown = self.loose = None
            self._inside(line)
        elif self.chapters:
            self._after(line)
        else:
            self.prose.append(line)
            self._set(line, Role.PROSE)

    def _section(self, line: Line) -> None:
        self._set(line, Role.SECTION)
        self.loose = line
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


def _labelled(line: Line, scale: Decimal) -> tuple[str, Printed | None, bool]:
    """The label and the amount of what may be a total, and whether it has several readings."""
    filled = [cell for cell in line.cells if cell]
    if len(filled) == 2:
        return filled[0], parse_printed(filled[1], scale), False
    readings = [split for split in splits(line.text, scale, signed=False) if _is_total(split.label)]
    if readings:
        return readings[0].label, readings[0].printed, len(readings) > 1
    return line.text, None, False


def _may_be_figure(text: str) -> bool:
    """True for words beside a number as large as an amount; the bare numbers of a chart's scale are none."""
    return re.search(r"[^\W\d_]{3}", text) is not None and (
        re.search(rf"\d{GROUP}\d{{3}}(?!\d)|\d\.\d{{3}}(?!\d)", text) is not None
        or (fold(text).startswith(("total", "montant", "sous total")) and re.search(r"\d{4}", text) is not None)
    )


def _is_total(label: str) -> bool:
    return total_axe(label) is not None or is_contract_total(label)


def _is_piece(text: str) -> bool:
    return text[0].isdigit()


def _amount_only(line: Line) -> bool:
    return parse_printed(line.text) is not None


def _is_row(line: Line) -> bool:
    filled = [cell for cell in line.cells if cell]
    if len(filled) > 1:
        return parse_printed(filled[-1]) is not None
    return bool(splits(line.text)) or parse_printed(line.text) is not None
