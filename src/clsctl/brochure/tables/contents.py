"""The table of contents: its entries, where it ends, and the printed pages that it gives."""

import re
from collections.abc import Mapping
from dataclasses import replace

from clsctl.brochure.page.outline import Line
from clsctl.brochure.tables.blocks import Blocks, Entry
from clsctl.brochure.tables.line_kinds import is_row
from clsctl.brochure.words.names import Names, is_contents
from clsctl.vocabulary.folding import fold


class Contents:
    """The table of contents during the walk: its entries so far, and whether it is still open."""

    def __init__(self, names: Names) -> None:
        """A list not yet started; `names` recognises the axes of its entries."""
        self.names = names
        self.entries: list[Entry] = []
        self.goes_on = False
        self.sheet = 0

    def take(self, line: Line, *, before_tables: bool) -> bool:
        """True where `line` is the heading of the contents or part of them; contents precede the tables."""
        line = replace(line, text=line.text.removeprefix("• "))
        if is_contents(line.text):
            self.goes_on, self.sheet = True, line.sheet
            return True
        entry = self._entry(line) if before_tables else None
        if entry is not None and (entry.axe is not None or self.goes_on):
            self._add(entry)
            return True
        if before_tables and self.goes_on and (bare := self._without_page(line)) is not None:
            self.entries.append(bare)
            return True
        self.goes_on = self.goes_on and not self._is_ended_by(line)
        return self.goes_on

    def _add(self, entry: Entry) -> None:
        """Add an entry; the page of one over two lines stands on the second."""
        above = self.entries[-1] if self.entries else None
        if above is not None and above.page is None and entry.axe in {None, above.axe} and above.axe is not None:
            self.entries[-1] = replace(above, page=entry.page)
        else:
            self.entries.append(entry)

    def _without_page(self, line: Line) -> Entry | None:
        """An entry that prints no page, or prints it on the next line: an axis or a territoire not listed yet."""
        if line.is_heading or line.boxed is not None or line.sheet != self.sheet or is_row(line):
            return None
        wording = self.names.axe(line.text)
        if wording is not None:
            listed = any(entry.axe == wording.numero for entry in self.entries)
            return None if listed and wording.code is None else Entry(line.text, wording.numero, None, line)
        known = self.names.territoire(line.text) is not None
        listed = any(fold(entry.text) == fold(line.text) for entry in self.entries)
        return Entry(line.text, None, None, line) if known and not listed else None

    def names_part(self, title: str) -> bool:
        """True where `title` opens an entry that is not an axe's: the contents show that a chapter ends there."""
        return any(entry.axe is None and fold(title).startswith(fold(entry.text)) for entry in self.entries)

    def _entry(self, line: Line) -> Entry | None:
        """True for words and a page number, not an amount."""
        head, _, tail = line.text.rpartition(" ")
        if not (head and tail.isdigit() and len(tail) <= 3) or (self.goes_on and re.search(r"\d$", head)):
            return None
        wording = self.names.axe(head.rstrip(" ._…"))
        if wording is not None and wording.known and re.search(r"[^\W\d_]", head[5:]):
            return Entry(head, wording.numero, int(tail), line)
        return Entry(head.rstrip(" ._…"), None, int(tail), line) if self.goes_on else None

    def _is_ended_by(self, line: Line) -> bool:
        """True for a line that may begin a part or a table, which ends the contents."""
        known = self.names.axe(line.text) is not None or self.names.territoire(line.text) is not None
        return line.is_heading or known or is_row(line) or len(line.text) > 200


def pages_from_contents(found: Blocks) -> Mapping[int, int]:
    """The printed page of each block, by index; empty where one chapter does not fit.

    A chapter has a title page if its title is set apart, a page per table, and one per part without tables.
    """
    entries = found.contents
    axes = [entry.axe for entry in entries if entry.axe is not None]
    if not axes or axes != [chapter.axe for chapter in found.chapters]:
        return {}
    pages: dict[int, int] = {}
    for index, chapter in enumerate(found.chapters):
        members = [number for number, block in enumerate(found.blocks) if block.chapter == index]
        place = next(number for number, entry in enumerate(entries) if entry.axe == chapter.axe)
        if place + 1 == len(entries):
            continue  # the end of the last chapter is unknown
        one, two = entries[place].page, entries[place + 1].page
        if one is None or two is None:
            return {}
        expected = chapter.title + len(members) + chapter.sections
        if two - one != expected:
            return {}
        first = one + chapter.title
        if first < 1:
            return {}
        pages |= {number: first + offset for offset, number in enumerate(members)}
    return pages
