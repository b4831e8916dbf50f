"""What a file is, by its first bytes: a text, or one of the formats that have a signature."""

from enum import StrEnum
from pathlib import Path

from clsctl.sheets.limits import Limit

HEAD = 1024
GZIP = b"\x1f\x8b"


class Content(StrEnum):
    """The kinds of content that clsctl reads, by the word that users meet."""

    TEXT = "CSV"
    WORKBOOK = "workbook"
    PARQUET = "Parquet"
    JSON = "JSON"


# A zip (.xlsx, .ods), the compound file of older workbooks (.xls, and any with a password), Parquet.
SIGNATURES = {
    b"PK\x03\x04": Content.WORKBOOK,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": Content.WORKBOOK,
    b"PAR1": Content.PARQUET,
}


def find_content(path: Path) -> Content:
    """What the file holds; a text where no signature says otherwise. OSError where it cannot be read."""
    head = read_head(path)
    for signature, content in SIGNATURES.items():
        if head.startswith(signature):
            return content
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return Content.JSON if text.startswith((b"{", b"[")) else Content.TEXT


def is_gzip(path: Path) -> bool:
    """True where the content is compressed, whatever lies inside."""
    return read_head(path).startswith(GZIP)


def read_head(path: Path) -> bytes:
    """The first bytes of the file."""
    with path.open("rb") as stream:
        return stream.read(HEAD)


def read_whole(path: Path, limit: Limit) -> bytes:
    """All of a file that is held in memory; TooLargeError where it is longer."""
    with path.open("rb") as stream:
        content = stream.read(limit.most + 1)
    limit.check(len(content))
    return content
