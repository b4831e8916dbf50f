"""CSV and JSON, by the standard library."""

import csv
import io
import json
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from oracle.amounts import NoTotal, stored
from oracle.headings import HEADER_ROWS, name_of

SEPARATORS = ",;\t|"


def rows(data: bytes) -> Iterator[list[str]]:
    """The rows of a CSV under the separator that shows most columns, or of a JSON."""
    text = _decoded(data)
    widths = {mark: _named(text, mark) for mark in SEPARATORS}
    if text.lstrip().startswith(("{", "[")) and "exercice" not in set().union(*widths.values()):
        return _objects(text)  # else the brace is the name of a column
    return _table(text, max(widths, key=lambda mark: len(widths[mark])), strict=True)


def _named(text: str, separator: str) -> set[str | None]:
    """The columns that the row names which names most of them."""
    named = [{name_of(cell) for cell in row} - {None} for row in islice(_table(text, separator), HEADER_ROWS)]
    return max(named, key=len, default=set())


def _decoded(data: bytes) -> str:
    wide = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}.get(data[:2])
    zeros = {(False, True): "utf-16-le", (True, False): "utf-16-be"}.get((data[:1] == b"\0", data[1:2] == b"\0"))
    for codec in filter(None, (wide, zeros, "utf-8-sig", "cp1252")):
        try:
            text = data.decode(codec)
        except UnicodeError:
            continue
        if "\0" in text:
            raise NoTotal("NUL")
        return text.removeprefix("\ufeff")  # a second mark is no letter of the heading
    raise NoTotal("no encoding fits")


def _table(text: str, separator: str, *, strict: bool = False) -> Iterator[list[str]]:
    csv.field_size_limit(2**31 - 1)
    try:
        yield from filter(None, csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict))
    except csv.Error as error:
        if strict:
            raise NoTotal(str(error)) from None


def _objects(text: str) -> Iterator[list[str]]:
    try:
        document = json.loads(text, parse_float=Decimal)
        rows = document["rows"] if isinstance(document, dict) else document
        header = list(dict.fromkeys(name for row in rows for name in row))
        yield header
        for row in rows:
            yield [stored(row.get(name)) for name in header]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NoTotal(str(error)) from None
