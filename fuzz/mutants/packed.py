"""Archives with parts that are compressed once and repeated: gigabytes in a file of some kilobytes."""

import io
import zipfile
import zlib
from collections.abc import Mapping

MEMBER = 10_000_000  # bytes of what is compressed once and repeated


class Packed:
    """A part of an archive: a head, one text many times, a tail; compressed without ever standing whole in memory."""

    def __init__(self, head: bytes, text: bytes, times: int, tail: bytes) -> None:
        """Compress the repeated text once, and take its bytes as often as it is asked for."""
        each = max(1, MEMBER // len(text))
        block = text * min(each, times)
        pack = zlib.compressobj(9, zlib.DEFLATED, -15)
        start = pack.compress(head) + pack.flush(zlib.Z_FULL_FLUSH)
        middle = pack.compress(block) + pack.flush(zlib.Z_FULL_FLUSH)
        again = zlib.compressobj(9, zlib.DEFLATED, -15)
        once = again.compress(block) + again.flush(zlib.Z_FULL_FLUSH)
        end = again.compress(tail) + again.flush()
        self.count = max(1, times // each)
        self.content = start + middle + once * (self.count - 1) + end
        self.size = len(head) + len(block) * self.count + len(tail)
        checksum = zlib.crc32(head)
        for _block in range(self.count):
            checksum = zlib.crc32(block, checksum)
        self.checksum = zlib.crc32(tail, checksum)


def zipped(parts: Mapping[str, bytes | str | Packed]) -> bytes:
    """The archive; a packed part is put in with the bytes that it has."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            if not isinstance(content, Packed):
                archive.writestr(name, content)
                continue
            info = zipfile.ZipInfo(name)
            info.compress_type, info.CRC = zipfile.ZIP_DEFLATED, content.checksum
            info.file_size, info.compress_size, info.header_offset = content.size, len(content.content), stream.tell()
            stream.write(info.FileHeader(zip64=False) + content.content)
            archive.filelist.append(info)
            archive.NameToInfo[name] = info
            archive.start_dir = stream.tell()
            archive._didModify = True  # type: ignore[attr-defined]  # noqa: SLF001 (it has no other door)
    return stream.getvalue()
