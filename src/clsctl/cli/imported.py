"""What `clsctl import` shows and writes: the report on stderr, the review on stdout, both files or none."""

import sys
from collections.abc import Mapping
from pathlib import Path

from clsctl.brochure import Reading
from clsctl.cli.files import write_all
from clsctl.cli.say import say, say_findings
from clsctl.dataset.side import read_referentiel
from clsctl.errors import ReadError, UsageError
from clsctl.importing import findings_of, import_answer, review
from clsctl.language import _
from clsctl.referentiel import Referentiel
from clsctl.render import Format, encode, format_of, render
from clsctl.render.safe import visible


def year(text: str) -> int:
    """The exercice; UsageError for what is no year."""
    if len(text) != 4 or not text.isascii() or not text.isdigit():
        raise UsageError(_("--exercice: «{word}» is no year.").format(word=text), _("Write four digits, as 2026."))
    return int(text)


def referentiel_of(territoires: str | None) -> Referentiel:
    """The bundled territoires and axes, or the territoires of that file with the axes beside it."""
    if territoires is None:
        return read_referentiel([])
    path = Path(territoires)
    if not path.is_file():
        raise ReadError(
            _("{name}: there is no such file.").format(name=territoires),
            _("Name a file with the columns of territoires.csv."),
        )
    return read_referentiel([path.parent], territoires=path)


def say_reading(reading: Reading, target: str | None) -> None:
    """The report on stderr, and in the file that `--report` names; its ending says the format."""
    answer = import_answer(reading)
    if target is not None:
        path = Path(target)
        form = format_of(path)
        if form not in {Format.MARKDOWN, Format.JSON}:
            raise UsageError(
                _("{name}: a report is written as Markdown or as JSON.").format(name=target),
                _("End its name in .md or .json."),
            )
        write_all({path: encode(render(answer, form), form)})
    say(render(answer, Format.PLAIN).rstrip("\n"))
    if reading.findings:
        say_findings(findings_of(reading))


def show_review(reading: Reading) -> None:
    """Each doubtful row beside its source, on stdout."""
    text = "\n".join(visible(line) for line in review(reading)) + "\n"
    sys.stdout.write(text)


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """All files or none; the folder is made if it is not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReadError(
            _("{name}: the folder cannot be made ({reason}).").format(name=folder, reason=error.strerror),
            _("Name another folder."),
        ) from None
    write_all({folder / name: content for name, content in files.items()})
