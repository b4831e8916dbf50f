"""An open table during the walk: its lines as rows, sub-headings or column headings, and its names."""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from clsctl.brochure.page.outline import Line
from clsctl.brochure.printed_amounts import holds_amount, parse_printed
from clsctl.brochure.tables.blocks import Block, BlockPart, Named, Total
from clsctl.brochure.tables.line_kinds import is_row
from clsctl.brochure.tables.roles import Role, RoleLog
from clsctl.brochure.words.names import Names, calls_in, is_column_heading, is_section, scale_of
from clsctl.rules import brochures


@dataclass
class OpenTable:
    """An open table: what is known from above it, and its lines so far."""

    axe: int
    chapter: int
    opened: Line
    heading: str | None
    unknown: Line | None
    scale: Decimal = Decimal(1)
    named: list[Named] = field(default_factory=list)
    called: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    parts: list[tuple[Line | None, list[Line]]] = field(default_factory=lambda: [(None, [])])

    @property
    def territoire(self) -> str | None:
        """Its territoire, as far as its labels name one."""
        return self.heading or next((named.code for named in self.named), None)

    @property
    def has_rows(self) -> bool:
        """True once a row has been taken."""
        return any(lines for _objectif, lines in self.parts)

    @property
    def last(self) -> Line:
        """The latest line of a row."""
        return next(lines[-1] for _objectif, lines in reversed(self.parts) if lines)

    def take(self, line: Line, record: RoleLog) -> bool:
        """Take `line` as a row or a heading and record which; False for the title that ends the table."""
        if line.text in self.heads and line.sheet != self.opened.sheet:
            record.give(Role.COLUMNS, line)
            return True
        if not line.whole and is_column_heading(line.cells) and not is_row(line) and not self.parts[-1][1]:
            self.heads.add(line.text)
            record.give(Role.COLUMNS, line)
            self.scale = Decimal(scale_of(line.text) or 1)
            return True
        filled = [cell for cell in line.cells if cell]
        if line.level and len(filled) > 1:
            record.doubt(brochures.OBJECTIF_AMOUNT, line)
        if line.is_heading and len(filled) == 1 and parse_printed(line.text) is None:
            return self._heading(line, record)
        record.give(Role.ROW, line)
        self.parts[-1][1].append(line)
        self.called |= calls_in(line.text)
        return True

    def _heading(self, line: Line, record: RoleLog) -> bool:
        above = self.parts[-1][0]
        if above is not None and above.text == line.text and self.parts[-1][1] and above.sheet != line.sheet:
            record.give(Role.REPEATED, line)  # on each page that the table covers
            return True
        if line.level and line.level < max(self.opened.level, 2) and not self.has_rows:
            record.give(Role.SECTION, line)
            self.unknown = line
            return True
        if is_section(line.text) and line.level in {1, self.opened.level}:
            return False
        record.give(Role.OBJECTIF, line)
        if holds_amount(line.text):
            record.doubt(brochures.OBJECTIF_AMOUNT, line)
        self.parts.append((line, []))
        return True

    def names(self, record: RoleLog) -> tuple[str | None, Line | None]:
        """The territoire and the unknown heading that a title without rows passes to the table below."""
        for objectif, _lines in self.parts:
            if objectif is not None:
                record.give(Role.SECTION, objectif)  # between the title and the table: possibly a name
                self.unknown = objectif
        return self.heading, self.unknown

    def close(self, total: Total | None) -> Block:
        """The table as a value, with its total or without."""
        parts = tuple(BlockPart(objectif, tuple(lines)) for objectif, lines in self.parts if objectif or lines)
        return Block(
            self.axe, self.chapter, self.opened, self.heading, self.unknown, parts, total, self.scale, tuple(self.named)
        )


def heading_code(line: Line, table: OpenTable | None, names: Names) -> str | None:
    """The territoire that a heading names: by its own name or, above the rows, by that of its contract."""
    code = names.territoire(line.text)
    if code is not None or (table is not None and table.has_rows) or not (line.is_heading or table is not None):
        return code
    mention = names.mentions.of(line.text)
    return mention.code if mention.is_pure and not line.text[:1].islower() else None


def columns_named(line: Line, table: OpenTable, names: Names) -> Line:
    """A column heading without the territoire that it names, now in `table`."""
    if table.has_rows or len(line.cells) < 2 or (code := names.mentions.of(line.text).code) is None or is_row(line):
        return line
    cells = tuple(names.mentions.of(cell).without for cell in line.cells)
    if not line.head and not is_column_heading(cells):
        return line
    table.named.append(Named(code, line))
    return replace(line, cells=cells, text=" ".join(cells))
