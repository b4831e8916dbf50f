"""An answer to stdout or to a file, in the format that the user means."""

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from clsctl.cli.files import write_whole
from clsctl.cli.options import word
from clsctl.cli.say import say_notes
from clsctl.dataset import Dataset
from clsctl.errors import ReadError, UsageError
from clsctl.language import _
from clsctl.render import Format, Medium, encode, format_of, render
from clsctl.render.formats import ENDINGS
from clsctl.table import Answer

AUTO = "auto"
# These hold one table and nothing else: what must be said beside it goes to stderr.
BARE = frozenset({Format.CSV, Format.TSV, Format.EXCEL_FR})


def emit(
    answer: Answer,
    name: str | None,
    output: str | None,
    dataset: Dataset | None = None,
    off_terminal: Format = Format.CSV,
) -> None:
    """Write the answer; `off_terminal` is what `auto` means in a pipe. Notes without a place go to stderr."""
    target = None if output in {None, "-"} else Path(str(output))
    form = _format(name, target, off_terminal)
    if target is None:
        _to_stdout(answer, form)
    else:
        _refuse_sources(target, dataset)
        write_whole(target, encode(render(answer, form), form))
    if dataset is not None:
        say_notes(dataset.notes)
    if form in BARE:
        say_notes([*answer.main.notes, *answer.closing])


def is_for_people(name: str | None, output: str | None) -> bool:
    """True where no format was asked for that only a table can fill: people read the text."""
    target = None if output in {None, "-"} else Path(str(output))
    return _format(name, target, Format.TABLE) in {Format.TABLE, Format.PLAIN}


def emit_text(text: str, output: str | None) -> None:
    """Write a text as it is, to stdout or to the file named."""
    if output in {None, "-"}:
        write_stdout([encode(text, Format.PLAIN)])
    else:
        write_whole(Path(str(output)), encode(text, Format.PLAIN))


def _format(name: str | None, target: Path | None, off_terminal: Format) -> Format:
    """`--format`, then the file's ending, then CLSCTL_FORMAT, then `auto`."""
    if name is not None and fold_auto(name) != AUTO:
        return word("--format", name, Format)
    if target is not None:
        return _format_of_ending(target)
    if name is None and (chosen := os.environ.get("CLSCTL_FORMAT")) and fold_auto(chosen) != AUTO:
        return word("CLSCTL_FORMAT", chosen, Format)
    return Format.TABLE if _is_terminal() else off_terminal


def fold_auto(name: str) -> str:
    """`auto` in any case."""
    return name.strip().lower()


def _format_of_ending(target: Path) -> Format:
    form = format_of(target)
    if form is None:
        raise UsageError(
            _("{name}: the ending says no format that clsctl writes.").format(name=target),
            _("Use one of {endings}, or say --format.").format(endings=" ".join(ENDINGS)),
        )
    return form


def _refuse_sources(target: Path, dataset: Dataset | None) -> None:
    if dataset is not None and any(_is_same(target, path) for path in dataset.inputs):
        raise UsageError(
            _("{name} is one of the files of the data; it would be overwritten.").format(name=target),
            _("Write to another file."),
        )


def _is_same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def _to_stdout(answer: Answer, form: Format) -> None:
    write_stdout([encode(render(answer, form, _medium()), Format.PLAIN if _is_terminal() else form)])


def write_stdout(chunks: Iterable[bytes]) -> None:
    """UTF-8 whatever the locale says, and line ends as they are, on Windows too; ReadError where it cannot be."""
    if sys.stdout is None or sys.stdout.closed:
        raise ReadError(_("Standard output is closed."), _("Name a file: --output FILE."))
    try:
        for chunk in chunks:
            if _is_terminal():
                sys.stdout.write(chunk.decode("utf-8"))
            else:
                sys.stdout.buffer.write(chunk)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ReadError(
            _("Standard output cannot be written ({reason}).").format(reason=error.strerror),
            _("Free some space, or name another place."),
        ) from None


def _medium() -> Medium:
    colour = "NO_COLOR" not in os.environ and (_is_terminal() or os.environ.get("CLICOLOR_FORCE", "0") != "0")
    if not _is_terminal():
        return Medium(color=colour)
    encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "")
    width = shutil.get_terminal_size().columns
    return Medium(width, colour and os.environ.get("TERM") != "dumb", encoding.startswith("utf"))


def _is_terminal() -> bool:
    return sys.stdout is not None and not sys.stdout.closed and sys.stdout.isatty()
