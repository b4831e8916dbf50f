"""The free rangs of each table: its holes, then the numbers after its last; none is offered twice."""

from collections.abc import Iterator, Sequence
from itertools import count

from clsctl.engine.connection import Connection
from clsctl.finding import KEPT_PER_RULE
from clsctl.verdict.doubtful_keys import Strays
from clsctl.vocabulary.cells import Value

# The runs of numbers that the lines of a table leave, in order; the last one has no end.
RUNS = """
    SELECT rang + 1 AS low, lead(rang) OVER (ORDER BY rang) AS next
    FROM (
      SELECT DISTINCT rang::INTEGER AS rang FROM raw
      WHERE exercice::SMALLINT = ? AND territoire_code = ? AND axe::SMALLINT = ?
      UNION SELECT 0
    )
    QUALIFY next IS NULL OR next > low
    ORDER BY low LIMIT ?
"""
# Each finding kept takes one number, and lines with a doubtful key may hold others.
ASKED = 4 * KEPT_PER_RULE


class FreeRangs:
    """The free rangs of the tables in `raw`; a number that a line with a doubtful key may hold is not offered."""

    def __init__(self, connection: Connection, strays: Strays) -> None:
        self._connection = connection
        self._strays = strays
        self._left: dict[tuple[Value, ...], Iterator[int]] = {}

    def next_of(self, table: Sequence[Value]) -> int:
        """The next free rang of the table, by exercice, territoire_code and axe."""
        key = tuple(table)
        if key not in self._left:
            runs = self._connection.execute(RUNS, [*key, ASKED]).fetchall()
            self._left[key] = _numbers(runs, frozenset(self._strays.rangs(key)))
        return next(self._left[key])


def _numbers(runs: Sequence[tuple[int, int | None]], taken: frozenset[int]) -> Iterator[int]:
    """The numbers of the runs, without those taken."""
    for low, end in runs:
        yield from (number for number in (range(low, end) if end else count(low)) if number not in taken)
