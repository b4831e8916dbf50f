"""The content of a file by its first bytes: text, or one of the formats with a signature."""

from enum import StrEnum
from pathlib import Path

from clsctl.language import mark
from clsctl.sheets.limits import Limit

# Read at the first opening: it tells what a file is, holds its header, and most small files whole.
HEAD = 1 << 16
BLANKS = 1024  # bytes at most before the first bracket of JSON
GZIP = b"\x1f\x8b"
# The head of the page of a report.
DOCTYPE, GENERATOR = b"<!doctype html>", b'<meta name="generator" content="clsctl '


class Content(StrEnum):
    """The kinds of content that clsctl reads, under the names that users see."""

    TEXT = "CSV"
    WORKBOOK = mark("a workbook")
    PARQUET = "Parquet"
    JSON = "JSON"
    PAGE = mark("the page of a report")


# Signatures: zip (.xlsx, .ods), compound file of older workbooks (.xls, and any with a password), Parquet.
SIGNATURES = {
    b"PK\x03\x04": Content.WORKBOOK,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": Content.WORKBOOK,
    b"PAR1": Content.PARQUET,
}


def find_content(head: bytes) -> Content:
    """The kind of content by its first bytes; text where no signature says otherwise."""
    for signature, content in SIGNATURES.items():
        if head.startswith(signature):
            return content
    text = head[:BLANKS].removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith((b"{", b"[")):
        return Content.JSON
    return Content.PAGE if text[: len(DOCTYPE)].lower() == DOCTYPE and GENERATOR in head else Content.TEXT


def is_gzip(head: bytes) -> bool:
    """True for the first bytes of a gzip file, whatever is inside."""
    return head.startswith(GZIP)


def read_head(path: Path) -> bytes:
    """The first bytes of the file, 64 KiB at most. OSError where it cannot be read."""
    with path.open("rb") as stream:
        return stream.read(HEAD)


def read_whole(path: Path, limit: Limit) -> bytes:
    """The whole of a file that fits in memory; TooLargeError above `limit` bytes."""
    with path.open("rb") as stream:
        content = stream.read(limit.most + 1)
    limit.check(len(content))
    return content
