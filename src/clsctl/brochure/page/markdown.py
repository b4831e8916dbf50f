"""The outline of Markdown or plain text: headings, rows split by tabs, pipes or leaders, paragraphs."""

import html
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from clsctl.brochure.page.outline import Above, Line, clean, one_space
from clsctl.brochure.printed_amounts import amount_columns

HEADING = re.compile(r"\s{0,3}(?P<marks>#{1,6})\s+(?P<text>.*?)\s*#*\s*$")
TAGS = re.compile(r"</?(?:b|i|u|em|strong|sub|sup|span|br|p|td|tr|th)\b[^<>]{0,80}>", re.IGNORECASE)
BOLD_START = re.compile(r"\s*(?:\*\*|__|<b>|<strong>)", re.IGNORECASE)
RULING = frozenset(" \t|:+=_*-")
LEAST_PAGES = 3
LONG_RUN = re.compile(r"([ .…_\t*=-])\1{79,}")  # as wide as a page: longer runs only slow a reader down


def read_markdown(text: str) -> Iterator[Line]:
    """The non-blank lines of `text`, in order; a line after a blank line is marked APART.

    A text with form feeds has pages: what repeats at the head or foot of most of them is marked as their edge.
    """
    lines = list(_lines(text))
    pages = [page.count("\n") for page in re.sub(r"\r\n|\r", "\n", text).split("\f")]
    yield from _edged(lines, pages) if len(pages) >= LEAST_PAGES else lines


def _edged(lines: Sequence[Line], pages: Sequence[int]) -> Iterator[Line]:
    """The lines with those at the edges of pages marked that most pages repeat, but for their numbers."""
    starts = [1 + before + index for index, before in enumerate(accumulate([0, *pages[:-1]]))]
    held: dict[int, list[Line]] = {}
    for line in lines:
        held.setdefault(bisect_right(starts, line.number), []).append(line)
    ends = {line.number: line for found in held.values() for line in (found[0], found[-1])}
    stems = Counter(_stem(line) for line in ends.values())
    for line in lines:
        repeats = line.number in ends and stems[_stem(line)] >= max(LEAST_PAGES, len(held) // 2)
        yield replace(line, edge=True) if repeats else line


def _stem(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text)


def _lines(text: str) -> Iterator[Line]:
    apart, in_bold = True, False
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text.replace("\f", "\n")), start=1):
        line = LONG_RUN.sub(lambda run: run[1] * 80, raw)
        if not line.strip():
            apart, in_bold = True, False
            continue
        bold = in_bold or BOLD_START.match(line.lstrip("# |")) is not None
        in_bold = in_bold ^ (line.count("**") % 2 == 1)
        yield _line(number, line, bold=bold, apart=apart)
        apart = False


def is_ruler(text: str) -> bool:
    """True for a line of dashes or similar signs, without text."""
    return RULING.issuperset(text) and any(run in text for run in ("--", "==", "___", "***"))


def _line(number: int, raw: str, *, bold: bool, apart: bool) -> Line:
    heading = HEADING.match(raw)
    body = heading["text"] if heading else raw
    if is_ruler(TAGS.sub("", body)):
        return Line(number, body.strip(), (body.strip(),))
    cells = tuple(_plain(cell) for cell in _cells(body, is_heading=heading is not None))
    return Line(
        number=number,
        text=one_space(" ".join(cells)),
        cells=cells,
        level=len(heading["marks"]) if heading else 0,
        bold=bold,
        hard_break=raw.endswith(("  ", "\\")) and len(cells) == 1,
        above=Above.APART if apart else Above.UNKNOWN,
    )


def _cells(body: str, *, is_heading: bool) -> tuple[str, ...]:
    bare = body.strip(" ")
    if bare.startswith("|") and bare.endswith("|") and len(bare) > 1:
        return tuple(re.split(r"(?<!\\)\|", bare[1:-1]))
    if "\t" in bare:
        return tuple(bare.split("\t"))
    return (bare,) if is_heading else amount_columns(_plain(bare))


def _plain(text: str) -> str:
    unmarked = TAGS.sub(" " if "<br" in text.lower() else "", text)
    unmarked = re.sub(r"\*\*|__", "", unmarked)
    if unmarked.count("*") in {1, 2}:  # emphasis, perhaps open at the line's end
        unmarked = re.sub(r"^\s*\*(?=\S)|(?<=\S)\*\s*$", "", unmarked)
    unmarked = re.sub(r"\\(?=[\\`*_{}\[\]()#+.!|-])", "", unmarked)
    return clean(html.unescape(unmarked)).strip()
