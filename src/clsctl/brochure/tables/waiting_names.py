"""The names and headings that wait for their table or their contract total."""

from collections.abc import Callable
from dataclasses import dataclass

from clsctl.brochure.page.outline import Line
from clsctl.brochure.tables.blocks import Named
from clsctl.brochure.tables.open_table import OpenTable
from clsctl.brochure.tables.roles import Record
from clsctl.brochure.words.names import Names, is_section
from clsctl.rules import brochures


@dataclass(frozen=True, slots=True)
class Pending:
    """A territoire's name that waits for its table or its contract total."""

    code: str
    line: Line
    chapter: int
    in_section: bool


class Waiting:
    """What stands above the next table: a known name, a heading that names nothing known, the line right above."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.pending: Pending | None = None
        self.unknown: Line | None = None
        self.loose: Line | None = None  # the latest heading outside tables that names nothing known
        self.latest: Line | None = None  # the line right above, if it is no part of a table

    def name(self, pending: Pending) -> None:
        """A known name; an unknown heading above it headed nothing."""
        self.pending, self.unknown = pending, None

    def heading(self, line: Line, *, opens_section: bool, in_section: bool) -> None:
        """A heading without a known name; one that opens a section ends what an unknown one above it named."""
        self.loose = line
        if opens_section:
            within = in_section and self.unknown is not None and (not line.level or line.level > self.unknown.level)
            self.unknown = self.unknown if within else None
        elif self.pending is None:
            self.unknown = line

    def first_chapter(self) -> None:
        """The headings of cover and introduction name no table, but for a name right above the first."""
        self.unknown = None

    def for_table(
        self, before: OpenTable | None, line: Line, record: Record, *, is_lost: Callable[[Pending], bool]
    ) -> tuple[str | None, Line | None]:
        """The territoire named above the table that opens at `line`, and a heading there that names none known.

        `is_lost` says of a name that the table which it headed is lost.
        """
        heading, unknown = before.names(record) if before is not None else (None, None)
        if self.pending is not None:
            # Between the territoire's name and its table: a sub-heading, perhaps.
            if self.loose is not None and self.loose.number > self.pending.line.number:
                record.doubt(brochures.BETWEEN, self.loose)
            if is_lost(self.pending):
                record.doubt(brochures.ALONE, self.pending.line)
            elif self.pending.line.is_heading or not self.pending.in_section:  # else the word of a chart
                heading = self.pending.code
            self.pending = None
        elif heading is None:
            unknown = self.unknown or unknown or self._right_above(line)
        self.unknown = self.loose = self.latest = None
        return heading, unknown

    def for_contract(self, line: Line) -> tuple[str | None, Line | None]:
        """The territoire named above a contract total, and a heading there that may name one that is not known."""
        code = self.pending.code if self.pending else None
        unknown = self.unknown or self._right_above(line)
        if self.pending is not None:
            after = self.loose is not None and self.loose.number > self.pending.line.number
            unknown = self.loose if after and self.loose is not None and self._may_name(self.loose) else None
        self.pending = self.unknown = self.latest = None
        return code, unknown

    def second_name(self, table: OpenTable) -> None:
        """A second known name above the rows of `table`: its labels then contradict each other."""
        if table.has_rows and self.pending is not None and self.pending.line.number < table.last.number:
            table.named.append(Named(self.pending.code, self.pending.line))
            self.pending = None

    def _right_above(self, line: Line) -> Line | None:
        near = self.latest is not None and self.latest.sheet == line.sheet and self._may_name(self.latest)
        return self.latest if near else None

    def _may_name(self, line: Line) -> bool:
        return not is_section(line.text) and self.names.may_name_territoire(line.text)
