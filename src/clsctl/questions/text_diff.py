"""A unified diff of two texts of any length: line by line, in one window of each at a time."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO

# What moved further than this is shown as taken out and put in; within it, time grows as the lines do.
WINDOW = 50_000
CONTEXT = 3
IN_MEMORY = 1 << 24  # bytes of a hunk; a longer one waits on the disk for its end, as its head counts its lines
KEPT, OUT, IN = b" ", b"-", b"+"
CUT_OFF = b"\n\\ No newline at end of file\n"

Step = tuple[bytes, bytes]


def unified(before: Iterable[bytes], after: Iterable[bytes], names: tuple[bytes, bytes]) -> Iterator[bytes]:
    """The lines of a diff that `patch` takes, each with its end; none where the texts are alike.

    The texts come as lines that end in LF, the last perhaps not. Time is linear, memory bounded. `names` are written
    as they are: a date, or what stands for it, follows after a tab.
    """
    head = [b"--- %b\n" % names[0], b"+++ %b\n" % names[1]]
    for hunk in _hunks(_steps(iter(before), iter(after))):
        yield from head
        head.clear()
        yield from hunk.lines()


def _steps(before: Iterator[bytes], after: Iterator[bytes]) -> Iterator[Step]:
    """Each line of both, in the order of a diff. A window goes on behind its last pair, or half of it further."""
    one: list[bytes] = []
    other: list[bytes] = []
    while True:
        one += islice(before, WINDOW - len(one))
        other += islice(after, WINDOW - len(other))
        if not one and not other:
            return
        i = j = 0
        for m, n in _pairs(one, other):
            yield from ((OUT, line) for line in one[i:m])
            yield from ((IN, line) for line in other[j:n])
            yield KEPT, one[m]
            i, j = m + 1, n + 1
        half = WINDOW - WINDOW // 2
        least = WINDOW if max(len(one), len(other)) < WINDOW else half if max(i, j) < half else 0
        yield from ((OUT, line) for line in one[i:least])
        yield from ((IN, line) for line in other[j:least])
        del one[: max(i, least)]
        del other[: max(j, least)]


def _pairs(one: Sequence[bytes], other: Sequence[bytes]) -> Iterator[tuple[int, int]]:
    """Places of equal lines, rising in both: those that stand once in each, and what is equal next to such."""
    i = j = 0
    for m, n in [*_anchors(one, other), (len(one), len(other))]:
        while i < m and j < n and one[i] == other[j]:  # after the pair before
            yield i, j
            i, j = i + 1, j + 1
        back = 0
        while i < m - back and j < n - back and one[m - back - 1] == other[n - back - 1]:  # before this one
            back += 1
        yield from zip(range(m - back, m), range(n - back, n), strict=True)
        if m < len(one) and n < len(other):
            yield m, n
        i, j = m + 1, n + 1


def _anchors(one: Sequence[bytes], other: Sequence[bytes]) -> list[tuple[int, int]]:
    """The longest rise among the pairs of lines that stand once in each."""
    once = {line for line, count in Counter(one).items() if count == 1}
    places = {line: n for n, line in enumerate(other) if line in once}
    repeated = {line for line, count in Counter(other).items() if count > 1}
    pairs = [(m, places[line]) for m, line in enumerate(one) if line in places and line not in repeated]
    return _rise(pairs)


def _rise(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most of the pairs, which rise by their first, that rise by their second too."""
    ends: list[int] = []  # the least second at which a rise of each length ends, and which pair that is
    last: list[int] = []
    before: list[int] = []
    for index, (_m, n) in enumerate(pairs):
        length = bisect_left(ends, n)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1], last[length : length + 1] = [n], [index]
    found, index = [], last[-1] if last else -1
    while index >= 0:
        found.append(pairs[index])
        index = before[index]
    return found[::-1]


class _Hunk:
    """A change with the lines around it, behind so many lines of each text; what goes out comes first."""

    def __init__(self, before: int, after: int) -> None:
        self._starts, self._lengths = (before, after), [0, 0]
        self._body: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (closed once it is read)
        self._added: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (the same)

    def add(self, kind: bytes, line: bytes) -> None:
        """The next line of either text, or of both."""
        if kind == KEPT:
            self._settle()
        self._lengths[0] += kind != IN
        self._lengths[1] += kind != OUT
        target = self._added if kind == IN else self._body
        target.write(kind + (line if line.endswith(b"\n") else line + CUT_OFF))

    def lines(self) -> Iterator[bytes]:
        """The head and the lines, once."""
        self._settle()
        before, after = (_range(start, length) for start, length in zip(self._starts, self._lengths, strict=True))
        yield b"@@ -%b +%b @@\n" % (before, after)
        with self._body, self._added:
            self._body.seek(0)
            yield from self._body

    def _settle(self) -> None:
        """What was put in goes behind what was taken out, however the two came."""
        if self._added.tell():
            self._added.seek(0)
            copyfileobj(self._added, self._body)
            self._added.seek(0)
            self._added.truncate()


def _range(start: int, length: int) -> bytes:
    """The lines as a head names them: from 1, of none the line before, of one no number."""
    return f"{start + 1}".encode() if length == 1 else f"{start + (length > 0)},{length}".encode()


def _hunks(steps: Iterable[Step]) -> Iterator[_Hunk]:
    """Changes that stand as near as twice the lines shown around each are one hunk."""
    before = after = 0
    hunk: _Hunk | None = None
    kept: list[bytes] = []  # since the last change; where there is no hunk, no more than are shown
    for kind, line in steps:
        if kind != KEPT:
            hunk = hunk or _Hunk(before - len(kept), after - len(kept))
            for each in kept:
                hunk.add(KEPT, each)
            kept.clear()
            hunk.add(kind, line)
        else:
            kept.append(line)
            if hunk is not None and len(kept) > 2 * CONTEXT:
                yield _closed(hunk, kept)
                hunk = None
            if hunk is None:
                del kept[:-CONTEXT]
        before += kind != IN
        after += kind != OUT
    if hunk is not None:
        yield _closed(hunk, kept)


def _closed(hunk: _Hunk, kept: Sequence[bytes]) -> _Hunk:
    for line in kept[:CONTEXT]:
        hunk.add(KEPT, line)
    return hunk
