"""The encoding of a text, decided and never guessed: UTF-8, UTF-16, or the Windows-1252 of a French spreadsheet."""

import codecs
import mmap
import re
from enum import StrEnum
from pathlib import Path

CHUNK = 1 << 20
NOT_ASCII = re.compile(rb"[\x80-\xff]")
# The non-ASCII bytes of French text in Windows-1252: the signs € … ‘ ’ “ ” • – — ™ Œ œ Ÿ, and Latin letters. Other
# bytes are letters in DOS or old Macintosh encodings; read as Windows-1252 they would give wrong ones.
FRENCH = frozenset(b"\x80\x85\x8c\x91\x92\x93\x94\x95\x96\x97\x99\x9c\x9f") | frozenset(range(0xA0, 0x100))
NOT_FRENCH = bytes(sorted(frozenset(range(0x80, 0x100)) - FRENCH))


class Encoding(StrEnum):
    """The encodings read, under the names that users see."""

    UTF_8 = "UTF-8"
    UTF_8_BOM = "UTF-8 with BOM"
    UTF_16_LE = "UTF-16 LE"
    UTF_16_BE = "UTF-16 BE"
    WINDOWS_1252 = "Windows-1252"


CODECS = {
    Encoding.UTF_16_LE: "utf-16-le",
    Encoding.UTF_16_BE: "utf-16-be",
    Encoding.WINDOWS_1252: "cp1252",
}
BOMS = {
    codecs.BOM_UTF8: Encoding.UTF_8_BOM,
    codecs.BOM_UTF16_LE: Encoding.UTF_16_LE,
    codecs.BOM_UTF16_BE: Encoding.UTF_16_BE,
}


def find_encoding(path: Path, head: bytes) -> Encoding:
    """By the BOM; else by the zeros of UTF-16; else Windows-1252 where the first accents are not UTF-8.

    `head` are the first bytes of the file. A text that is neither counts as UTF-8: the careful reading finds the place
    of each fault.
    """
    for bom, encoding in BOMS.items():
        if head.startswith(bom):
            return encoding
    # A header is ASCII: in UTF-16 every other byte of its first two letters is zero.
    if len(head) >= 4 and (head[0], head[2]) == (0, 0) and head[1] and head[3]:
        return Encoding.UTF_16_BE
    if len(head) >= 4 and (head[1], head[3]) == (0, 0) and head[0] and head[2]:
        return Encoding.UTF_16_LE
    accents = head if len(head) == path.stat().st_size else _from_first_accent(path)
    return Encoding.WINDOWS_1252 if _is_french(accents) else Encoding.UTF_8


def transcode(path: Path, encoding: Encoding, target: Path) -> None:
    """Write the text as UTF-8 without BOM, line ends unchanged; UnicodeError where it is not in `encoding`."""
    decoder = codecs.getincrementaldecoder(CODECS[encoding])()
    with path.open("rb") as source, target.open("wb") as copy:
        if encoding is not Encoding.WINDOWS_1252 and source.read(2) not in BOMS:
            source.seek(0)
        while chunk := source.read(CHUNK):
            copy.write(decoder.decode(chunk).encode("utf-8"))
        decoder.decode(b"", final=True)


def _from_first_accent(path: Path) -> bytes:
    """A chunk of the file from its first non-ASCII byte; empty without one."""
    with path.open("rb") as stream:
        if not path.stat().st_size:
            return b""
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
            found = NOT_ASCII.search(content)
            return content[found.start() : found.start() + CHUNK] if found else b""


def _is_french(text: bytes) -> bool:
    """True where every non-ASCII byte is a French letter or sign, and none belongs to a UTF-8 sequence."""
    if text.isascii() or text.translate(None, NOT_FRENCH) != text:
        return False
    return text.decode("utf-8", errors="ignore").isascii()
