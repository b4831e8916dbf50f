"""A unified diff of two texts of any length, line by line, in a bounded window of each."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO

# Lines within which a move is recognised; a longer one is shown as deletion and insertion. Time grows linearly within
# it.
WINDOW = 50_000
CONTEXT = 3
IN_MEMORY = 1 << 24  # bytes of a hunk; a longer one is spooled to disk, as its head counts its lines
KEPT, OUT, IN = b" ", b"-", b"+"
CUT_OFF = b"\n\\ No newline at end of file\n"

Step = tuple[bytes, bytes]


def unified(before: Iterable[bytes], after: Iterable[bytes], names: tuple[bytes, bytes]) -> Iterator[bytes]:
    """The lines of a diff for `patch`, ends included; none for equal texts.

    The texts are lines that end in LF, the last possibly without. Linear time, bounded memory. `names` are written
    unchanged; a date or its substitute follows after a tab.
    """
    head = [b"--- %b\n" % names[0], b"+++ %b\n" % names[1]]
    for hunk in _hunks(_steps(iter(before), iter(after))):
        yield from head
        head.clear()
        yield from hunk.lines()


def _steps(before: Iterator[bytes], after: Iterator[bytes]) -> Iterator[Step]:
    """Each line of both texts in diff order. A window advances past its last pair, or by half its length."""
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
    """Positions of equal lines, ascending in both texts: lines unique in each, and equal lines adjacent to them."""
    i = j = 0
    for m, n in [*_anchors(one, other), (len(one), len(other))]:
        while i < m and j < n and one[i] == other[j]:  # after the previous pair
            yield i, j
            i, j = i + 1, j + 1
        back = 0
        while i < m - back and j < n - back and one[m - back - 1] == other[n - back - 1]:  # before the next pair
            back += 1
        yield from zip(range(m - back, m), range(n - back, n), strict=True)
        if m < len(one) and n < len(other):
            yield m, n
        i, j = m + 1, n + 1


def _anchors(one: Sequence[bytes], other: Sequence[bytes]) -> list[tuple[int, int]]:
    """The longest ascending sequence of pairs of unique lines."""
    once = {line for line, count in Counter(one).items() if count == 1}
    places = {line: n for n, line in enumerate(other) if line in once}
    repeated = {line for line, count in Counter(other).items() if count > 1}
    pairs = [(m, places[line]) for m, line in enumerate(one) if line in places and line not in repeated]
    return _rise(pairs)


def _rise(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence of the pairs, sorted by first, that ascends by second too."""
    ends: list[int] = []  # the least second at which a sequence of each length ends, with its pair
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
    """A change with its context, after a number of lines of each text; deletions first."""

    def __init__(self, before: int, after: int) -> None:
        self._starts, self._lengths = (before, after), [0, 0]
        self._body: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (closed once read)
        self._added: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (closed once read)

    def add(self, kind: bytes, line: bytes) -> None:
        """Add the next line of either text, or of both."""
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
        """Move the insertions behind the deletions."""
        if self._added.tell():
            self._added.seek(0)
            copyfileobj(self._added, self._body)
            self._added.seek(0)
            self._added.truncate()


def _range(start: int, length: int) -> bytes:
    """The range in a hunk's head: from 1; an empty one at the line before; one line without a length."""
    return f"{start + 1}".encode() if length == 1 else f"{start + (length > 0)},{length}".encode()


def _hunks(steps: Iterable[Step]) -> Iterator[_Hunk]:
    """Changes within twice the context of each other form one hunk."""
    before = after = 0
    hunk: _Hunk | None = None
    kept: list[bytes] = []  # lines since the last change; outside a hunk, at most the context
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
