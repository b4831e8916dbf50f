"""A file written whole or not at all."""

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from clsctl.errors import ReadError
from clsctl.language import _

NEW_FILE = 0o666


def write_whole(target: Path, content: bytes) -> None:
    """Write these bytes as the file."""
    write_chunks(target, (content,))


def write_chunks(target: Path, chunks: Iterable[bytes]) -> None:
    """Write beside the target, flush to disk, rename over it; its mode and a link to it stay.

    A pipe or a device is written as it is. ReadError where the system refuses: the old file is untouched.
    """
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            with target.open("wb") as stream:
                stream.writelines(chunks)
        else:
            _replace(target.resolve(), chunks)
    except OSError as error:
        raise ReadError(
            _("{name}: the file cannot be written ({reason}).").format(name=target, reason=error.strerror),
            _("Check the folder, its permissions and the space on the disk."),
        ) from None


def _replace(target: Path, chunks: Iterable[bytes]) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(chunks)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(_mode(target))
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _mode(target: Path) -> int:
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return NEW_FILE & ~mask
