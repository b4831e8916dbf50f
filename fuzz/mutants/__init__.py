"""Hostile files made of sound ones: seeded, so that a seed and a number say which file it was."""

import csv
import random
from collections.abc import Mapping
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Protocol

from mutants import ods, parquet, texts, xlsx
from mutants.changes import AXE, MONTANT, Table, changed
from mutants.values import HOSTILE, whole_or_cents

__all__ = ["HOSTILE", "WRITERS", "Table", "damaged", "few", "mutant"]

DATA = Path(__file__).resolve().parent.parent.parent / "data" / "contracts_2025.csv"
LINES = 30
MILD = 0.6  # the share of files that an office might have saved: most of them are answered, and their sums compared
BYTES = (
    *(b"\0", b"\xff", b"\xe9", b"\xef\xbb\xbf", b'"', b"\r", b"\n", b"\r\n", b",", b";", b"\x1a", b"\xc3"),
    b"\xed\xa0\x80",
)


class Writer(Protocol):
    """A format: the bytes of a table, with or without what is hostile in that format."""

    def __call__(self, dice: random.Random, table: Table, *, mild: bool) -> bytes: ...


WRITERS: Mapping[str, Writer] = {
    "csv": texts.csv_file,
    "gzip": texts.gzip_file,
    "json": texts.json_file,
    "xlsx": xlsx.xlsx_file,
    "ods": ods.ods_file,
    "parquet": parquet.parquet_file,
}


def mutant(dice: random.Random, kind: str, lines: int = LINES) -> bytes:
    """A file of that kind after changes to its table, and if they are hostile, sometimes to its bytes."""
    table = [list(row) for row in sound()[: lines + 1]]
    mild = dice.random() < MILD
    changed(dice, table, mild=mild)
    content = WRITERS[kind](dice, table, mild=mild)
    return damaged(dice, content) if not mild and dice.random() < 0.4 else content


def few(dice: random.Random) -> Table:
    """A header and the first sound lines of up to three tables, each amount in canonical form."""
    header, tables = _tables()
    rows = [list(row) for table in dice.sample(tables, dice.randrange(1, 4)) for row in table[: dice.randrange(1, 5)]]
    for row in rows:
        if dice.random() < 0.7:
            row[MONTANT] = whole_or_cents(dice)
    return [list(header), *rows]


@cache
def _tables() -> tuple[tuple[str, ...], tuple[tuple[tuple[str, ...], ...], ...]]:
    with DATA.open(encoding="utf-8", newline="") as stream:
        header, *rows = map(tuple, csv.reader(stream))
    return header, tuple(tuple(found) for _key, found in groupby(rows, key=lambda row: row[: AXE + 1]))


@cache
def sound() -> tuple[tuple[str, ...], ...]:
    """The header and the first lines of the bundled data."""
    with DATA.open(encoding="utf-8", newline="") as stream:
        return tuple(tuple(row) for _count, row in zip(range(LINES + 1), csv.reader(stream), strict=False))


def damaged(dice: random.Random, content: bytes) -> bytes:
    """The bytes with some lost, doubled, overwritten, put in, or cut off at the end."""
    for _change in range(dice.randrange(1, 4)):
        start = dice.randrange(len(content) + 1)
        end = min(len(content), start + dice.choice((1, 1, 2, 8, 100)))
        middle = dice.choice((b"", content[start:end] * 2, dice.choice(BYTES), dice.randbytes(end - start)))
        content = content[:start] + middle + content[end:] if dice.random() < 0.9 else content[:start]
    return content
