"""Copies of inputs that cannot be read in place or twice: streams, compressed files, other encodings."""

import os
import shutil
import zlib
from pathlib import Path
from typing import BinaryIO

from clsctl.errors import ReadError
from clsctl.language import _, mark
from clsctl.sheets.encoding import Encoding, transcode
from clsctl.sheets.gzip_pieces import unpacked
from clsctl.sheets.limits import TooLargeError

DECOMPRESS = mark("Decompress it, and name the file inside.")


def spooled(label: str, stream: BinaryIO, spool: Path) -> Path:
    """A copy of the stream on disk: DuckDB reads in parallel, and a careful reading may follow."""
    target = _new(label, spool)
    with target.open("wb") as copy:
        shutil.copyfileobj(stream, copy, 1 << 20)
    return target


def linked(path: Path, spool: Path) -> Path:
    """A link to the file under a name that DuckDB accepts; a copy where the system has no links."""
    target = _new(path.name, spool)
    try:
        target.symlink_to(path.absolute())
    except (OSError, NotImplementedError):
        with path.open("rb") as stream:
            return spooled(path.name, stream, spool)
    return target


def decompressed(name: str, path: Path, spool: Path) -> Path:
    """A decompressed copy; ReadError where the data are damaged, cut short, or packed more tightly than any table."""
    target = _new(path.stem, spool)
    try:
        with target.open("wb") as copy:
            copy.writelines(unpacked(path))
    except TooLargeError as error:
        raise ReadError(
            _("{name}: the file contains {value}.").format(name=name, value=error),
            _(DECOMPRESS),
        ) from None
    except (EOFError, zlib.error) as error:
        raise ReadError(
            _("{name}: the file cannot be decompressed ({reason}).").format(name=name, reason=error),
            _("Download it again: it may be truncated."),
        ) from None
    return target


def transcoded(name: str, path: Path, encoding: Encoding, spool: Path) -> Path:
    """A copy in UTF-8; ReadError where the text is not in `encoding` throughout."""
    target = _new(path.name, spool)
    try:
        transcode(path, encoding, target)
    except UnicodeError as error:
        raise ReadError(
            _("{name}: the file is not {encoding} throughout ({reason}).").format(
                name=name, encoding=encoding, reason=error
            ),
            _("Save it again as “CSV UTF-8”."),
        ) from None
    return target


def _new(label: str, spool: Path) -> Path:
    """A path for a copy, under a name that DuckDB accepts."""
    safe = "".join(char if char.isascii() and char.isalnum() else "_" for char in label)[-40:]
    return spool / f"{len(os.listdir(spool))}-{safe}.csv"  # noqa: PTH208 (a count, not paths)
