"""The actions of `clsctl fmt` on each file: write its canonical form, rewrite it, or show the difference."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from clsctl import bundled
from clsctl.cli import arguments
from clsctl.cli.output.answers import emit_pieces
from clsctl.cli.output.destination import destination
from clsctl.cli.output.progress_bar import watch
from clsctl.cli.output.streams import is_terminal
from clsctl.cli.output.talk import say, say_notes, say_refusal
from clsctl.cli.output.whole_file import write_whole
from clsctl.dataset.dataset import Dataset
from clsctl.dataset.opening import open_dataset
from clsctl.errors import ClsctlError, ExitCode, UsageError
from clsctl.finding import InvalidDataError
from clsctl.language import _, ngettext
from clsctl.questions.fmt import (
    canonical_form,
    difference,
    is_canonical,
    only_source,
    renumbering_lines,
    rewritable,
    unless_changed,
)
from clsctl.render.formats import Format
from clsctl.render.safe import visible
from clsctl.sheets.content import Content
from clsctl.sheets.sources import Source
from clsctl.verdict.lines import Asked

STDOUT = "-"


def file_names(given: list[str] | None, output: str | None, *, check: bool, in_place: bool) -> tuple[str, ...]:
    """The files, one by one; UsageError for options that exclude each other, or with that many files.

    Files to rewrite must be on the command line: a variable set earlier does not count.
    """
    names = tuple(arguments.data_arguments(given)) or tuple(
        str(path) for path in sorted(bundled.data_folder().glob("contracts_*.csv"))
    )
    if sum((check, in_place, output is not None)) > 1:
        raise UsageError(_("--check, --in-place and --output exclude each other."), _("Use only one of them."))
    if in_place and not given:
        raise UsageError(_("--in-place needs the name of a file."), _("Name the file: clsctl fmt --in-place FILE"))
    if len(names) > 1 and not (check or in_place):
        raise UsageError(
            _("Several files cannot share one canonical form."), _("Name a single file, or add --check or --in-place.")
        )
    if output not in {None, STDOUT} and Path(str(output)).suffix.lower() not in {".csv", ""}:
        raise UsageError(
            _("{name}: the canonical form is CSV.").format(name=output),
            _("Name a file with the extension .csv; for other formats: clsctl lines --output {name}").format(
                name=output
            ),
        )
    return names


def write(name: str, output: str | None, asked: Asked) -> None:
    """Write the canonical form to stdout or to another file."""
    to = destination(Format.CSV, output, data=[name])
    with _opened(name, asked) as dataset:
        emit_pieces(canonical_form(dataset), to.target)
        _say_reading(dataset, name)


def rewrite(names: Sequence[str], asked: Asked) -> ExitCode:
    """Rewrite each file in canonical form, independently of the others; returns the worst exit code."""
    codes = [_tried(partial(_rewrite, asked=asked), name) for name in names]
    done = codes.count(ExitCode.NOTHING_TO_REPORT)
    if 0 < done < len(codes):
        said = ngettext("The other file is canonical.", "The {count} other files are canonical.", done)
        say_notes([said.format(count=done)])
    return max(codes)


def check(names: Sequence[str], asked: Asked) -> ExitCode:
    """Show the difference of each file that is not canonical; returns the worst exit code."""
    return max([_tried(partial(_check, asked=asked), name) for name in names])


def _tried(act: Callable[[str], ExitCode], name: str) -> ExitCode:
    """Process one file; a refusal is reported and does not stop the others."""
    try:
        return act(name)
    except InvalidDataError as error:
        say_refusal(error, _("{name}: the data break their schema; the file is left as it is.").format(name=name))
        return error.exit_code
    except ClsctlError as error:
        say_refusal(error)
        return error.exit_code


def _rewrite(name: str, asked: Asked) -> ExitCode:
    with _opened(name, asked) as dataset:
        target = rewritable(dataset, name, keep_extra=asked.keep_extras)
        if not is_canonical(dataset):
            write_whole(target, unless_changed(dataset))
        _say_reading(dataset, name)
    return ExitCode.NOTHING_TO_REPORT


def _check(name: str, asked: Asked) -> ExitCode:
    with _opened(name, asked) as dataset:
        source = only_source(dataset, name)
        _say_reading(dataset, name)
        if is_canonical(dataset):
            return ExitCode.NOTHING_TO_REPORT
        if source.content is Content.TEXT:
            _show_difference(dataset, source, name)
        else:
            say_notes(
                [_("{name}: the canonical form is CSV, not {content}.").format(name=name, content=_(source.content))]
            )
    return ExitCode.CONTRADICTION


def _show_difference(dataset: Dataset, source: Source, name: str) -> None:
    """Print the difference for `patch` or a terminal; for reading only if the text is not UTF-8 or is compressed."""
    with source.path.open("rb") as written:
        lines = difference(written, unless_changed(dataset), visible(name))
        first = next(lines, None)
        if first is None:
            say_notes([_("{name}: only its encoding or compression is not canonical.").format(name=name)])
            return
        if not source.is_as_written:
            said = _(
                "{name}: the difference shows its text in UTF-8, so that patch cannot apply it; clsctl fmt "
                "writes the canonical form."
            )
            say_notes([said.format(name=name)])
        emit_pieces(map(_shown, chain([first], lines)), None)


def _say_reading(dataset: Dataset, name: str) -> None:
    """Report how the file was read, and each new rang with its line, the first of them by their keys."""
    say_notes(dataset.notes)
    if not dataset.renumbering.count:
        return
    count = dataset.renumbering.count
    changes = ngettext("{name}: the rang of {count} line changes:", "{name}: the rangs of {count} lines change:", count)
    say_notes([changes.format(name=name, count=count)])
    for line in renumbering_lines(dataset.renumbering):
        say(f"  {visible(line)}")


def _shown(line: bytes) -> bytes:
    """Unchanged, so that the patch applies; on a terminal, escaped."""
    if not is_terminal():
        return line
    text = line.decode("utf-8", "backslashreplace").removesuffix("\n")
    return f"{visible(text)}\n".encode("utf-8", "backslashreplace")


def _opened(name: str, asked: Asked) -> Dataset:
    return open_dataset([name], asked=asked, watch=watch())
