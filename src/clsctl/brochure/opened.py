"""What the walk holds while a table is open: its lines so far, and names that wait for one."""

from dataclasses import dataclass, field
from decimal import Decimal

from clsctl.brochure.blocks import Block, Part, Total
from clsctl.brochure.outline import Line


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
