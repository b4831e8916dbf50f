"""The list of contents: its entries, and where it ends."""

import re

from clsctl.brochure.blocks import Entry
from clsctl.brochure.figures import is_row
from clsctl.brochure.names import Names
from clsctl.brochure.outline import Line


def contents_entry(line: Line, names: Names, *, inside: bool) -> Entry | None:
    """An entry of the list of contents: words and the number of a page, not an amount."""
    head, _, tail = line.text.rpartition(" ")
    if not (head and tail.isdigit() and len(tail) <= 3) or (inside and re.search(r"\d$", head)):
        return None
    wording = names.axe(head.rstrip(" ._…"))
    if wording is not None and wording.known and re.search(r"[^\W\d_]", head[5:]):
        return Entry(head, wording.numero, int(tail), line)
    return Entry(head.rstrip(" ._…"), None, int(tail), line) if inside else None


def ends_contents(line: Line, names: Names) -> bool:
    """Whatever may begin a part or a table ends the list: nothing of it is swallowed."""
    known = names.axe(line.text) is not None or names.territoire(line.text) is not None
    return line.is_heading or known or is_row(line) or len(line.text) > 200
