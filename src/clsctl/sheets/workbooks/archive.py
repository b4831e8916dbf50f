"""The XML inside a zipped workbook: bounded before any other reader sees it, then read part by part."""

import zipfile
import zlib
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from typing import IO, Protocol
from xml.parsers import expat

from clsctl.sheets.limits import ATTRIBUTES, DEPTH, MARKS, NAMES, NAMESPACE, TEXT
from clsctl.sheets.workbooks.zip_parts import parts

# All that the standard library raises over an archive that is broken, or made to break readers.
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, KeyError, ValueError),
    *(RuntimeError, OverflowError),
)
OVERLAP = 256  # more than a cell takes before its number
MARKUP = (".xml", ".rels")
ENCODINGS = frozenset({"utf-8", "us-ascii"})
Attributes = Mapping[str, str]
Watch = Callable[[Attributes], None]


class Tally(Protocol):
    """What is counted of the parts of an archive while they pass by; each count has its limit."""

    def open(self, path: str, position: Callable[[], int]) -> Mapping[str, Watch] | None:
        """What is told of each element of some names (without namespace) in the part; None where nobody reads it.

        The name that is empty stands for all others; `position` says how many bytes of the part have passed.
        """

    def text(self, data: str) -> None:
        """A text, or a piece of one, between two elements."""

    def close(self) -> None:
        """The part has passed."""


def check_archive(content: bytes, choose: Callable[[Collection[str]], Tally]) -> None:
    """Pass through every part once: TooLargeError, or one of BROKEN, where another reader would be overwhelmed by one.

    Memory stays within a few pieces, whatever is in them. `choose` gives the tally for an archive of those parts; the
    texts that cells share come first.
    """
    found = parts(content)
    tally = choose([part.name for part in found])
    marks = 0
    for part in sorted(found, key=lambda part: not part.name.lower().endswith("strings.xml")):
        is_markup = part.name.lower().endswith(MARKUP)
        marks = _check_markup(part.name, part.pieces(), tally, marks) if is_markup else _exhaust(part.pieces(), marks)


def _exhaust(pieces: Iterable[bytes], marks: int) -> int:
    for _piece in pieces:
        pass
    return marks


def _check_markup(path: str, pieces: Iterable[bytes], tally: Tally, marks: int) -> int:
    """One part of XML against the limits; returns the number of marks so far."""
    parser = expat.ParserCreate("utf-8", "}")
    watched = tally.open(path, lambda: parser.CurrentByteIndex)
    if watched is None:
        return _exhaust(pieces, marks)
    _set_handlers(parser, _Watched(watched), tally)
    unbroken = 0
    for piece in pieces:
        marks += piece.count(b"<")
        MARKS.check(marks)
        last = piece.rfind(b"<")
        unbroken = unbroken + len(piece) if last < 0 else len(piece) - last
        TEXT.check(unbroken)
        parser.Parse(piece, False)  # noqa: FBT003 (as the library has it)
        NAMES.check(len(parser.intern))
    parser.Parse(b"", True)  # noqa: FBT003 (the same)
    tally.close()
    return marks


class _Watched(dict[str, Watch | None]):
    """Who is told of an element, by its name with namespace."""

    def __init__(self, watched: Mapping[str, Watch]) -> None:
        self._watched = watched

    def __missing__(self, name: str) -> Watch | None:
        found = self[name] = self._watched.get(local(name), self._watched.get(""))
        return found


def _set_handlers(parser: expat.XMLParserType, watched: Mapping[str, Watch | None], tally: Tally) -> None:
    depth, deepest, most = 0, DEPTH.most, ATTRIBUTES.most

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > deepest or len(attributes) > most:
            DEPTH.check(depth)
            ATTRIBUTES.check(len(attributes))
        watch = watched[name]
        if watch is not None:
            watch(attributes)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def namespace(_prefix: str | None, uri: str | None) -> None:
        NAMESPACE.check(len(uri or ""))

    def declaration(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in ENCODINGS:
            raise ValueError(encoding)

    def doctype(name: str, _system: str | None, _public: str | None, has_entities: int) -> None:
        if has_entities:  # they could stand for texts of any length
            raise ValueError(f"<!DOCTYPE {name} [")

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = tally.text
    parser.StartNamespaceDeclHandler = namespace
    parser.XmlDeclHandler = declaration
    parser.StartDoctypeDeclHandler = doctype


def open_part(archive: zipfile.ZipFile, path: str) -> IO[bytes]:
    """A part as a stream; KeyError where there is none."""
    return archive.open(path)


@lru_cache(NAMES.most)
def local(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]
