"""The canonical form of lines, byte for byte, and a file's difference from it."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from itertools import chain, islice

from clsctl.dataset.dataset import Dataset
from clsctl.language import _
from clsctl.montant import montant_text
from clsctl.questions.text_diff import unified
from clsctl.vocabulary.cells import Value
from clsctl.vocabulary.schema import package

AT_ONCE = 10_000


def canonical_form(dataset: Dataset) -> Iterator[bytes]:
    """The lines as CSV: UTF-8, LF, commas, declared columns in order, lines in key order.

    The extra columns follow where the dataset keeps them. In pieces, for files of any size.
    """
    names = package().schema("contracts").names
    rows: Iterator[Sequence[Value]] = chain(
        [(*names, *(dataset.extra_headings if dataset.keeps_extras else ()))],
        dataset.extended(),
    )
    while part := list(islice(rows, AT_ONCE)):
        yield _encoded(part)


@dataclass(frozen=True, slots=True)
class _Records:
    """A buffer for `csv.writer`, told CRLF so that it quotes a cell with a bare CR."""

    records: list[str]

    def write(self, record: str, /) -> None:
        self.records.append(record.removesuffix("\r\n") + "\n")


def _encoded(rows: Iterable[Sequence[Value]]) -> bytes:
    records: list[str] = []
    csv.writer(_Records(records), lineterminator="\r\n").writerows(
        [montant_text(cell) if isinstance(cell, Decimal) else cell for cell in row] for row in rows
    )
    return "".join(records).encode("utf-8")


def difference(written: Iterable[bytes], formatted: Iterable[bytes], name: str) -> Iterator[bytes]:
    """The lines of a unified diff from the file to its canonical form, ends included; none for equal files."""
    # The tab ends a name with spaces; `patch` reads what follows as a date.
    said = _("(canonical)")
    names = (f"{name}\t" if " " in name else name, f"{name}\t{said}")
    one, other = (each.encode("utf-8", "backslashreplace") for each in names)
    return unified(_lines(written), _lines(formatted), (one, other))


def _lines(parts: Iterable[bytes]) -> Iterator[bytes]:
    return (line for part in parts for line in BytesIO(part))
