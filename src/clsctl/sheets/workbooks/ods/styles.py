"""The styles of an .ods: cell number formats in Excel's notation, and rows and columns too thin to see."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import IO
from xml.parsers import expat

from clsctl.sheets.limits import NAMES
from clsctl.sheets.workbooks.archive import local
from clsctl.sheets.workbooks.number_formats import GENERAL

DATA_STYLES = frozenset(
    f"{kind}-style" for kind in ("number", "currency", "percentage", "date", "time", "boolean", "text")
)
DATE_PARTS = frozenset(
    {"day", "month", "year", "era", "day-of-week", "week-of-year", "quarter", "hours", "minutes", "seconds", "am-pm"}
)
# Units of length in millimetres.
UNITS = {"cm": 10.0, "mm": 1.0, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6, "px": 25.4 / 96}
LENGTH = re.compile(r"([0-9]*\.?[0-9]+)(cm|mm|in|pt|pc|px)")
THINNEST = 0.3  # millimetres: one pixel, invisible in practice
CONDITION = re.compile(r"value\(\)\s*(<=|>=|<|>|=|!=)\s*(-?[0-9]+(?:\.[0-9]+)?)")
MOST_PLACES = 30
NOTHING = '""'  # a format without marks displays nothing
DEEPEST = 20  # levels of style inheritance


@dataclass(slots=True)
class _Style:
    """A style of cells, rows or columns."""

    parent: str = ""
    data: str = ""
    is_thin: bool = False


@dataclass(slots=True)
class OdsStyles:
    """The styles of a file."""

    styles: dict[tuple[str, str], _Style] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    maps: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)

    def code(self, name: str) -> str:
        """The number format of a cell style; General by default."""
        found = self.known.get(name)
        if found is None:
            found = self.known[name] = self._code(name)
        return found

    def _code(self, name: str) -> str:
        for _step in range(DEEPEST):
            style = self.styles.get(("table-cell", name))
            if style is None:
                return GENERAL
            if style.data:
                return self._data_code(style.data)
            name = style.parent
        return GENERAL

    def is_thin(self, family: str, name: str) -> bool:
        """True for a row style (`table-row`) or column style (`table-column`) too thin to be seen."""
        style = self.styles.get((family, name))
        return style is not None and style.is_thin

    def _data_code(self, name: str) -> str:
        own = self.codes.get(name, GENERAL)
        sections = [
            f"[{'<>' if sign == '!=' else sign}{limit}]{self.codes.get(other, GENERAL)}"
            for condition, other in self.maps.get(name, ())
            for sign, limit in CONDITION.findall(condition)
        ]
        return ";".join([*sections, own]) if sections else own


def read_ods_styles(streams: Iterable[IO[bytes]]) -> OdsStyles:
    """The styles of the parts of a file, `styles.xml` before `content.xml`; ExpatError for damage."""
    found = OdsStyles()
    for stream in streams:
        _Reader(found).read(stream)
    return found


class _Reader:
    """A part during reading."""

    def __init__(self, styles: OdsStyles) -> None:
        self._styles = styles
        self._name = self._kind = ""
        self._pieces: list[str] = []
        self._text: list[str] | None = None

    def read(self, stream: IO[bytes]) -> None:
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._letters
        parser.ParseFile(stream)

    def _start(self, tag: str, named: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if name == "body":  # no style is below the head, and large sheets have many cells
            self._parser.StartElementHandler = self._parser.EndElementHandler = None
            self._parser.CharacterDataHandler = None
            return
        attributes = {local_name(key): value for key, value in named.items()}
        if name in DATA_STYLES:
            self._name, self._kind, self._pieces = attributes.get("name", ""), name, []
        elif name == "map" and self._name:
            rule = attributes.get("condition", ""), attributes.get("apply-style-name", "")
            self._styles.maps.setdefault(self._name, []).append(rule)
        elif self._name:
            self._piece(name, attributes)
        else:
            self._note(name, attributes)

    def _note(self, name: str, attributes: Mapping[str, str]) -> None:
        family = attributes.get("family", "")
        if name == "style" and family.startswith("table"):
            style = _Style(attributes.get("parent-style-name", ""), attributes.get("data-style-name", ""))
            self._styles.styles[family, attributes.get("name", "")] = style
            self._kind = family
        elif name in {"table-row-properties", "table-column-properties"} and self._styles.styles:
            thickness = attributes.get("row-height") or attributes.get("column-width") or ""
            found = LENGTH.fullmatch(thickness)
            if found and float(found[1]) * UNITS[found[2]] <= THINNEST:
                self._styles.styles[next(reversed(self._styles.styles))].is_thin = True

    def _piece(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in {"text", "currency-symbol"}:
            self._text = []
        elif name == "number":
            self._pieces.append(_digits(attributes))
        elif name == "scientific-number":
            exponent = "0" * _count(attributes, "min-exponent-digits", 2)
            self._pieces.append(f"{_digits(attributes)}E+{exponent}")
        elif name == "fraction":
            self._pieces.append("# " + "?" * _count(attributes, "min-denominator-digits", 1) + "/?")
        elif name in DATE_PARTS:
            self._pieces.append("yyyy" if name == "year" else "d")
        elif name == "text-content":
            self._pieces.append("@")
        elif name == "boolean":
            self._pieces.append(GENERAL)

    def _letters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self, tag: str) -> None:
        name = tag.rpartition(" ")[2]
        if name in DATA_STYLES:
            # The percent sign of a percentage is text; the kind of its style multiplies the number by 100.
            percent = "%" if self._kind == "percentage-style" else ""
            self._styles.codes[self._name] = ("".join(self._pieces) or NOTHING) + percent
            self._name = ""
        elif self._text is not None and name in {"text", "currency-symbol"}:
            text = "".join(self._text).replace('"', "")
            self._pieces.append(f'"{text}"' if text else "")
            self._text = None


@lru_cache(NAMES.most)
def local_name(key: str) -> str:
    """The name of an attribute without its namespace."""
    return local(key.rpartition(" ")[2])


def _digits(attributes: Mapping[str, str]) -> str:
    """The digits as marks: `#,##0.00`; General for as many decimals as the number has."""
    if "decimal-places" not in attributes and "display-factor" not in attributes:
        least_digits = _count(attributes, "min-integer-digits", 1)
        return GENERAL if least_digits <= 1 else "0" * least_digits
    whole = "0" * _count(attributes, "min-integer-digits", 0) or "#"
    if attributes.get("grouping") == "true":
        whole = whole.rjust(4, "#")
        whole = f"{whole[:-3]},{whole[-3:]}"
    places = _count(attributes, "decimal-places", 0)
    least = min(_count(attributes, "min-decimal-places", places), places)
    if attributes.get("decimal-replacement") is not None:
        least = 0
    decimals = "0" * least + "#" * (places - least)
    factor = Decimal(attributes.get("display-factor", "1"))
    commas = "," * (max(factor.adjusted(), 0) // 3)
    return whole + (f".{decimals}" if decimals else "") + commas


def _count(attributes: Mapping[str, str], name: str, otherwise: int) -> int:
    return min(int(attributes.get(name, otherwise)), MOST_PLACES)
