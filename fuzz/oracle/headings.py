"""The rows of a table under the declared names of its columns."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from oracle.amounts import NoTotal

PACKAGE = Path(__file__).resolve().parent.parent.parent / "data" / "datapackage.json"
FIELDS = json.loads(PACKAGE.read_text("utf-8"))["resources"][0]["schema"]["fields"]


def under_header(table: Iterable[Sequence[str]]) -> Iterator[dict[str, str]]:
    """Each row by the names of its columns; NoTotal where one is missing, or stands twice."""
    rows = iter(table)
    header = [name_of(cell) for cell in next(rows, [])]
    if any(header.count(field["name"]) != 1 for field in FIELDS):
        raise NoTotal("the header lacks a column, or has one twice")
    for row in rows:
        if len(row) < len(header) or any(row[len(header) :]):
            raise NoTotal(f"{len(row)} cells under {len(header)} headings")
        yield {name: cell for name, cell in zip(header, row, strict=False) if name}


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
