"""The content of a file by its first bytes: text, or one of the formats with a signature."""

from enum import StrEnum
from pathlib import Path

from clsctl.language import mark
from clsctl.sheets.limits import Limit

HEAD = 1024
GZIP = b"\x1f\x8b"


class Content(StrEnum):
    """The kinds of content that clsctl reads, under the names that users see."""

    TEXT = "CSV"
    WORKBOOK = mark("a workbook")
    PARQUET = "Parquet"
    JSON = "JSON"


# Signatures: zip (.xlsx, .ods), compound file of older workbooks (.xls, and any with a password), Parquet.
SIGNATURES = {
    b"PK\x03\x04": Content.WORKBOOK,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": Content.WORKBOOK,
    b"PAR1": Content.PARQUET,
}


def find_content(path: Path) -> Content:
    """The kind of content; text where no signature says otherwise. OSError where the file cannot be read."""
    head = read_head(path)
    for signature, content in SIGNATURES.items():
        if head.startswith(signature):
            return content
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return Content.JSON if text.startswith((b"{", b"[")) else Content.TEXT


def is_gzip(path: Path) -> bool:
    """True where the content is compressed with gzip, whatever is inside."""
    return read_head(path).startswith(GZIP)


def read_head(path: Path) -> bytes:
    """The first bytes of the file."""
    with path.open("rb") as stream:
        return stream.read(HEAD)


def read_whole(path: Path, limit: Limit) -> bytes:
    """The whole of a file that fits in memory; TooLargeError above `limit` bytes."""
    with path.open("rb") as stream:
        content = stream.read(limit.most + 1)
    limit.check(len(content))
    return content
