"""The rows of a table under the declared names of its columns."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from oracle.amounts import NoTotal

PACKAGE = Path(__file__).resolve().parent.parent.parent / "data" / "datapackage.json"
HEADER_ROWS = 50
NUMBERS = ("exercice", "axe", "rang")  # of the key; a title holds one of them at most
FIELDS = json.loads(PACKAGE.read_text("utf-8"))["resources"][0]["schema"]["fields"]


def under_header(table: Iterable[Sequence[str]]) -> Iterator[dict[str, str]]:
    """Each row by the names of its columns, below titles; NoTotal where one is missing, or stands twice."""
    rows = iter(table)
    header = _header(rows)
    for row in rows:
        if not any(row):
            continue
        if len(row) < len(header) or any(row[len(header) :]):
            raise NoTotal(f"{len(row)} cells under {len(header)} headings")
        yield {name: cell for name, cell in zip(header, row, strict=False) if name}


def _header(rows: Iterator[Sequence[str]]) -> list[str | None]:
    """The names of the columns, in the first row that has each of them once; no line may stand above it."""
    above = []
    for row in islice(rows, HEADER_ROWS):
        header = [name_of(cell) for cell in row]
        if all(header.count(field["name"]) == 1 for field in FIELDS):
            break
        above.append(row)
    else:
        raise NoTotal("no header has each column once")
    places = [header.index(name) for name in NUMBERS]
    for row in above:
        if len(row) > max(places) and sum(row[place].strip().isdecimal() for place in places) > 1:
            raise NoTotal("a line stands above the header")
    return header


def name_of(heading: str) -> str | None:
    """The column that the heading names, by whatever alias; None for a column of no schema."""
    folded = _folded(heading)
    for field in FIELDS:
        if folded in map(_folded, (field["name"], *field.get("clsctl:alias", ()))):
            return str(field["name"])
    return None


def _folded(text: str) -> str:
    plain = unicodedata.normalize(
        "NFKD", re.sub(r"[-_\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}]", " ", text).casefold()
    )
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())
