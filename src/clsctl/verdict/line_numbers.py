"""Where the lines of `raw` stand: file and line of each, by its number among all, from 0."""

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
    """As the careful reading wrote them beside each line of its copy."""

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
    """As they follow from the files, which the engine has read itself and found sound; `marks` says how many there are.

    Where a file has as many lines as it has records and a header, no record goes over two lines, and none is blank;
    any other is read once more, as far as the last of the lines that are wanted.
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
    """How many lines a text has, ended by LF, CRLF or CR, the last perhaps by none; blank ones at its end are none."""
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
