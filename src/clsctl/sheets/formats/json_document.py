"""A JSON document read row by row: the start of each object of the table, and the other lists of objects."""

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, DecimalException
from json import JSONDecodeError, JSONDecoder
from json.decoder import WHITESPACE  # type: ignore[attr-defined] # not in the stubs
from typing import Any

from clsctl.finding import Fault
from clsctl.language import _
from clsctl.rules.cells import NOT_ONE_VALUE, OUTSIZE_NUMBER
from clsctl.sheets.limits import KEY_LETTERS, KEYS, LISTS, NUMBERS, PARTS, WITHIN

ROWS = "rows"
# digits: no amount has as many, and Python's numbers are slow or raise at millions of digits
LONGEST_NUMBER = 60
SHOWN = 40
VERSION = "schema_version"  # a key of every clsctl answer


class Repeated(dict[str, Any]):
    """An object with a repeated key, and the count of each such key."""

    def __init__(self, pairs: Sequence[tuple[str, Any]]) -> None:
        """Keeps the last value of each key, like all JSON readers."""
        super().__init__(pairs)
        self.counts = {name: count for name, count in Counter(name for name, _value in pairs).items() if count > 1}


@dataclass(slots=True)
class Document:
    """The structure of a document: the start of each row, and the keys of the first object of each other list.

    `rows` is None where there is no list under “rows” and the document is not a list; `is_answer` marks an answer of
    clsctl.
    """

    rows: "array[int] | None" = None
    first: tuple[str, ...] = ()
    others: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)
    is_answer: bool = False


class Decoder:
    """The values of one text by their start; numbers are exact."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._numbers = 0
        self._plain = JSONDecoder(
            object_pairs_hook=_object, parse_float=self._number, parse_int=self._number, parse_constant=_constant
        )

    def value(self, begin: int) -> tuple[Any, int]:
        """The value at `begin` and its end; ValueError where there is no value."""
        self._numbers = 0
        return self._plain.raw_decode(self._text, begin)

    def _number(self, text: str) -> int | Decimal | Fault:
        self._numbers += 1
        NUMBERS.check(self._numbers)
        return number(text)


def number(text: str) -> int | Decimal | Fault:
    """A JSON number, exactly."""
    if len(text) <= LONGEST_NUMBER:
        if text.lstrip("-").isdigit():
            return int(text)
        try:
            found = Decimal(text)
        except DecimalException:
            return Fault(OUTSIZE_NUMBER, {"value": text})
        if abs(found.adjusted()) <= LONGEST_NUMBER:
            return found
    return Fault(OUTSIZE_NUMBER, {"value": text if len(text) <= SHOWN else f"{text[:SHOWN]}…"})


def read_document(text: str) -> Document:
    """The structure of the whole document, decoded and dropped part by part; ValueError for invalid JSON,
    TooLargeError.
    """
    PARTS.check(text.count("{") + text.count("["))
    decoder, found = Decoder(text), Document()
    begin = _next(text, 0)
    if text.startswith("[", begin):
        end = _read_rows(text, begin, decoder, found)
    elif text.startswith("{", begin):
        end = _read_members(text, begin, decoder, found)
    else:
        _value, end = decoder.value(begin)
    if _next(text, end) != len(text):
        raise JSONDecodeError("Extra data", text, _next(text, end))
    return found


def _read_members(text: str, begin: int, decoder: Decoder, found: Document) -> int:
    """Read the members of the outermost object; returns its end."""
    position = _next(text, begin + 1)
    if text.startswith("}", position):
        return position + 1
    has_rows = False
    while True:
        if not text.startswith('"', position):
            raise JSONDecodeError("Expecting property name enclosed in double quotes", text, position)
        name, position = decoder.value(position)
        position = _after(text, position, ":")
        if name == ROWS and has_rows:
            raise ValueError(_("“rows” appears more than once"))
        has_rows = has_rows or name == ROWS
        found.is_answer = found.is_answer or name == VERSION
        if name == ROWS and text.startswith("[", position):
            position = _read_rows(text, position, decoder, found)
        else:
            value, position = decoder.value(position)
            found.others.update(_lists(value, name))
            LISTS.check(len(found.others))
        position = _next(text, position)
        if text.startswith("}", position):
            return position + 1
        position = _after(text, position, ",")


def _read_rows(text: str, begin: int, decoder: Decoder, found: Document) -> int:
    """Read the list of rows; returns its end."""
    found.rows = array("q")
    position = _next(text, begin + 1)
    if text.startswith("]", position):
        return position + 1
    while True:
        value, end = decoder.value(position)
        if not isinstance(value, dict):
            raise ValueError(no_list())  # noqa: TRY004 (the file is wrong, not a type)
        if not found.rows:
            found.first = tuple(value)
            KEY_LETTERS.check(sum(map(len, found.first)))
        WITHIN.check(max((len(cell) for cell in value.values() if isinstance(cell, list | dict)), default=0))
        found.rows.append(position)
        position = _next(text, end)
        if text.startswith("]", position):
            return position + 1
        position = _after(text, position, ",")


def _lists(value: object, name: str) -> Iterator[tuple[str, tuple[int, tuple[str, ...]]]]:
    """Each list of objects in the value: its name, its length, and the keys of its first object."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _lists(inner, f"{name}.{key}")
    elif isinstance(value, list):
        objects = [each for each in value if isinstance(each, dict)]
        if objects:
            yield name, (len(objects), tuple(objects[0]))


def no_list() -> str:
    """The message about a document without rows."""
    return _("it has no list of objects under “rows”")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    KEYS.check(len(pairs))
    found = dict(pairs)
    return found if len(found) == len(pairs) else Repeated(pairs)


def _constant(text: str) -> Fault:
    """Rejects `NaN` and `Infinity`, which JSON does not have."""
    return Fault(NOT_ONE_VALUE, {"value": text})


def _after(text: str, position: int, mark: str) -> int:
    """The start of the next value after `mark`, which must follow."""
    position = _next(text, position)
    if not text.startswith(mark, position):
        raise JSONDecodeError(f"Expecting '{mark}' delimiter", text, position)
    return _next(text, position + 1)


def _next(text: str, position: int) -> int:
    """The first non-blank position."""
    found: int = WHITESPACE.match(text, position).end()
    return found
