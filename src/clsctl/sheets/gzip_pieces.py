"""A gzip file unpacked a piece at a time, by no more than a table of text can have been packed."""

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from clsctl.sheets.limits import MEMBERS, UNZIPPED, UNZIPPED_TIMES, TooLargeError

FED = 1 << 15  # zlib copies what it was fed and has not unpacked
CHUNK = 1 << 20
WITH_HEADER = 31  # what tells zlib to expect a gzip member, and to hold its checksum against it


def unpacked(path: Path) -> Iterator[bytes]:
    """What the file holds; EOFError or zlib.error where it is damaged or cut short, TooLargeError where it explodes."""
    most = max(UNZIPPED.most, UNZIPPED_TIMES.most * path.stat().st_size)
    size = 0
    with path.open("rb") as stream:
        for piece in _members(stream):
            size += len(piece)
            if size > most:
                raise TooLargeError(UNZIPPED_TIMES)
            yield piece


def _members(stream: BinaryIO) -> Iterator[bytes]:
    """The members one after the other; zeros may follow the last, as tapes and block devices leave them."""
    count = 0
    rest = stream.read(FED)
    while rest:
        count += 1
        MEMBERS.check(count)
        engine = zlib.decompressobj(WITH_HEADER)
        while not engine.eof:
            if not rest:
                raise EOFError("gzip")
            piece = engine.decompress(rest, CHUNK)
            while piece:
                yield piece
                piece = engine.decompress(engine.unconsumed_tail, CHUNK)
            rest = engine.unused_data or stream.read(FED)
        rest = _next(rest, stream)


def _next(rest: bytes, stream: BinaryIO) -> bytes:
    """What comes after the zeros; empty at the end."""
    while not (found := rest.lstrip(b"\0")):
        rest = stream.read(FED)
        if not rest:
            break
    return found
