"""CSV records and cells, split exactly as the engine splits them, so that both readings of a file agree."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from io import StringIO

from clsctl.sheets.limits import RECORD

QUOTE = '"'
ESCAPED = re.compile('"(.?)', re.DOTALL)
# Inside quotes; the engine takes `" "` in the middle of a cell for a doubled quote and loses it.
WITHIN = r'(?P<quoted>(?:[^"]++|"[ ]*")*+)'


class OpenQuoteError(Exception):
    """A quote that is never closed, or that closes before the end of its cell."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class LongRecordError(Exception):
    """A record longer than the limit."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Patterns of one separator: a cell from its start, the rest of a quoted one on a later line, a line within a
    quoted cell.
    """

    cell: re.Pattern[str]
    rest: re.Pattern[str]
    opened: re.Pattern[str]
    still_open: re.Pattern[str]


@cache
def _patterns(separator: str) -> _Patterns:
    mark = re.escape(separator)
    # One blank before a quoted cell and any after it are dropped. After two, the quote is a character.
    end = rf'"[ ]*(?P<end>{mark}|\r?\n|\r|\Z)'
    plain = rf'(?P<plain>(?![ ]?")[^{mark}\r\n]*)(?P<stop>{mark}|\r?\n|\r|\Z)'
    return _Patterns(
        re.compile(rf'[ ]?"{WITHIN}{end}|{plain}'),
        re.compile(WITHIN + end),
        re.compile(rf'[ ]?"{WITHIN}\Z'),
        re.compile(rf"{WITHIN}\Z"),
    )


def records(lines: Iterable[str], separator: str) -> Iterator[tuple[int, list[str]]]:  # noqa: C901 (one state per line)
    """The first line of each record, and its cells; blank lines are skipped. OpenQuoteError where a record breaks off.

    `lines` keep their ends, LF, CRLF or CR. LongRecordError for a cell longer than the limit.
    """
    patterns = _patterns(separator)
    begin, cells = 0, list[str]()
    opened: StringIO | None = None  # a list of lines would take 50 times the memory where they are short
    for number, line in enumerate(lines, 1):
        if QUOTE not in line:
            if opened is not None:
                opened = _held(opened, line, begin)
            elif bare := line.rstrip("\r\n"):
                yield number, bare.split(separator)
            continue
        position, pattern = 0, patterns.rest
        if opened is None:
            begin, cells, pattern = number, [], patterns.cell
            position = _take_plain(line, position, separator, cells)
        while found := pattern.match(line, position):
            quoted, end = found["quoted"], found["end"]
            if quoted is None:
                cells.append(found["plain"])
                end = found["stop"]
            else:
                text = quoted if opened is None else opened.getvalue() + quoted
                cells.append(ESCAPED.sub(r"\1", text) if QUOTE in text else text)
                opened = None
            position, pattern = found.end(), patterns.cell
            if end != separator:
                yield begin, cells
                break
            position = _take_plain(line, position, separator, cells)
        else:
            still = (patterns.opened if opened is None else patterns.still_open).fullmatch(line, position)
            if still is None:
                raise OpenQuoteError(begin)
            opened = _held(opened, still["quoted"], begin)
    if opened is not None:
        raise OpenQuoteError(begin)


def _take_plain(line: str, position: int, separator: str, cells: list[str]) -> int:
    """Add all cells before the next quote in one step; returns the start of the next cell."""
    quote = line.find(QUOTE, position)
    cut = line.rfind(separator, position, len(line) if quote < 0 else quote)
    if cut < 0:
        return position
    cells += line[position:cut].split(separator)
    return cut + 1


def _held(opened: StringIO | None, text: str, begin: int) -> StringIO:
    """The open cell with one more line."""
    opened = opened or StringIO(newline="")
    opened.write(text)
    if opened.tell() > RECORD.most:
        raise LongRecordError(begin)
    return opened
