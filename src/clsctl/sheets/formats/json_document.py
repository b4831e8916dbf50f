"""A JSON document taken apart row by row: where each object of the table begins, and which other lists it holds."""

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
# No amount has as many digits, and Python's own numbers are slow or raise where they have millions.
LONGEST_NUMBER = 60
SHOWN = 40
VERSION = "schema_version"  # what every answer of clsctl names


class Repeated(dict[str, Any]):
    """An object that names a key more than once: how often each of those."""

    def __init__(self, pairs: Sequence[tuple[str, Any]]) -> None:
        """The last value of each name, as all readers of JSON have it."""
        super().__init__(pairs)
        self.counts = {name: count for name, count in Counter(name for name, _value in pairs).items() if count > 1}


@dataclass(slots=True)
class Document:
    """What a document holds: the begin of each of its rows, and the names of the first of each other list of objects.

    `rows` is None where it has no list under «rows», and is none itself; `is_answer` is True for an answer of clsctl.
    """

    rows: "array[int] | None" = None
    first: tuple[str, ...] = ()
    others: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)
    is_answer: bool = False


class Decoder:
    """The values of one text, each where it begins; numbers exactly."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._numbers = 0
        self._plain = JSONDecoder(
            object_pairs_hook=_object, parse_float=self._number, parse_int=self._number, parse_constant=_constant
        )

    def value(self, begin: int) -> tuple[Any, int]:
        """The value that begins there and where it ends; ValueError where there is none."""
        self._numbers = 0
        return self._plain.raw_decode(self._text, begin)

    def _number(self, text: str) -> int | Decimal | Fault:
        self._numbers += 1
        NUMBERS.check(self._numbers)
        return number(text)


def number(text: str) -> int | Decimal | Fault:
    """A number of JSON, exactly."""
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
    """The whole document, decoded part by part and forgotten; ValueError where it is no JSON, TooLargeError."""
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
    """Those of the outermost object; returns where it ends."""
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
            raise ValueError(_("it names “rows” more than once"))
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
    """The list of the rows; returns where it ends."""
    found.rows = array("q")
    position = _next(text, begin + 1)
    if text.startswith("]", position):
        return position + 1
    while True:
        value, end = decoder.value(position)
        if not isinstance(value, dict):
            raise ValueError(no_list())  # noqa: TRY004 (what is wrong is the file)
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
    """Each list of objects in the value: its name, how many objects there are, and the names of the first."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _lists(inner, f"{name}.{key}")
    elif isinstance(value, list):
        objects = [each for each in value if isinstance(each, dict)]
        if objects:
            yield name, (len(objects), tuple(objects[0]))


def no_list() -> str:
    """What is said of a document without rows."""
    return _("it has no list of objects under “rows”")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    KEYS.check(len(pairs))
    found = dict(pairs)
    return found if len(found) == len(pairs) else Repeated(pairs)


def _constant(text: str) -> Fault:
    """`NaN` and `Infinity`, which JSON has not."""
    return Fault(NOT_ONE_VALUE, {"value": text})


def _after(text: str, position: int, mark: str) -> int:
    """Where the next value begins behind a mark that must stand there."""
    position = _next(text, position)
    if not text.startswith(mark, position):
        raise JSONDecodeError(f"Expecting '{mark}' delimiter", text, position)
    return _next(text, position + 1)


def _next(text: str, position: int) -> int:
    """The first position from there on that is no blank."""
    found: int = WHITESPACE.match(text, position).end()
    return found
