"""The values of a workbook's cells, with the texts and formats that they refer to."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.etree.ElementTree import Element, fromstring

from oracle import formats
from oracle.amounts import NoTotal, stored
from oracle.seen import Cell, cell

INDEX = re.compile("[0-9]+")


@dataclass(frozen=True, slots=True)
class Book:
    """The texts and formats that the cells of a workbook refer to, and True where formulas wait to be computed."""

    texts: Sequence[str]
    codes: Sequence[str]
    is_stale: bool


def book_of(archive: zipfile.ZipFile, root: Element) -> Book:
    """The texts and formats of this archive; `root` is that of the workbook."""
    return Book(_texts(archive), _codes(archive), _is_stale(root))


def within(root: Element, name: str) -> Iterator[Element]:
    """Each element of that name, in the namespace of the root."""
    space, _brace, _tag = root.tag.rpartition("}")
    return root.iter(f"{space}}}{name}" if space else name)


def _is_stale(root: Element) -> bool:
    return any(each.get("fullCalcOnLoad") in {"1", "true"} for each in within(root, "calcPr"))


def _part(archive: zipfile.ZipFile, name: str) -> Element | None:
    """The root of a part, None where it is not there."""
    return fromstring(archive.read(name)) if name in archive.namelist() else None


def _texts(archive: zipfile.ZipFile) -> list[str]:
    root = _part(archive, "xl/sharedStrings.xml")
    return [] if root is None else [_letters(item) for item in within(root, "si")]


def _letters(item: Element) -> str:
    """The text of its runs, without how it is pronounced."""
    return "".join(
        each.text or ""
        for child in item
        for each in ([child] if name_in(child) == "t" else child if name_in(child) == "r" else ())
        if name_in(each) == "t"
    )


def name_in(element: Element) -> str:
    """Its name without the namespace."""
    return element.tag.rpartition("}")[2]


def _codes(archive: zipfile.ZipFile) -> list[str]:
    """The number format of each style."""
    root = _part(archive, "xl/styles.xml")
    if root is None:
        return []
    own = {int(each.get("numFmtId", "")): each.get("formatCode", "") for each in within(root, "numFmt")}
    known = formats.BUILT_IN | own
    styles = next(iter(within(root, "cellXfs")), Element("none"))
    return [known.get(int(each.get("numFmtId", "0")), "General") for each in styles]


def value(each: Element, book: Book) -> Cell:
    """The value of the cell, with the text that its number format shows."""
    parts = {name: [child for child in each if name_in(child) == name] for name in ("v", "f", "is")}
    if any(len(found) > 1 for found in parts.values()) or any(len(child) for child in parts["v"]):
        raise NoTotal(f"{each.get('r')} holds two values, or elements in one")
    kind, raw = each.get("t", "n"), parts["v"][0].text or "" if parts["v"] else ""
    style = each.get("s", "0")
    code = book.codes[int(style)] if INDEX.fullmatch(style) and (book.codes or int(style)) else "General"
    if parts["f"] and not raw:
        is_empty = kind == "str" and bool(parts["v"])
        fault = "" if is_empty else "the formula was never computed"
        return cell("" if is_empty else "?", fault=fault, doubt="a formula gives no text")
    if kind == "n":
        return _numeric(raw, code, has_formula=bool(parts["f"]), is_stale=book.is_stale)
    if kind == "inlineStr":
        raw = "".join(map(_letters, parts["is"]))
    elif kind == "s" and raw:
        if not INDEX.fullmatch(raw.strip().removeprefix("+")):
            raise NoTotal(f"{raw!r} is no text")
        raw = book.texts[int(raw)]
    elif kind in {"b", "e"}:
        return cell(raw, fault="an error or a truth value")
    elif kind not in {"s", "str", "d"}:
        raise NoTotal(f"{kind!r} is no kind of cell")
    return _text(raw, code)


def _text(text: str, code: str) -> Cell:
    shown = formats.shown_text(text, code)
    doubt = "an escaped letter" if re.search("_x[0-9A-Fa-f]{4}_", text) else ""
    return cell(text, shown=(shown,), doubt=doubt)


def _numeric(raw: str, code: str, *, has_formula: bool, is_stale: bool) -> Cell:
    if not raw:
        return cell("")
    number = Decimal(stored(float(raw)))
    if has_formula and is_stale and number == 0:
        return cell("0", fault="the formula was never computed")
    seen = formats.shown(number, code)
    odd = "" if re.fullmatch("-?[0-9]+([.][0-9]+)?", raw) else f"{raw!r} is stored"
    return cell(stored(number), doubt=seen.odd or odd, number=number, shown=(seen.text,), is_date=seen.is_date)
