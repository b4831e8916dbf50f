"""The lines and the total that a file must have, by readers of other libraries: nothing of clsctl is imported.

It takes each spelling that the documents promise, and is lax where an answer would be right either way, so that no
answer goes unverified. What has no total (NoTotal) clsctl must refuse as well. A cell counts as what a person sees.
"""

import gzip
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from oracle import ods, parquet, texts, xlsx
from oracle.amounts import SPACES, NoTotal, amount, integer
from oracle.headings import Record, under_header
from oracle.subtotals import refuse_subtotals

__all__ = ["SPACES", "Key", "Line", "NoTotal", "Reading", "Totals", "amount", "read", "records", "sheets", "totals"]

KEY = ("exercice", "territoire_code", "axe", "rang")
LABELS = ("objectif", "action", "remarque")
Key = tuple[int, str, int, int]
# Lines, lines without amount and euros of the others, of each exercice, territoire and axe.
Totals = dict[tuple[int, str, int], tuple[int, int, Decimal]]


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its key; labels without regard to blanks."""

    montant: Decimal | None
    page: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines of a file by their keys; with `doubts`, refusing it is right too."""

    lines: Mapping[Key, Line]
    doubts: Sequence[str] = ()

    @property
    def totals(self) -> Totals:
        """The sum of each table."""
        found: dict[tuple[int, str, int], list[Decimal | None]] = defaultdict(list)
        for (exercice, code, axe, _rang), line in self.lines.items():
            found[exercice, code, axe].append(line.montant)
        return {
            key: (len(each), each.count(None), sum((one for one in each if one is not None), Decimal()))
            for key, each in sorted(found.items())
        }


def read(data: bytes) -> Reading:
    """The lines of the file; NoTotal where no reading can be right."""
    lines: dict[Key, Line] = {}
    doubts: list[str] = []
    for record in records(data):
        key = _key(record)
        if key in lines:
            raise NoTotal(f"the key {key} stands twice")
        labels = tuple(" ".join(record[name].split()) for name in LABELS)
        lines[key] = Line(amount(record["montant"]), record["page"].strip(SPACES).lstrip("0"), labels)
        doubts += record.doubts
    doubts += refuse_subtotals([(*key[:3], line.labels[1], line.montant) for key, line in lines.items()])
    return Reading(lines, doubts)


def totals(data: bytes) -> Totals:
    """The sum of each table of the file; NoTotal where no reading can be right."""
    return read(data).totals


def _key(record: Record) -> Key:
    """A code that a spreadsheet took for a number has its zero again, as its name decides."""
    code = record["territoire_code"].strip(SPACES)
    return integer(record["exercice"]), code.zfill(2), integer(record["axe"]), integer(record["rang"])


def records(data: bytes) -> Iterator[Record]:
    """Each record under the declared names of its columns."""
    data = unpacked(data)
    if data.startswith(b"PAR1"):
        return under_header(parquet.rows(data))
    if not data.startswith(b"PK\x03\x04"):
        return under_header(texts.rows(data))
    return under_header(ods.rows(data) if ods.is_ods(data) else xlsx.rows(data))


def sheets(data: bytes) -> list[list[list[str]]]:
    """The sheets of a workbook."""
    return ods.sheets(data) if ods.is_ods(data) else xlsx.sheets(data)


def unpacked(data: bytes) -> bytes:
    """The content of a file in gzip, or the file as it is."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise NoTotal(str(error)) from None
