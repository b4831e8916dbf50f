"""CSV and JSON, by the standard library."""

import csv
import io
import json
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from oracle.amounts import NoTotal, stored
from oracle.headings import HEADER_ROWS, name_of
from oracle.seen import cell

SEPARATORS = ",;\t|"
MOST_DIGITS = 40


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
    """The rows of the objects; NoTotal where one has other declared columns than the first, or a key twice."""
    try:
        document = json.loads(text, parse_float=Decimal, object_pairs_hook=_once)
        rows = document["rows"] if isinstance(document, dict) else document
        header = list(dict.fromkeys(name for row in rows for name in row))
        for row in rows:
            if changed := set(filter(name_of, row)) ^ set(filter(name_of, rows[0])):
                raise NoTotal(f"objects have other keys than the first: {changed}")
        doubt = "keys change" if any(row.keys() != rows[0].keys() for row in rows) else ""
        if isinstance(document, dict) and any(
            isinstance(each, list) and each and each is not rows for each in document.values()
        ):
            doubt = doubt or "a second list"
        yield [cell(name, doubt=doubt) for name in header]
        for row in rows:
            yield [_stored(row.get(name)) for name in header]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, ArithmeticError) as error:
        raise NoTotal(str(error)) from None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len(dict(pairs)) < len(pairs):
        raise NoTotal("an object names a key twice")
    return dict(pairs)


def _stored(value: object) -> str:
    if isinstance(value, Decimal) and abs(value.adjusted()) > MOST_DIGITS:
        return cell("", fault=f"{value} is no number of a table")
    if isinstance(value, bool | list | dict):
        return cell(str(value), doubt=f"{value} is no value of a cell")
    text = stored(value)
    return cell(text, doubt="a number with an exponent") if isinstance(value, Decimal) and "E" in str(value) else text
