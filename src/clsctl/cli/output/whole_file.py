"""Atomic writing of files: whole or not at all, one or several."""

import contextlib
import errno
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from clsctl.errors import ReadError
from clsctl.language import _

NEW_FILE = 0o666
STAGED = ".clsctl-"  # the prefix of a file's name until it is complete


def write_whole(target: Path, pieces: Iterable[bytes]) -> None:
    """Write beside the target, flush to disk, rename over it; mode and symbolic links are kept.

    A pipe or a device is written directly. ReadError where the system refuses: the old file is untouched.
    """
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            with target.open("wb") as stream:
                stream.writelines(pieces)
        else:
            _replace(target.resolve(), pieces)
    except OSError as error:
        raise unwritable(target, error) from None


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write several files, all or none: each is complete on disk before the first is renamed.

    ReadError where the system refuses: the previous files are restored.
    """
    done: list[tuple[Path, bytes | None]] = []
    target = Path()
    try:
        with contextlib.ExitStack() as stack:
            staged = []
            for target, content in files.items():
                staged.append((stack.enter_context(_staged(target.resolve(), [content])), target))
            for new, target in staged:
                done.append((target.resolve(), target.read_bytes() if target.exists() else None))
                new.replace(target.resolve())
    except BaseException as error:
        for written, before in done:
            with contextlib.suppress(OSError):
                _restore(written, before)
        if not isinstance(error, OSError):
            raise
        raise unwritable(target, error) from None


def refuse_unwritable(target: Path) -> None:
    """ReadError where the target cannot be written, found by creating and removing an empty file beside it."""
    try:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not target.exists() or target.is_file():
            new = _new_name(target.resolve())
            try:
                os.close(_private(str(new), os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            finally:
                new.unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(target, error) from None


def unwritable(target: Path, error: OSError) -> ReadError:
    """The refusal of a file that the system does not let clsctl write."""
    if error.errno == errno.ENOENT and not target.parent.exists():
        return ReadError(
            _("{name}: the folder {folder} does not exist.").format(name=target, folder=target.parent),
            _("Create it, or name another folder."),
        )
    return ReadError(
        _("{name}: the file cannot be written ({reason}).").format(name=target, reason=error.strerror),
        _("Check the folder, its permissions and the disk space."),
    )


def _restore(target: Path, before: bytes | None) -> None:
    if before is None:
        target.unlink(missing_ok=True)
    else:
        _replace(target, [before])


def _replace(target: Path, pieces: Iterable[bytes]) -> None:
    with _staged(target, pieces) as new:
        new.replace(target)


@contextlib.contextmanager
def _staged(target: Path, pieces: Iterable[bytes]) -> Iterator[Path]:
    """The pieces in a new file beside the target, flushed to disk, with the target's mode; removed unless renamed.

    Its name is registered before it is created, so that no signal leaves it behind.
    """
    new = _new_name(target)
    try:
        with open(new, "xb", opener=_private) as stream:
            stream.writelines(pieces)
            stream.flush()
            os.fsync(stream.fileno())
        new.chmod(_mode(target))
        yield new
    finally:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)


def _new_name(target: Path) -> Path:
    """A random name beside the target, short whatever the length of the target's."""
    return target.with_name(f"{STAGED}{os.urandom(8).hex()}")


def _private(path: str, flags: int) -> int:
    """Opens with access for the owner only, until the file is complete."""
    return os.open(path, flags, 0o600)


def _mode(target: Path) -> int:
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return NEW_FILE & ~mask
