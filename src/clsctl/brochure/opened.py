"""Inside a table: which line is a row, a sub-heading or the heads of the columns; and names that wait for a table."""

from dataclasses import dataclass, field
from decimal import Decimal

from clsctl.brochure import doubts
from clsctl.brochure.blocks import Block, Part, Total
from clsctl.brochure.figures import is_row
from clsctl.brochure.names import is_column_heading, is_section, scale_of
from clsctl.brochure.outline import Line
from clsctl.brochure.printed import holds_amount, parse_printed
from clsctl.brochure.roles import Record, Role


@dataclass
class OpenTable:
    """A table that the walk is in: what is known above it, and its lines so far."""

    axe: int
    chapter: int
    opened: Line
    heading: str | None
    unknown: Line | None
    scale: Decimal = Decimal(1)
    parts: list[tuple[Line | None, list[Line]]] = field(default_factory=lambda: [(None, [])])

    @property
    def has_rows(self) -> bool:
        """True once a line of a row has come."""
        return any(lines for _objectif, lines in self.parts)

    @property
    def last(self) -> Line:
        """The latest line of a row."""
        return [line for _objectif, lines in self.parts for line in lines][-1]

    def take(self, line: Line, record: Record) -> bool:
        """Take `line` as a row or a heading, and note which; False for the title that ends the table."""
        if is_column_heading(line.cells) and not is_row(line) and not self.parts[-1][1]:
            record.give(Role.COLUMNS, line)
            self.scale = Decimal(scale_of(line.text) or 1)
            return True
        filled = [cell for cell in line.cells if cell]
        if line.level and len(filled) > 1:
            record.doubt(doubts.OBJECTIF_AMOUNT, line)
        if line.is_heading and len(filled) == 1 and parse_printed(line.text) is None:
            return self._heading(line, record)
        record.give(Role.ROW, line)
        self.parts[-1][1].append(line)
        return True

    def _heading(self, line: Line, record: Record) -> bool:
        if line.level and line.level < max(self.opened.level, 2) and not self.has_rows:
            record.give(Role.SECTION, line)
            self.unknown = line
            return True
        if is_section(line.text) and line.level in {1, self.opened.level}:
            return False
        record.give(Role.OBJECTIF, line)
        if holds_amount(line.text):
            record.doubt(doubts.OBJECTIF_AMOUNT, line)
        self.parts.append((line, []))
        return True

    def names(self, record: Record) -> tuple[str | None, Line | None]:
        """What a title without rows hands on to the table below: its territoire, and a heading that names none."""
        for objectif, _lines in self.parts:
            if objectif is not None:
                record.give(Role.SECTION, objectif)  # between the title and the table: a name, perhaps
                self.unknown = objectif
        return self.heading, self.unknown

    def close(self, total: Total | None) -> Block:
        """The table as a value, with its total or without."""
        parts = tuple(Part(objectif, tuple(lines)) for objectif, lines in self.parts if objectif or lines)
        return Block(self.axe, self.chapter, self.opened, self.heading, self.unknown, parts, total, self.scale)


@dataclass(frozen=True, slots=True)
class Pending:
    """A territoire's name that waits for its table or its contract total."""

    code: str
    line: Line
    chapter: int
    in_section: bool
