"""The file and line of each row of `raw`, by row number from 0."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from clsctl.engine.connection import Connection
from clsctl.finding import FindingLog, Place
from clsctl.sheets.sheet import Sheet
from clsctl.sheets.sources import Source, unreadable

Places = Callable[[Collection[int]], Mapping[int, Place]]

CHUNK = 1 << 24


def copied_places(connection: Connection, sheets: Sequence[Sheet]) -> Places:
    """The places that the careful reading wrote beside each line of its copy."""

    def places(numbers: Collection[int]) -> Mapping[int, Place]:
        if not numbers:
            return {}
        rows = connection.execute(
            "SELECT * FROM (SELECT row_number() OVER () - 1 AS number, source_::INTEGER, line_::BIGINT FROM raw "
            "LIMIT ?) WHERE list_contains(?, number)",
            [max(numbers) + 1, list(numbers)],
        ).fetchall()
        return {number: Place(sheets[source].name, line) for number, source, line in rows}

    return places


def counted_places(connection: Connection, sheets: Sequence[Sheet], sources: Sequence[Source]) -> Places:
    """The places derived from sound files that the engine read itself; `marks` gives the number of rows.

    A file with as many lines as records plus its header has no blank or multi-line records; any other is read again, up
    to the last line wanted.
    """

    def places(numbers: Collection[int]) -> Mapping[int, Place]:
        counts = dict(connection.execute("SELECT source, count(*) FROM marks GROUP BY source").fetchall())
        found: dict[int, Place] = {}
        first = 0
        for index, (sheet, source) in enumerate(zip(sheets, sources, strict=True)):
            count = counts.get(index, 0)
            wanted = sorted(number - first for number in numbers if first <= number < first + count)
            if wanted:
                lines = _lines(sheet, source.path, wanted, count)
                found |= {first + each: Place(sheet.name, line) for each, line in zip(wanted, lines, strict=False)}
            first += count
        return found

    return places


def _lines(sheet: Sheet, path: Path, wanted: Sequence[int], count: int) -> Iterator[int]:
    try:
        has_a_line_each = line_count(path) == count + 1
    except OSError as error:
        raise unreadable(sheet.name, error) from None
    if has_a_line_each:
        return (number + 2 for number in wanted)
    chosen = frozenset(wanted)
    rows = islice(sheet.rows(FindingLog()), wanted[-1] + 1)
    return (line for number, (line, _cells) in enumerate(rows) if number in chosen)


def line_count(path: Path) -> int:
    """The lines of a text, ended by LF, CRLF or CR, the last possibly by none; trailing blank lines do not count."""
    ends, before = 0, b""
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            ends += _ends(chunk) - (before == b"\r" and chunk.startswith(b"\n"))
            before = chunk[-1:]
        stream.seek(max(0, stream.tell() - CHUNK))
        tail = stream.read()
    return ends - _ends(tail[len(tail.rstrip(b"\r\n")) :]) + 1


def _ends(text: bytes) -> int:
    returns = text.count(b"\r")
    return text.count(b"\n") + (returns - text.count(b"\r\n") if returns else 0)
