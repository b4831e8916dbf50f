"""Canonical CSV: values of a kind of file as UTF-8 text with LF, `,`, and the columns of the schema in order."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from clsctl.vocabulary.cells import Value, canonical


@dataclass(frozen=True, slots=True)
class _Records:
    """A buffer for `csv.writer`, told CRLF so that it quotes a cell with a bare CR."""

    records: list[str] = field(default_factory=list)

    def write(self, record: str, /) -> None:
        self.records.append(record.removesuffix("\r\n") + "\n")


def canonical_csv(rows: Iterable[Sequence[Value]]) -> bytes:
    """The rows as canonical CSV; amounts have decimals only for cents, None is an empty cell."""
    lines = _Records()
    csv.writer(lines, lineterminator="\r\n").writerows([canonical(cell) for cell in row] for row in rows)
    return "".join(lines.records).encode("utf-8")
