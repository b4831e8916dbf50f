"""The input and output of `clsctl import`: the report on stderr, the review on stdout, both files or none."""

import sys
from collections.abc import Mapping
from enum import StrEnum, auto
from pathlib import Path

from clsctl.brochure.page.outline import Outline
from clsctl.brochure.page.source import MAX_BYTES, read_source
from clsctl.brochure.reading import Reading
from clsctl.cli.output.talk import say, say_findings
from clsctl.cli.output.whole_file import refuse_unwritable, unwritable, write_all, write_whole
from clsctl.errors import ReadError, UsageError
from clsctl.language import _
from clsctl.questions.importing import findings_of, import_answer, review
from clsctl.render import render
from clsctl.render.formats import Format, encode, format_of
from clsctl.render.safe import visible
from clsctl.tempfolder import Spool
from clsctl.verdict.companions import read_referentiel
from clsctl.vocabulary.referentiel import Referentiel

STDIN = "-"
PROBE = "contracts.csv"  # a file that the folder must accept


def read_brochure(name: str) -> Outline:
    """The outline of the source; `-` is standard input, spooled to disk because a PDF is read from its end."""
    if not name:  # an unset shell variable; Path would read it as the current folder
        raise UsageError(_("The name of the brochure is empty."), _("Check the name given to clsctl import."))
    if name != STDIN:
        return read_source(Path(name), name)
    if sys.stdin is None or sys.stdin.closed:
        raise ReadError(_("Standard input is closed."), _("Name a file, or redirect one to standard input."))
    with Spool() as folder:
        spooled = folder / "brochure"
        spooled.write_bytes(sys.stdin.buffer.read(MAX_BYTES + 1))
        return read_source(spooled, name)


def folder(option: str, name: str) -> Path:
    """The folder of the option; UsageError for a missing one, and for `-`: two files cannot share a stream."""
    if name in {"", STDIN}:
        raise UsageError(
            _("{option}: “{word}” is not a folder.").format(option=option, word=name),
            _("Name the folder for the two files."),
        )
    path = Path(name)
    existing = next(each for each in (path, *path.absolute().parents) if each.exists())
    refuse_unwritable(existing / PROBE)
    return path


def report_file(name: str | None, source: str) -> Path | None:
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


def year(text: str) -> int:
    """The exercice; UsageError for a text that is not a year."""
    if len(text) != 4 or not text.isascii() or not text.isdigit():
        raise UsageError(
            _("--exercice: “{word}” is not a year.").format(word=text), _("Write four digits, such as 2026.")
        )
    return int(text)


def referentiel_of(territoires: str | None) -> Referentiel:
    """The bundled territoires and axes, or the territoires of that file with the axes beside it."""
    if territoires is None:
        return read_referentiel([])
    path = Path(territoires)
    if not path.is_file():
        raise ReadError(
            _("{name}: the file does not exist.").format(name=territoires),
            _("Name a file with the columns of territoires.csv."),
        )
    return read_referentiel([path.parent], territoires=path)


def say_reading(reading: Reading, report: Path | None) -> None:
    """Print the report on stderr, and write its file, in the format of its extension."""
    answer = import_answer(reading)
    if report is not None and (form := format_of(report)) is not None:
        write_whole(report, [encode(render(answer, form), form)])
    say(render(answer, Format.PLAIN).rstrip("\n"))
    if reading.findings:
        say_findings(findings_of(reading))


def show_review(reading: Reading) -> None:
    """Print each doubtful row beside its source on stdout."""
    text = "\n".join(visible(line) for line in review(reading)) + "\n"
    sys.stdout.write(text)


class State(StrEnum):
    """The result for a file to be written."""

    NEW = auto()
    REPLACED = auto()
    UNCHANGED = auto()


def write_files(option: str, folder: Path, files: Mapping[str, bytes], *, replace: bool) -> dict[Path, State]:
    """Write all files or none, and return the state of each; the folder is created if missing.

    ReadError where one exists with other content, unless `replace`.
    """
    states = {folder / name: _state(folder / name, content) for name, content in files.items()}
    for path, state in states.items():
        if state is State.REPLACED and not replace:
            raise ReadError(
                _("{name}: a file of that name has other content; nothing was written.").format(name=path),
                _("Name another folder with {option}, or add --replace to replace the file.").format(option=option),
            )
    changed = {path: files[path.name] for path, state in states.items() if state is not State.UNCHANGED}
    if changed:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritable(folder, error) from None
        write_all(changed)
    return states


def _state(path: Path, content: bytes) -> State:
    try:
        if not path.is_file():
            return State.NEW
        return State.UNCHANGED if path.read_bytes() == content else State.REPLACED
    except OSError as error:
        raise unwritable(path, error) from None


def say_written(states: Mapping[Path, State], reading: Reading, *, drafts: bool) -> None:
    """Print the last line: the place and state of the two files, or that nothing was written."""
    if not states:
        said = (
            _("Nothing was written, as no row was found.")
            if drafts or not reading.findings
            else _("Nothing was written, as the reading is not proved; --draft FOLDER writes one to correct.")
        )
    elif set(states.values()) == {State.UNCHANGED}:
        said = _("Unchanged: {names}").format(names=", ".join(map(str, states)))
    else:
        words = {State.NEW: "{name}", State.REPLACED: _("{name} (replaced)"), State.UNCHANGED: _("{name} (unchanged)")}
        names = [words[state].format(name=path) for path, state in states.items()]
        said = _("Written: {names}").format(names=", ".join(names))
    if states and drafts and not reading.is_proved:
        say(_("This is a draft: each cell that begins with “?” is doubtful; clsctl validate lists them."))
    say(visible(said))
