"""The XML inside a zipped workbook: read part by part in bounded memory, and refused where it would explode."""

import zipfile
import zlib
from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element, ParseError, iterparse
from xml.parsers.expat import ExpatError

# All that the standard library raises over an archive that is broken, or made to break readers.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    ExpatError,
    EOFError,
    KeyError,
    ValueError,
    RuntimeError,
    OverflowError,
)
CHUNK = 1 << 20
OVERLAP = 256  # more than a cell takes before its number
PROLOGUE = 8  # `<?xml` stands before, after a mark of UTF-8 at most
LARGEST_PART = 1 << 30


def open_part(archive: zipfile.ZipFile, path: str) -> IO[bytes]:
    """A part as a stream; ValueError where it is larger than any workbook's, KeyError where there is none."""
    if archive.getinfo(path).file_size > LARGEST_PART:
        raise ValueError(path)
    return archive.open(path)


def pieces(archive: zipfile.ZipFile, path: str) -> Iterator[bytes]:
    """A part with cells, piece by piece to its checksum, each with the end of the one before.

    ValueError for comments, CDATA and instructions, which no spreadsheet writes: calamine loses digits beside one.
    """
    rest = b""
    with open_part(archive, path) as stream:
        while chunk := stream.read(CHUNK):
            piece = rest + chunk
            if b"<!" in piece or b"<?" in piece[PROLOGUE:]:
                raise ValueError(path)
            yield piece
            rest = piece[-OVERLAP:]


def elements(stream: IO[bytes], last: frozenset[str]) -> Iterator[tuple[str, Element]]:
    """Each element of the names in `last` with its children, once it is complete; then it is forgotten.

    Names are without namespace.
    """
    path: list[Element] = []
    for event, element in iterparse(stream, ("start", "end")):  # noqa: S314 (the same)
        if event == "start":
            path.append(element)
            continue
        path.pop()
        name = local(element.tag)
        if name in last:
            yield name, element
            if path:
                del path[-1][:]  # its attributes are still wanted


def local(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """The attribute of that name in whatever namespace; empty where there is none."""
    return next((value for key, value in element.items() if local(key) == name), "")
