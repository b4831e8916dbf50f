"""The chapters of a brochure during the walk: one per axe that its headings open."""

from collections.abc import Sequence

from clsctl.brochure.tables.blocks import Block, Chapter
from clsctl.brochure.tables.waiting_names import Pending


class Chapters:
    """The chapters so far, the latest last."""

    def __init__(self) -> None:
        self.found: list[Chapter] = []

    @property
    def latest(self) -> int:
        """The index of the latest chapter; -1 before the first."""
        return len(self.found) - 1

    def open(self, axe: int, *, fresh: bool, titled: bool, blocks: Sequence[Block]) -> bool:
        """Open a chapter if `fresh`, else the first table of a chapter with a title page; True before all tables."""
        if fresh:
            self.found.append(Chapter(axe, title=False, sections=0))
        elif titled and all(block.chapter != self.latest for block in blocks):
            self.found[-1] = Chapter(axe, title=True, sections=0)
        return fresh and not blocks

    def section(self) -> None:
        """End the latest chapter with a part without tables."""
        last = self.found[-1]
        self.found[-1] = Chapter(last.axe, last.title, last.sections + 1)

    def lost_table_of(self, blocks: Sequence[Block], pending: Pending, *, fresh: bool) -> bool:
        """Doubt a name left before a new chapter: its table in the previous chapter may be lost."""
        before = [block for block in blocks if block.chapter == self.latest - 1]
        return (
            fresh
            and not pending.in_section
            and pending.chapter == self.latest
            and all(block.heading != pending.code for block in before)
        )
