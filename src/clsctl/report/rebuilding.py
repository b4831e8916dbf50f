"""The proof of a page: rebuilt from the data that it carries, and compared byte for byte."""

from collections.abc import Iterator
from html import unescape
from io import StringIO
from itertools import zip_longest
from pathlib import Path

from clsctl.dataset.opening import open_dataset
from clsctl.errors import UsageError
from clsctl.finding import Finding, FindingLog, Findings, Place
from clsctl.language import quoted, speaking
from clsctl.report.gathering import gather
from clsctl.report.page import page, writer
from clsctl.report.page_head import PageHead, read_page_head
from clsctl.rules.pages import PAGE_NOT_PROVED, REPORT_ALTERED
from clsctl.sheets.carried import page_name
from clsctl.sheets.sources import Source
from clsctl.vocabulary.selection import Request

# The part of a line that a finding shows: a piece of this length, or as much around the first difference.
LONGEST, BEFORE, AFTER = 120, 30, 60


def page_findings(pages: tuple[Source, ...]) -> Findings:
    """The first difference of each page from the one that its data give; none where all are the same bytes."""
    log = FindingLog()
    for source in pages:
        if source.page is not None:
            log.extend(_findings(page_name(source.name), source.page))
    return log.close()


def _findings(name: str, path: Path) -> Iterator[Finding]:
    found, head = path.read_bytes(), read_page_head(path)
    rebuilt = _rebuilt(path, head)
    if rebuilt == found:
        return
    if head.writer != writer() or rebuilt is None:
        yield Finding(PAGE_NOT_PROVED, Place(name), {"value": head.writer, "expected": writer()})
        return
    line, value, expected = _difference(found.decode("utf-8", "replace"), rebuilt.decode("utf-8"))
    if unescape(value) != unescape(expected):  # as the page shows them
        value, expected = unescape(value), unescape(expected)
    facts = {"value": quoted(value), "expected": quoted(expected), "name": name}
    yield Finding(REPORT_ALTERED, Place(name, line), facts)


def _rebuilt(path: Path, head: PageHead) -> bytes | None:
    """The page that its own data give, in its language; None for lines that no report of this version holds."""
    with speaking(head.language), open_dataset([str(path)]) as dataset:
        try:
            return page(gather(dataset, Request()), head.writer)
        except UsageError:
            return None


def _difference(found: str, rebuilt: str) -> tuple[int, str, str]:
    """The first line that differs, and the text or the tag of each at its first different character."""
    pairs = zip_longest(*(StringIO(text, newline="\n") for text in (found, rebuilt)), fillvalue="")
    line, one, other = next((i, a, b) for i, (a, b) in enumerate(pairs, start=1) if a != b)
    place = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return line, _piece(one, place), _piece(other, place)


def _piece(line: str, place: int) -> str:
    """The text between two tags, or the tag, at that place of the line; its part nearest to it where it is long."""
    opened, closed = line.rfind("<", 0, place), line.rfind(">", 0, place)
    if opened > closed:
        start, end = opened, line.find(">", place) + 1 or len(line)
    else:
        start, end = closed + 1, line.find("<", place)
    whole = line[start : end if end >= 0 else len(line)]
    whole = whole.removesuffix("\n") or whole
    return whole if len(whole) <= LONGEST else line[max(start, place - BEFORE) : place + AFTER]
