"""Lines with a doubtful key: each may be the one missing from a table."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

from clsctl.finding import KEPT_PER_RULE, Place
from clsctl.vocabulary.cells import Value

# An exercice, a territoire_code and an axe; None for a cell at fault, which matches any.
Table = tuple[Value, ...]
UNREAD: Table = (None, None, None)


class Strays:
    """The lines that no table can count, by the sound cells of their keys.

    A hole that they may fill is not reported: it disappears once they are corrected. `unnumbered` are the first lines
    of known tables that lack only their rang, each with its table; `unnumbered_count` counts all.
    """

    def __init__(self) -> None:
        self._rangs: dict[Table, set[int]] = defaultdict(set)
        self._unknown: Counter[Table] = Counter()
        self._count = 0
        self.unnumbered: list[tuple[Place, Table]] = []
        self.unnumbered_count = 0

    def add(self, table: Sequence[Value], rang: Value) -> None:
        """Add a line by the sound cells of its key; None for one at fault."""
        self._count += 1
        if isinstance(rang, int):
            self._rangs[tuple(table)].add(rang)
        else:
            self._unknown[tuple(table)] += 1

    def add_unnumbered(self, place: Place, table: Sequence[Value]) -> None:
        """Add a line of a known table without a rang."""
        self.add(table, None)
        self.unnumbered_count += 1
        if self.unnumbered_count <= KEPT_PER_RULE:
            self.unnumbered.append((place, tuple(table)))

    def add_repeated(self, table: Sequence[Value], count: int) -> None:
        """Add `count` lines of a table whose rang another line has: each may get that of a hole."""
        self._count += count
        self._unknown[tuple(table)] += count

    def rangs(self, table: Sequence[Value]) -> set[int]:
        """The rangs of the strays that may belong to the table."""
        return {rang for each in _compatible(table) for rang in self._rangs.get(each, ())}

    def add_unread(self, count: int) -> None:
        """Add `count` lines without any readable cell."""
        self._count += count
        self._unknown[UNREAD] += count

    def may_fill(self, table: Sequence[Value], low: int, high: int) -> bool:
        """True where the strays may be all of the lines with the rangs `low` to `high` of the table."""
        if high - low >= self._count:
            return False
        tables = list(_compatible(table))
        rangs = [self._rangs[table] for table in tables if table in self._rangs]
        left = sum(not any(rang in known for known in rangs) for rang in range(low, high + 1))
        return left <= sum(self._unknown[table] for table in tables)


def _compatible(table: Sequence[Value]) -> Iterator[Table]:
    """The table, and each way of writing it with a cell at fault."""
    return product(*((cell, None) for cell in table))
