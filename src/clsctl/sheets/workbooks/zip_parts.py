"""The zip container of a workbook: its parts, unpacked in pieces, in the only way that all readers agree on."""

import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from clsctl.sheets.limits import DIRECTORY, UNPACKED, WORKBOOK

CHUNK = 1 << 20
FED = 1 << 18  # bytes: zlib copies its input that is not yet unpacked, at each call
LOCAL = struct.Struct("<4s5H3I2H")
END = struct.Struct("<4s4H2IH")
END_64 = struct.Struct("<4sQ2H2I4Q")
LOCATOR_64 = struct.Struct("<4sIQI")
FIELD = struct.Struct("<2H")
UNICODE_NAME = 0x7075
COMMENT = 1 << 16  # bytes of the longest comment after the end
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
ENCRYPTED = 1


@dataclass(frozen=True, slots=True)
class ZipPart:
    """A part as the archive declares it, with its packed bytes."""

    name: str
    size: int
    checksum: int
    is_packed: bool
    content: memoryview

    def pieces(self) -> Iterator[bytes]:
        """The unpacked part; BadZipFile where it differs from its declaration or continues after it."""
        size = checksum = 0
        for piece in _inflated(self.content) if self.is_packed else _cut(self.content):
            size, checksum = size + len(piece), zlib.crc32(piece, checksum)
            if size > self.size:
                break
            yield piece
        if (size, checksum) != (self.size, self.checksum):
            raise zipfile.BadZipFile(self.name)


def parts(content: bytes) -> Sequence[ZipPart]:
    """The parts in archive order; BadZipFile or ValueError where two readers could find different ones.

    TooLargeError for too many or too large parts.
    """
    WORKBOOK.check(len(content))
    _check_end(content)
    archive = zipfile.ZipFile(BytesIO(content))
    entries = sorted(archive.infolist(), key=lambda entry: entry.header_offset)
    UNPACKED.check(sum(entry.file_size for entry in entries))
    found, end, names = [], 0, set[str]()
    for entry in entries:
        begin = _begin(content, entry)
        name = entry.filename.replace("\\", "/").lstrip("/").lower()  # as the most lenient reader reads it
        if entry.header_offset < end or name in names:
            raise zipfile.BadZipFile(entry.filename)
        if entry.flag_bits & ENCRYPTED or entry.compress_type not in METHODS or _has_other_name(entry.extra):
            raise zipfile.BadZipFile(f"{entry.filename}: {entry.compress_type}")
        names.add(name)
        end = begin + entry.compress_size
        is_packed = entry.compress_type == zipfile.ZIP_DEFLATED and entry.compress_size > 0
        packed = memoryview(content)[begin:end]
        found.append(ZipPart(entry.filename, entry.file_size, entry.CRC, is_packed, packed))
    if end > archive.start_dir:
        raise zipfile.BadZipFile(str(end))
    return found


def _begin(content: bytes, entry: zipfile.ZipInfo) -> int:
    """The start of a part's packed bytes."""
    header = content[entry.header_offset : entry.header_offset + LOCAL.size]
    if len(header) < LOCAL.size or not header.startswith(b"PK\3\4"):
        raise zipfile.BadZipFile(entry.filename)
    *_fields, name, extra = LOCAL.unpack(header)
    return int(entry.header_offset + LOCAL.size + name + extra)


def _has_other_name(extra: bytes) -> bool:
    """True where an extra field holds another name of the part, which some readers use and Python's does not."""
    while len(extra) >= FIELD.size:
        kind, length = FIELD.unpack_from(extra)
        if kind == UNICODE_NAME:
            return True
        extra = extra[FIELD.size + length :]
    return False


def _check_end(content: bytes) -> None:
    """BadZipFile where the directory could be found in more than one place, TooLargeError for a long one."""
    found = content.rfind(b"PK\5\6", -COMMENT - END.size)
    if found < 0 or content.count(b"PK\5\6", max(0, len(content) - COMMENT - END.size)) > 1:
        raise zipfile.BadZipFile("PK")
    if found + END.size > len(content):
        raise zipfile.BadZipFile("PK")
    *_before, size, offset, comment = END.unpack_from(content, found)
    end = found
    if (locator := found - LOCATOR_64.size) >= 0 and content.startswith(b"PK\6\7", locator):
        _mark, _disk, end, _disks = LOCATOR_64.unpack_from(content, locator)
        if end + END_64.size != locator or not content.startswith(b"PK\6\6", end):
            raise zipfile.BadZipFile("PK")
        *_before, size, offset = END_64.unpack_from(content, end)
    DIRECTORY.check(size)
    if offset + size != end or found + END.size + comment != len(content):
        raise zipfile.BadZipFile("PK")


def _cut(content: memoryview) -> Iterator[bytes]:
    return (bytes(content[begin : begin + CHUNK]) for begin in range(0, len(content), CHUNK))


def _inflated(content: memoryview) -> Iterator[bytes]:
    """BadZipFile where the data end early or late."""
    engine, begin = zlib.decompressobj(-zlib.MAX_WBITS), 0
    while begin < len(content) and not engine.eof:
        piece = engine.decompress(content[begin : begin + FED], CHUNK)
        begin += FED
        while piece:
            yield piece
            piece = engine.decompress(engine.unconsumed_tail, CHUNK)
    if not engine.eof or engine.unused_data or begin < len(content):
        raise zipfile.BadZipFile("deflate")
