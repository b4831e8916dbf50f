"""The chapters of a brochure while it is read: one for each axe that its headings open."""

from collections.abc import Sequence

from clsctl.brochure.tables.blocks import Block, Chapter
from clsctl.brochure.tables.waiting_names import Pending


class Chapters:
    """The chapters so far, the latest last."""

    def __init__(self) -> None:
        self.found: list[Chapter] = []

    @property
    def latest(self) -> int:
        """The index of the latest; -1 before the first."""
        return len(self.found) - 1

    def open(self, axe: int, *, fresh: bool, titled: bool, blocks: Sequence[Block]) -> bool:
        """A new chapter if `fresh`, or the first table of one whose title stands apart; True before all tables."""
        if fresh:
            self.found.append(Chapter(axe, title=False, sections=0))
        elif titled and all(block.chapter != self.latest for block in blocks):
            self.found[-1] = Chapter(axe, title=True, sections=0)
        return fresh and not blocks

    def section(self) -> None:
        """A part without table ends the latest."""
        last = self.found[-1]
        self.found[-1] = Chapter(last.axe, last.title, last.sections + 1)

    def lost_table_of(self, blocks: Sequence[Block], pending: Pending, *, fresh: bool) -> bool:
        """A name that stands before a new chapter may head a table that the chapter before has lost."""
        before = [block for block in blocks if block.chapter == self.latest - 1]
        return (
            fresh
            and not pending.in_section
            and pending.chapter == self.latest
            and all(block.heading != pending.code for block in before)
        )
