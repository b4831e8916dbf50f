"""The rows of a table under the declared names of its columns."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

from oracle.amounts import NoTotal
from oracle.seen import Cell, cell, counted

PACKAGE = Path(__file__).resolve().parent.parent.parent / "data" / "datapackage.json"
HEADER_ROWS = 50
LONGEST = 300  # letters of a heading
NUMBERS = ("exercice", "axe", "rang")  # of the key; a title holds one of them at most
FIELDS = json.loads(PACKAGE.read_text("utf-8"))["resources"][0]["schema"]["fields"]
# A title that says that the amounts below are no euros.
UNIT = re.compile(
    r"\b(?:milliers?|millions?|milliards?) d['’\s](?:euros?|€)|\ben (?:milliers?|millions?|centimes|dollars)\b(?! de)"
    r"|\b[km]\s?(?:€|eur\b|euros?\b)|\bk?usd\b",
    re.IGNORECASE,
)
Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Record:
    """A row by the names of its columns, and why an answer to it may be right or wrong."""

    values: dict[str, Cell]
    doubts: tuple[str, ...]

    def __getitem__(self, name: str) -> Cell:
        return self.values[name]


def under_header(table: Iterable[Row]) -> Iterator[Record]:
    """Each row by the names of its columns, below titles; NoTotal where one is missing, or stands twice."""
    rows = iter(table)
    header, doubts = _header(rows)
    for row in rows:
        if not any(row):
            continue
        if len(row) < len(header) or any(row[len(header) :]):
            raise NoTotal(f"{len(row)} cells under {len(header)} headings")
        values = {name: counted(each, name) for name, each in zip(header, row, strict=False) if name}
        others = [each for name, each in zip(header, row, strict=False) if not name]
        found = [*(each.doubt for each in values.values()), *map(_odd, others), *doubts]
        yield Record(values, tuple(filter(None, found)))


def _odd(each: str) -> str:
    """The fault of a cell of no declared column: clsctl may refuse it, or not care."""
    return each.fault or each.doubt if isinstance(each, Cell) else ""


def _header(rows: Iterator[Row]) -> tuple[list[str | None], tuple[str, ...]]:
    """The names of the columns, in the first row that has each of them once; no line may stand above it."""
    above: list[Row] = []
    for row in islice(rows, HEADER_ROWS):
        header = [name_of(each) for each in row]
        if all(header.count(field["name"]) == 1 for field in FIELDS):
            break
        above.append(row)
    else:
        raise NoTotal("no header has each column once")
    places = [header.index(name) for name in NUMBERS]
    for title in above:
        if len(title) > max(places) and sum(title[place].strip().isdecimal() for place in places) > 1:
            raise NoTotal("a line stands above the header")
        if announced := [each for each in title if UNIT.search(each)]:
            raise NoTotal(f"the title says {announced}")
    for each, name in zip(row, header, strict=True):
        if name and isinstance(each, Cell) and each.fault:
            raise NoTotal(f"the heading {each}: {each.fault}")
    return header, tuple(filter(None, (_odd(each) for each in (*row, *(one for title in above for one in title)))))


def best_of(sheets: Sequence[Sequence[Row]]) -> Iterator[Row]:
    """The rows of the sheet whose header names most columns, the titles above it too; each as wide as the widest."""
    best = max(sheets, key=_named, default=())
    if any(sheet is not best and _named(sheet) == len(FIELDS) and len(sheet) > 1 for sheet in sheets):
        best = [[cell(each, doubt="two sheets are such a table") for each in row[:1]] + list(row[1:]) for row in best]
    width = max(map(len, best), default=0)
    yield from (list(row) + [""] * (width - len(row)) for row in best if row)


def _named(sheet: Sequence[Row]) -> int:
    return max((len({name_of(each) for each in row} - {None}) for row in sheet[:HEADER_ROWS]), default=0)


def name_of(heading: str) -> str | None:
    """The column that the heading names, by whatever alias; None for a column of no schema."""
    return _names().get(_folded(heading)) if len(heading) <= LONGEST else None


@lru_cache
def _names() -> dict[str, str]:
    return {
        _folded(name): field["name"] for field in FIELDS for name in (field["name"], *field.get("clsctl:alias", ()))
    }


@lru_cache(20_000)
def _folded(text: str) -> str:
    plain = unicodedata.normalize(
        "NFKD", re.sub(r"[-_\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}]", " ", text).casefold()
    )
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())
