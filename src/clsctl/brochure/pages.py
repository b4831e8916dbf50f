"""Printed pages from the list of contents, where its differences fit the blocks exactly; else none."""

from collections.abc import Mapping

from clsctl.brochure.blocks import Blocks


def pages_from_contents(found: Blocks) -> Mapping[int, int]:
    """The printed page of each block, by its index; empty where one chapter does not fit.

    A chapter has a title page if its title stands apart, a page for each table, and one for each part without table.
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
            continue  # nothing says where the last chapter ends
        expected = chapter.title + len(members) + chapter.sections
        if entries[place + 1].page - entries[place].page != expected:
            return {}
        first = entries[place].page + chapter.title
        pages |= {number: first + offset for offset, number in enumerate(members)}
    return pages
