"""A file written whole or not at all."""

import contextlib
import errno
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from clsctl.errors import ReadError
from clsctl.language import _

NEW_FILE = 0o666
STAGED = ".clsctl-"  # how the name of a file begins that is not yet whole


def write_whole(target: Path, pieces: Iterable[bytes]) -> None:
    """Write beside the target, flush to disk, rename over it; its mode and a link to it stay.

    A pipe or a device is written as it is. ReadError where the system refuses: the old file is untouched.
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
    """Write several files, all or none: each is ready on the disk before the first takes its place.

    ReadError where the system refuses: what was there before is there again.
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
    """ReadError where a file cannot be made there: told before anything is computed, and nothing is left behind."""
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
    """The refusal of a file that the system does not let us write."""
    return ReadError(
        _("{name}: the file cannot be written ({reason}).").format(name=target, reason=error.strerror),
        _("Check the folder, its permissions and the space on the disk."),
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
    """The pieces in a new file beside the target, flushed to the disk, with the target's mode; gone unless it is moved.

    Its name is settled before it is made, so that no signal leaves it behind.
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
    """A name of its own beside the target; it is short, however long the target's is."""
    return target.with_name(f"{STAGED}{os.urandom(8).hex()}")


def _private(path: str, flags: int) -> int:
    """No one else reads what is not yet whole."""
    return os.open(path, flags, 0o600)


def _mode(target: Path) -> int:
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return NEW_FILE & ~mask
