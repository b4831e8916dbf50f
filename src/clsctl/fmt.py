"""The canonical form of lines, byte for byte, and how a file differs from it."""

import csv
import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from decimal import Decimal
from itertools import chain, islice, zip_longest

from clsctl.dataset import Dataset
from clsctl.language import _
from clsctl.montant import montant_text
from clsctl.schema import package

AT_ONCE = 10_000
# Past this, finding the shortest difference could take hours; the first one is said instead.
COMPARED = 5_000


def canonical(dataset: Dataset) -> Iterator[bytes]:
    """The lines as CSV: UTF-8, LF, commas, declared columns in their order, lines in the order of their key.

    The extra columns follow where the dataset keeps them. In parts, so that no file is too large.
    """
    rows = chain(
        [(*package().schema("contracts").names, *(dataset.extra_headings if dataset.keeps_extras else ()))],
        ((*map(_text, astuple(ligne)), *extras) for ligne, extras in dataset.extended()),
    )
    while part := list(islice(rows, AT_ONCE)):
        yield _encoded(part)


@dataclass(frozen=True, slots=True)
class _Records:
    """A file for `csv.writer`, which is told CRLF so that it quotes a cell that holds a bare CR."""

    records: list[str]

    def write(self, record: str, /) -> None:
        self.records.append(record.removesuffix("\r\n") + "\n")


def _encoded(rows: Iterable[Sequence[str]]) -> bytes:
    records: list[str] = []
    csv.writer(_Records(records), lineterminator="\r\n").writerows(rows)
    return "".join(records).encode("utf-8")


def _text(cell: str | int | Decimal | None) -> str:
    if cell is None:
        return ""
    return montant_text(cell) if isinstance(cell, Decimal) else str(cell)


def difference(written: str, formatted: str, name: str) -> Iterator[str]:
    """The lines of a unified diff from the file to its canonical form, each without its end; none where alike."""
    before, after = written.split("\n"), formatted.split("\n")
    if max(len(before), len(after)) <= COMPARED:
        to = _("{name} (canonical)").format(name=name)
        yield from difflib.unified_diff(before, after, name, to, lineterm="")
        return
    for number, (one, other) in enumerate(zip_longest(before, after), 1):
        if one != other:
            yield _("{name}:{line}: the first line that differs; the canonical form has:").format(
                name=name, line=number
            )
            yield f"-{one or ''}"
            yield f"+{other or ''}"
            return
