"""The content of a gzip file, unpacked in pieces and bounded by the compression that tables of text reach."""

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from clsctl.sheets.limits import MEMBERS, UNZIPPED, UNZIPPED_TIMES, TooLargeError

FED = 1 << 15  # bytes: zlib copies its input that is not yet unpacked
CHUNK = 1 << 20
WITH_HEADER = 31  # has zlib expect a gzip member and verify its checksum


def unpacked(path: Path) -> Iterator[bytes]:
    """The unpacked pieces; EOFError or zlib.error for damage or a cut, TooLargeError for a decompression bomb."""
    most = max(UNZIPPED.most, UNZIPPED_TIMES.most * path.stat().st_size)
    size = 0
    with path.open("rb") as stream:
        for piece in _members(stream):
            size += len(piece)
            if size > most:
                raise TooLargeError(UNZIPPED_TIMES)
            yield piece


def _members(stream: BinaryIO) -> Iterator[bytes]:
    """The members in order; zeros may follow the last, as tapes and block devices leave them."""
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
    """The bytes after the zeros; empty at the end."""
    while not (found := rest.lstrip(b"\0")):
        rest = stream.read(FED)
        if not rest:
            break
    return found
