"""The XML inside a zipped workbook: checked against the limits before any other reader opens it, then read in parts."""

import zipfile
import zlib
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from typing import IO, Protocol
from xml.parsers import expat

from clsctl.sheets.limits import ATTRIBUTES, DEPTH, MARKS, NAMES, NAMESPACE, TEXT
from clsctl.sheets.workbooks.zip_parts import parts

# Everything that the standard library raises for a broken or malicious archive.
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, KeyError, ValueError),
    *(RuntimeError, OverflowError),
)
OVERLAP = 256  # bytes carried over from the previous piece: more than a cell takes before its number
MARKUP = (".xml", ".rels")
ENCODINGS = frozenset({"utf-8", "us-ascii"})
Attributes = Mapping[str, str]
Watch = Callable[[Attributes], None]


class Tally(Protocol):
    """Counts over the parts of an archive, each against its limit."""

    def open(self, path: str, position: Callable[[], int]) -> Mapping[str, Watch] | None:
        """The callback for each element name (without namespace) of the part; None for a part that is not read.

        The empty name stands for all others; `position` gives the bytes of the part so far.
        """

    def text(self, data: str) -> None:
        """A text, or a piece of one, between two tags."""

    def close(self) -> None:
        """End of the part."""


def check_archive(content: bytes, choose: Callable[[Collection[str]], Tally]) -> None:
    """Read every part once: TooLargeError, or one of BROKEN, for an archive that would overwhelm another reader.

    Memory stays within a few pieces. `choose` gives the tally for an archive with those parts; shared texts come first.
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
    """Check one part of XML against the limits; returns the number of tags so far."""
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
        parser.Parse(piece, False)  # noqa: FBT003 (positional in expat)
        NAMES.check(len(parser.intern))
    parser.Parse(b"", True)  # noqa: FBT003 (positional in expat)
    tally.close()
    return marks


class _Watched(dict[str, Watch | None]):
    """The callbacks by element name with namespace."""

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
        if has_entities:  # entities could expand to texts of any length
            raise ValueError(f"<!DOCTYPE {name} [")

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = tally.text
    parser.StartNamespaceDeclHandler = namespace
    parser.XmlDeclHandler = declaration
    parser.StartDoctypeDeclHandler = doctype


def open_part(archive: zipfile.ZipFile, path: str) -> IO[bytes]:
    """A part as a stream; KeyError for a missing one."""
    return archive.open(path)


@lru_cache(NAMES.most)
def local(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]
