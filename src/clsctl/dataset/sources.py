"""What the user named with `--data`, as files that can be read twice."""

import os
import shutil
import stat
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from clsctl import bundled
from clsctl.errors import ReadError
from clsctl.language import _

STDIN = "-"
CONTRACTS = "contracts_*.csv"
# DuckDB expands these in a path, and has no way to say that a name holds them.
GLOB_CHARACTERS = frozenset("*?[]{}")


@dataclass(frozen=True, slots=True)
class Source:
    """A data file: `name` as the user wrote it, `path` where its bytes lie, `folder` where its neighbours are.

    `folder` is None for standard input, which has no neighbours.
    """

    name: str
    path: Path
    folder: Path | None


def find_sources(arguments: Iterable[str], spool: Path) -> tuple[Source, ...]:
    """A source for each file, in the order given; none given: the bundled data. Pipes are copied to `spool`."""
    names = tuple(arguments)
    if not names:
        return tuple(_from_folder(bundled.data_folder(), spool))
    if names.count(STDIN) > 1:
        raise ReadError(_("Standard input is named twice."), _("Name it once: it can be read only once."))
    sources = [source for name in names for source in _from_argument(name, spool)]
    seen: dict[Path, Source] = {}
    for source in sources:
        other = seen.setdefault(source.path.resolve(), source)
        if other is not source:
            raise ReadError(
                _("{name}: the file is named twice.").format(name=source.name),
                _("Name each file once, or its folder alone: its lines would count twice."),
            )
    return tuple(sources)


def file_source(name: str, spool: Path) -> Source:
    """The file, the pipe or the standard input (`-`) of that name; ReadError for a folder, or for nothing."""
    if name == STDIN:
        return _from_stdin(spool)
    mode = _mode(name)
    if stat.S_ISDIR(mode):
        raise ReadError(_("{name}: this is a folder.").format(name=name), _("Name the file in it."))
    return _from_file(Path(name), spool) if stat.S_ISREG(mode) else _copied(name, Path(name), spool)


def _from_argument(name: str, spool: Path) -> Iterable[Source]:
    if name != STDIN and stat.S_ISDIR(_mode(name)):
        return _from_folder(Path(name), spool)
    return [file_source(name, spool)]


def _mode(name: str) -> int:
    if not name:  # a variable of the shell that was never set; Path would make the current folder of it
        raise ReadError(_("The name of a file is empty."), _("Check the path."))
    try:
        return Path(name).stat().st_mode
    except FileNotFoundError:
        raise ReadError(
            _("{name}: there is no such file or folder.").format(name=name),
            _("Check the path."),
        ) from None
    except (OSError, ValueError) as error:
        raise unreadable(name, error) from None


def _from_folder(folder: Path, spool: Path) -> Iterable[Source]:
    try:
        files = sorted(path for path in folder.glob(CONTRACTS) if path.is_file())
    except OSError as error:
        raise unreadable(str(folder), error) from None
    if not files:
        raise ReadError(
            _("{name}: the folder holds no file named {pattern}.").format(name=folder, pattern=CONTRACTS),
            _("Name the file itself: --data FILE.csv"),
        )
    return [_from_file(path, spool) for path in files]


def _from_file(path: Path, spool: Path) -> Source:
    if GLOB_CHARACTERS.isdisjoint(str(path)) and _is_text(str(path)):
        return Source(str(path), path, path.parent)
    copy = _copied(str(path), path, spool)
    return Source(str(path), copy.path, path.parent)


def _is_text(name: str) -> bool:
    """False for a name whose bytes are not UTF-8, which DuckDB does not take."""
    return not any("\ud800" <= char <= "\udfff" for char in name)


def _from_stdin(spool: Path) -> Source:
    if sys.stdin is None or sys.stdin.closed:
        raise ReadError(_("Standard input is closed."), _("Pipe a file into it, or name one: --data FILE.csv"))
    return Source(STDIN, _spooled("stdin", sys.stdin.buffer, spool), None)


def _copied(name: str, path: Path, spool: Path) -> Source:
    try:
        with path.open("rb") as stream:
            return Source(name, _spooled(path.name, stream, spool), path.parent)
    except OSError as error:
        raise unreadable(name, error) from None


def _spooled(label: str, stream: BinaryIO, spool: Path) -> Path:
    """A copy of the stream on disk: DuckDB reads in parallel, and a careful reading may have to follow."""
    safe = "".join(char if char.isalnum() else "_" for char in label)[-40:]
    target = spool / f"{len(os.listdir(spool))}-{safe}.csv"  # noqa: PTH208 (a count, not paths)
    with target.open("wb") as copy:
        shutil.copyfileobj(stream, copy, 1 << 20)
    return target


def unreadable(name: str, error: Exception) -> ReadError:
    """The refusal of a file that the system does not let us read."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return ReadError(
        _("{name}: the file cannot be read ({reason}).").format(name=name, reason=reason),
        _("Check its permissions, or copy it elsewhere."),
    )
