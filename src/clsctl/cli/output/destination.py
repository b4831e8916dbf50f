"""The destination of an answer and its format, decided before anything is read."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from clsctl.cli.output.streams import is_closed, is_terminal
from clsctl.cli.output.whole_file import refuse_unwritable
from clsctl.errors import ReadError, UsageError
from clsctl.language import _
from clsctl.render.formats import AUTO, CHARTS, ENDINGS, CiFormat, Format, format_of
from clsctl.sheets.sources import input_files
from clsctl.vocabulary.closed_words import word
from clsctl.vocabulary.folding import fold

VARIABLE = "CLSCTL_FORMAT"
STDOUT = "-"
PNG_LIBRARY, PNG_INSTALL = "resvg_py", 'python -m pip install "clsctl[png]"'
DOCUMENTS = frozenset({".docx", ".doc", ".odt", ".rtf"})
PROBE = "contracts.csv"  # a file that a folder must accept


@dataclass(frozen=True, slots=True)
class Destination:
    """`target` is None for stdout, `asked` False where `auto` chose the format, `ci` the CI system that reads it."""

    form: Format
    target: Path | None
    asked: bool = True
    ci: CiFormat | None = None

    @property
    def is_seen(self) -> bool:
        """True for a terminal without a requested format."""
        return self.target is None and not self.asked and is_terminal()


def destination(
    name: str | None, output: str | None, off_terminal: Format = Format.CSV, data: Iterable[str] = ()
) -> Destination:
    """The destination by `--format` and `--output`; `off_terminal` is the meaning of `auto` in a pipe.

    `data` are the files and folders to be read; the target must not be one of their files.

    UsageError for an unknown name or extension, for a picture, and for a binary format on a terminal.
    """
    to = _destination(name, output, off_terminal, data)
    if to.form.is_picture:
        raise UsageError(
            _("{format} is a picture, and this answer has no chart.").format(format=to.form),
            _("Draw sums with clsctl totals, or use another format."),
        )
    return to


def chart_destination(name: str | None, output: str | None, data: Iterable[str], *, chart: bool) -> Destination:
    """The destination under `totals`, whose answer has a chart: pictures are accepted.

    UsageError also for `chart` in a format without bars, and for a picture that needs a library which is not installed.
    """
    to = _destination(name, output, Format.CSV, data)
    if chart and to.form not in CHARTS:
        raise UsageError(
            _("--chart: {format} has no bars.").format(format=to.form),
            _("Add --format {formats}, or leave out --chart.").format(formats=_(" or ").join(CHARTS)),
        )
    if to.form is Format.PNG:
        _refuse_missing_library()
    return to


def _refuse_missing_library() -> None:
    if find_spec(PNG_LIBRARY) is None:
        raise UsageError(
            _("png needs the library {name}, which is not installed.").format(name=PNG_LIBRARY),
            _("Run: {command} (or write a file .svg).").format(command=PNG_INSTALL),
        )


def _destination(name: str | None, output: str | None, off_terminal: Format, data: Iterable[str]) -> Destination:
    target = None if output in {None, STDOUT} else _path(str(output))
    chosen = _format(name, target)
    form = chosen or (Format.TABLE if is_terminal() else off_terminal)
    _refuse_closed(target)
    _refuse_target(target, data)
    if target is None and is_terminal() and not form.is_text:
        raise UsageError(
            _("{format} is a binary format, which a terminal cannot show.").format(format=form),
            _("Name a file (--output FILE.{ending}), or redirect the output.").format(ending=form),
        )
    return Destination(form, target, asked=chosen is not None)


def ci_destination(name: str | None, output: str | None, data: Iterable[str] = ()) -> Destination:
    """The destination of an answer read in logs: `auto` off a terminal is `plain`, and CI formats are accepted."""
    known = {form.value: form for form in CiFormat}
    ci = known.get(fold(name).replace(" ", "-")) if name else None
    if ci is None:
        return destination(name, output, Format.PLAIN, data)
    target = None if output in {None, STDOUT} else _path(str(output))
    _refuse_closed(target)
    _refuse_target(target, data)
    return Destination(Format.PLAIN, target, ci=ci)


def page_destination(output: str | None, data: Iterable[str] = ()) -> Path | None:
    """The file of a report, a page or a workbook; None for a page on stdout.

    UsageError for another extension, and for a page on a terminal.
    """
    target = None if output in {None, STDOUT} else _path(str(output))
    _refuse_closed(target)
    if target is None and is_terminal():
        raise UsageError(
            _("A report is a page, which a terminal cannot show."),
            _("Name a file (--output {name}), or redirect the output.").format(name=_("report.html")),
        )
    if target is not None and format_of(target) not in {Format.HTML, Format.XLSX}:
        raise UsageError(
            _("{name}: a report is written as a page or as a workbook.").format(name=target),
            _("Give it the extension .html or .xlsx."),
        )
    _refuse_target(target, data)
    return target


def refuse_nameless(name: str) -> None:
    """UsageError for `-` and for an empty name: files cannot share a stream."""
    if name in {"", STDOUT}:
        raise UsageError(
            _("The export needs a folder or a file, and “{word}” names none.").format(word=name),
            _("Name a folder, or a file .sqlite."),
        )


def folder_destination(option: str, name: str) -> Path:
    """The folder of the option; UsageError for a missing one, and for `-`: two files cannot share a stream."""
    if name in {"", STDOUT}:
        raise UsageError(
            _("{option}: “{word}” is not a folder.").format(option=option, word=name),
            _("Name the folder for the two files."),
        )
    path = Path(name)
    existing = next(each for each in (path, *path.absolute().parents) if each.exists())
    refuse_unwritable(existing / PROBE)
    return path


def report_destination(name: str | None, source: str) -> Path | None:
    """The file of `--report`; UsageError for another extension than a report's, and for the brochure itself."""
    if name is None:
        return None
    path = Path(name)
    if format_of(path) not in {Format.MARKDOWN, Format.JSON}:
        raise UsageError(
            _("{name}: a report is written as Markdown or as JSON.").format(name=name),
            _("Give it the extension .md or .json."),
        )
    if path.exists() and Path(source).exists() and path.samefile(source):
        raise UsageError(
            _("{name} is the brochure itself; it would be overwritten.").format(name=name), _("Write to another file.")
        )
    refuse_unwritable(path)
    return path


def _refuse_closed(target: Path | None) -> None:
    if target is None and is_closed():
        raise ReadError(_("Standard output is closed."), _("Name a file: --output FILE."))


def _refuse_target(target: Path | None, data: Iterable[str]) -> None:
    """UsageError where the target is one of the input files, ReadError where it cannot be written."""
    if target is None:
        return
    if any(_is_same(target, path) for path in input_files(data)):
        raise UsageError(
            _("{name} is one of the input files; it would be overwritten.").format(name=target),
            _("Write to another file."),
        )
    refuse_unwritable(target)


def _path(name: str) -> Path:
    if not name:  # an unset shell variable; Path would read it as the current folder
        raise UsageError(_("The name of the output file is empty."), _("Check the name given to --output."))
    return Path(name)


def _format(name: str | None, target: Path | None) -> Format | None:
    """`--format`, then the file's extension, then CLSCTL_FORMAT; None for `auto`."""
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
    if target.suffix.lower() in DOCUMENTS:
        raise UsageError(
            _("{name}: text documents are not among the formats.").format(name=target),
            _("Give it the extension .html: Word and Writer open the table and save it as a document."),
        )
    if form is None:
        raise UsageError(
            _("{name}: the extension does not match any output format.").format(name=target),
            _("Use one of {endings}, or add --format.").format(endings=" ".join(ENDINGS)),
        )
    return form


def _is_same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)
