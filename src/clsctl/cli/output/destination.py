"""Where an answer goes and in which format, settled before anything is read."""

import os
from dataclasses import dataclass
from pathlib import Path

from clsctl.cli.arguments import word
from clsctl.cli.output.streams import is_closed, is_terminal
from clsctl.dataset.dataset import Dataset
from clsctl.errors import ReadError, UsageError
from clsctl.language import _
from clsctl.render.formats import AUTO, ENDINGS, Format, format_of

VARIABLE = "CLSCTL_FORMAT"


@dataclass(frozen=True, slots=True)
class Destination:
    """`target` is None for stdout; `asked` is False where `auto` chose the format."""

    form: Format
    target: Path | None
    asked: bool = True

    @property
    def is_seen(self) -> bool:
        """True where someone reads the answer on a terminal, and asked for no format."""
        return self.target is None and not self.asked and is_terminal()

    def refuse_inputs(self, dataset: Dataset) -> None:
        """UsageError where the target is one of the files of the data."""
        if self.target is not None and any(_is_same(self.target, path) for path in dataset.inputs):
            raise UsageError(
                _("{name} is one of the files of the data; it would be overwritten.").format(name=self.target),
                _("Write to another file."),
            )


def destination(name: str | None, output: str | None, off_terminal: Format = Format.CSV) -> Destination:
    """What `--format` and `--output` mean together; `off_terminal` is what `auto` means in a pipe.

    UsageError for a name or an ending that there is not, and for a workbook on a terminal.
    """
    target = None if output in {None, "-"} else _path(str(output))
    chosen = _format(name, target)
    form = chosen or (Format.TABLE if is_terminal() else off_terminal)
    _refuse_closed(target)
    if target is None and is_terminal() and not form.is_text:
        raise UsageError(
            _("{format} is no text that a terminal can show.").format(format=form),
            _("Name a file: --output FILE.{ending}, or send it into a pipe.").format(ending=form),
        )
    return Destination(form, target, asked=chosen is not None)


def text_destination(output: str | None) -> Destination:
    """Where a text goes that is no table, whatever its file is called."""
    target = None if output in {None, "-"} else _path(str(output))
    _refuse_closed(target)
    return Destination(Format.PLAIN, target)


def _refuse_closed(target: Path | None) -> None:
    if target is None and is_closed():
        raise ReadError(_("Standard output is closed."), _("Name a file: --output FILE."))


def _path(name: str) -> Path:
    if not name:  # a variable of the shell that was never set; Path would make the current folder of it
        raise UsageError(_("The name of the output file is empty."), _("Check the name given to --output."))
    return Path(name)


def _format(name: str | None, target: Path | None) -> Format | None:
    """`--format`, then the file's ending, then CLSCTL_FORMAT; None where they leave it to `auto`."""
    if name is not None and not _is_auto(name):
        return word("--format", name, Format)
    if target is not None:
        return _format_of_ending(target)
    if name is None and (chosen := os.environ.get(VARIABLE)) and not _is_auto(chosen):
        return word(VARIABLE, chosen, Format)
    return None


def _is_auto(name: str) -> bool:
    return name.strip().lower() == AUTO


def _format_of_ending(target: Path) -> Format:
    form = format_of(target)
    if form is None:
        raise UsageError(
            _("{name}: the ending says no format that clsctl writes.").format(name=target),
            _("Use one of {endings}, or say --format.").format(endings=" ".join(ENDINGS)),
        )
    return form


def _is_same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)
