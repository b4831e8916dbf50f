"""The names and headings pending until their table or contract total comes."""

from collections.abc import Callable
from dataclasses import dataclass

from clsctl.brochure.page.outline import Line
from clsctl.brochure.tables.blocks import Named
from clsctl.brochure.tables.open_table import OpenTable
from clsctl.brochure.tables.roles import RoleLog
from clsctl.brochure.words.names import Names, is_section
from clsctl.rules import brochures


@dataclass(frozen=True, slots=True)
class Pending:
    """A territoire's name pending until its table or contract total."""

    code: str
    line: Line
    chapter: int
    in_section: bool


class Waiting:
    """The lines above the next table: a known name, an unknown heading, the line directly above."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.pending: Pending | None = None
        self.unknown: Line | None = None
        self.loose: Line | None = None  # the latest unknown heading outside tables
        self.lost: list[Line] = []  # names whose own table may be lost, and that the next one took
        self.latest: Line | None = None  # the line directly above, if it is outside tables

    def name(self, pending: Pending) -> None:
        """Keep a known name; an unknown heading above it had no table."""
        self.pending, self.unknown = pending, None

    def heading(self, line: Line, *, opens_section: bool, in_section: bool) -> None:
        """Keep an unknown heading; one that opens a section ends the reach of an earlier one."""
        self.loose = line
        if opens_section:
            within = in_section and self.unknown is not None and (not line.level or line.level > self.unknown.level)
            self.unknown = self.unknown if within else None
        elif self.pending is None:
            self.unknown = line

    def first_chapter(self) -> None:
        """Drop the headings of cover and introduction, except a name directly above the first chapter."""
        self.unknown = None

    def for_table(
        self, before: OpenTable | None, line: Line, record: RoleLog, *, is_lost: Callable[[Pending], bool]
    ) -> tuple[str | None, Line | None]:
        """The territoire named above the table that opens at `line`, and an unknown heading there.

        `is_lost` reports a name whose own table is lost.
        """
        heading, unknown = before.names(record) if before is not None else (None, None)
        if self.pending is not None:
            # Between the territoire's name and its table: possibly a sub-heading.
            if self.loose is not None and self.loose.number > self.pending.line.number:
                record.doubt(brochures.BETWEEN, self.loose)
            if is_lost(self.pending):
                self.lost.append(self.pending.line)
                heading = self.pending.code
            elif self.pending.line.is_heading or not self.pending.in_section:  # otherwise a word of a chart
                heading = self.pending.code
            self.pending = None
        elif heading is None:
            unknown = self.unknown or unknown or self._right_above(line)
        self.unknown = self.loose = self.latest = None
        return heading, unknown

    def for_contract(self, line: Line) -> tuple[str | None, Line | None]:
        """The territoire named above a contract total, and a heading there that may name an unknown one."""
        code = self.pending.code if self.pending else None
        unknown = self.unknown or self._right_above(line)
        if self.pending is not None:
            after = self.loose is not None and self.loose.number > self.pending.line.number
            unknown = self.loose if after and self.loose is not None and self._may_name(self.loose) else None
        self.pending = self.unknown = self.latest = None
        return code, unknown

    def second_name(self, table: OpenTable) -> None:
        """Doubt a second known name above the rows of `table`: its labels contradict each other."""
        if table.has_rows and self.pending is not None and self.pending.line.number < table.last.number:
            table.named.append(Named(self.pending.code, self.pending.line))
            self.pending = None

    def _right_above(self, line: Line) -> Line | None:
        near = self.latest is not None and self.latest.sheet == line.sheet and self._may_name(self.latest)
        return self.latest if near else None

    def _may_name(self, line: Line) -> bool:
        return not is_section(line.text) and self.names.may_name_territoire(line.text)
