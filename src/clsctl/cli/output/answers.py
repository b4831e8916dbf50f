"""The writing of an answer to stdout or to a file, in the format of its destination."""

import errno
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from clsctl.cli.output.destination import Destination
from clsctl.cli.output.streams import is_terminal, takes_escapes, width
from clsctl.cli.output.talk import say_notes
from clsctl.cli.output.whole_file import write_whole
from clsctl.dataset.dataset import Dataset
from clsctl.errors import ReadError
from clsctl.language import _
from clsctl.render import render, render_pieces
from clsctl.render.formats import MACHINE, Format
from clsctl.render.medium import Medium
from clsctl.table import Answer


def emit(answer: Answer, to: Destination, dataset: Dataset | None = None, reading: Sequence[str] = ()) -> None:
    """Write the answer; notes without a place in its format go to stderr.

    `reading` are notes on how the files were read, where no dataset has them: JSON includes them, other formats leave
    them to the caller.
    """
    if dataset is not None:
        reading = dataset.notes
    if to.form in MACHINE:
        answer = answer.for_programs
    if to.form is Format.JSON and reading:
        answer = replace(answer, main=replace(answer.main, notes=(*answer.main.notes, *reading)))
    if to.target is not None:
        write_whole(to.target, render_pieces(answer, to.form))
    elif is_terminal():
        _show([render(answer, to.form, _medium())])
    else:
        _send(render_pieces(answer, to.form, Medium(color=_forces_color())))
    if dataset is not None:
        say_notes(dataset.notes)
    if not to.form.holds_all:
        say_notes([*answer.main.notes, *answer.closing])


def emit_pieces(pieces: Iterable[bytes], target: Path | None) -> None:
    """Write UTF-8 bytes to the target, or to stdout."""
    if target is not None:
        write_whole(target, pieces)
    elif is_terminal():
        _show(piece.decode("utf-8") for piece in pieces)
    else:
        _send(pieces)


def _show(texts: Iterable[str]) -> None:
    with _met_errors():
        sys.stdout.writelines(texts)
        sys.stdout.flush()


def _send(pieces: Iterable[bytes]) -> None:
    """Bytes: UTF-8 in any locale, and the format's line ends on Windows too."""
    with _met_errors():
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()


@contextmanager
def _met_errors() -> Iterator[None]:
    """BrokenPipeError where the reader has left, ReadError where the system refuses to write."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if sys.platform == "win32" and error.errno == errno.EINVAL:  # Windows' error for a closed pipe
            raise BrokenPipeError from None
        raise ReadError(
            _("Standard output cannot be written ({reason}).").format(reason=error.strerror),
            _("Free some space, or write elsewhere."),
        ) from None


def _medium() -> Medium:
    """The terminal, with COLUMNS or its own width."""
    encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "")
    return Medium(width(sys.stdout), not _forbids_color() and takes_escapes(), encoding.startswith("utf"))


def _forces_color() -> bool:
    return os.environ.get("CLICOLOR_FORCE", "0") not in {"", "0"} and not _forbids_color()


def _forbids_color() -> bool:
    """NO_COLOR with any value but the empty one (no-color.org)."""
    return bool(os.environ.get("NO_COLOR"))
