"""The styles of OpenDocument: what they hide, and how they show a number."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from xml.etree.ElementTree import Element

from oracle.formats import GROUP, Shown, plain

SPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TABLE, TEXT, OFFICE, STYLE, NUMBER = (SPACE % name for name in ("table", "text", "office", "style", "datastyle"))
DATES = {f"{NUMBER}date-style", f"{NUMBER}time-style"}
PARTS = {f"{NUMBER}{name}-style" for name in ("number", "currency", "percentage", "text", "boolean", "date", "time")}


@dataclass(frozen=True, slots=True)
class Looks:
    """The styles that hide a sheet, a row or a column, and the style of numbers that each style of cells has."""

    hidden: frozenset[str]
    numbers: Mapping[str, Element]
    parents: Mapping[str, str]

    def shown(self, style: str) -> Callable[[Decimal], Shown] | None:
        """The text by which a cell of that style shows a number; None where nothing says."""
        seen: set[str] = set()
        while style and style not in self.numbers and style not in seen:
            seen.add(style)
            style = self.parents.get(style, "")
        look = self.numbers.get(style)
        return None if look is None else lambda number: _text(look, number)


def looks(parts: Iterable[Element]) -> Looks:
    """The styles of these parts of the document."""
    hidden: set[str] = set()
    named: dict[str, Element] = {}
    data: dict[str, str] = {}
    parents: dict[str, str] = {}
    for part in parts:
        named |= {each.get(f"{STYLE}name", ""): each for each in part.iter() if each.tag in PARTS}
        for style in part.iter(f"{STYLE}style"):
            name = style.get(f"{STYLE}name", "")
            if style.get(f"{STYLE}data-style-name"):
                data[name] = style.get(f"{STYLE}data-style-name", "")
            parents[name] = style.get(f"{STYLE}parent-style-name", "")
            if any(map(_hides, style)):
                hidden.add(name)
    numbers = {name: named[chosen] for name, chosen in data.items() if chosen in named}
    return Looks(frozenset(hidden), numbers, parents)


def _hides(properties: Element) -> bool:
    sizes = (properties.get(f"{STYLE}row-height"), properties.get(f"{STYLE}column-width"))
    is_flat = any(size is not None and not size.strip("0.,cminptx%") for size in sizes)
    return properties.get(f"{TABLE}display") == "false" or is_flat


def _text(look: Element, number: Decimal) -> Shown:
    if look.tag in DATES:
        return Shown("a date", is_date=True)
    factor = 100 if look.tag == f"{NUMBER}percentage-style" else 1
    odd = "the style has conditions" if look.find(f"{STYLE}map") is not None else ""
    if not len(look):
        return Shown(plain(number), odd="the style says nothing")
    texts = []
    for each in look:
        if each.tag in {f"{NUMBER}text", f"{NUMBER}currency-symbol"}:
            texts.append("".join(each.itertext()))
        elif each.tag == f"{NUMBER}number":
            texts.append(_digits(each, number * factor))
        elif each.tag in {f"{NUMBER}fraction", f"{NUMBER}scientific-number"}:
            texts.append(plain(number))
            odd = "a fraction or a power"
        elif each.tag == f"{NUMBER}text-content":
            texts.append(plain(number))
    return Shown("".join(texts), odd=odd)


def _digits(each: Element, number: Decimal) -> str:
    number /= Decimal(each.get(f"{NUMBER}display-factor", "1"))
    decimals = each.get(f"{NUMBER}decimal-places")
    if decimals is not None:
        number = number.quantize(Decimal(1).scaleb(-int(decimals)), ROUND_HALF_UP)
    whole, _point, cents = (f"{number:f}" if decimals else plain(number).replace(",", ".")).partition(".")
    whole = whole.zfill(int(each.get(f"{NUMBER}min-integer-digits", "0")))
    if each.get(f"{NUMBER}grouping") == "true":
        whole = f"{int(whole):,}".replace(",", GROUP) if len(whole) > 3 else whole
    return f"{whole},{cents}" if cents else whole
