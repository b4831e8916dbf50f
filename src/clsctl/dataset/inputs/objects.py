"""JSON: an answer of clsctl (`rows`), or a list of objects, each with the line on which it begins."""

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from json import decoder, scanner
from typing import Any

from clsctl.dataset.sheet import Cell, Row, Sheet, checked, no_table
from clsctl.dataset.sources import Source, unreadable
from clsctl.finding import Finding, FindingLog, Place
from clsctl.language import _
from clsctl.rules.files import DUPLICATE_COLUMN

WORD = "JSON"
ROWS = "rows"


class _Object(dict[str, Any]):
    """An object of the file that knows where it began, and how often it names what it names more than once."""

    def __init__(self, pairs: Sequence[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.begin = 0
        counts = Counter(name for name, _value in pairs) if len(self) < len(pairs) else {}
        self.repeated = {name: count for name, count in counts.items() if count > 1}


class _Decoder(json.JSONDecoder):
    """Numbers exactly, and each object with its place; in Python, which small files can afford."""

    def __init__(self) -> None:
        super().__init__(parse_float=Decimal, object_pairs_hook=_Object)
        plain: Callable[..., tuple[_Object, int]] = decoder.JSONObject  # type: ignore[attr-defined] # not in the stubs

        def parse(begin: tuple[str, int], *arguments: Any) -> tuple[_Object, int]:
            found, end = plain(begin, *arguments)
            found.begin = begin[1]
            return found, end

        self.parse_object = parse
        self.scan_once = scanner.py_make_scanner(self)  # type: ignore[attr-defined] # the same


def objects_sheet(source: Source) -> Sheet:
    """The objects as rows, under the names of the first; amounts are texts or numbers, exactly."""
    try:
        text = source.path.read_bytes().decode("utf-8-sig")
        document = _Decoder().decode(text)
    except OSError as error:
        raise unreadable(source.name, error) from None
    except (ValueError, RecursionError) as error:
        return no_table(source.name, WORD, str(error))
    if isinstance(document, _Object) and ROWS in document.repeated:
        return no_table(source.name, WORD, _("it names «rows» more than once"))
    rows = document.get(ROWS) if isinstance(document, dict) else document
    if not isinstance(rows, list) or not all(isinstance(row, _Object) for row in rows):
        return no_table(source.name, WORD, _("it has no list of objects under «rows»"))
    header = tuple(dict.fromkeys(name for row in rows for name in row))
    return Sheet(source.name, header, partial(_rows, source.name, rows, header, _line_ends(text)))


def _rows(
    name: str, rows: Sequence[_Object], header: Sequence[str], ends: Sequence[int], log: FindingLog
) -> Iterator[Row]:
    for row in rows:
        line = bisect_left(ends, row.begin) + 1
        for repeated, count in row.repeated.items():
            log.add(Finding(DUPLICATE_COLUMN, Place(name, line, repeated), {"count": count}))
        yield line, checked([_cell(row.get(heading)) for heading in header], Place(name, line), log)


def _line_ends(text: str) -> list[int]:
    return [index for index, char in enumerate(text) if char == "\n"]


def _cell(value: object) -> Cell:
    """A value as a cell; a list or an object within a row, as its text, fits no column of numbers."""
    return value if isinstance(value, str | int | Decimal | None) else json.dumps(value, default=str)
