"""The report of `clsctl import`: figures and doubts on stderr, the review on stdout, the state of both files."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from clsctl.brochure.decisions import Decision
from clsctl.brochure.page.outline import Outline
from clsctl.brochure.page.source import MAX_BYTES, read_source
from clsctl.brochure.reading import Reading
from clsctl.cli.output.file_set import State, write_new
from clsctl.cli.output.streams import width
from clsctl.cli.output.talk import fitted, say, say_findings, say_notes
from clsctl.cli.output.whole_file import write_whole
from clsctl.errors import ReadError, UsageError
from clsctl.language import _
from clsctl.ligne import Ligne
from clsctl.questions.import_decisions import draft_decisions
from clsctl.questions.reading_report import findings_of, import_answer, review
from clsctl.render import render
from clsctl.render.formats import Format, encode, format_of
from clsctl.render.medium import Medium
from clsctl.render.safe import visible
from clsctl.table import Answer, Table
from clsctl.tempfolder import Spool
from clsctl.vocabulary.referentiel import Referentiel

STDIN = "-"
WIDE = 130  # columns of a terminal that holds the whole table of figures
DETAILS = frozenset({"calcule", "lignes", "non_chiffrees", "page"})


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


def draft_answers(
    reading: Reading, answers: Path | None, decided: Sequence[Decision], referentiel: Referentiel
) -> None:
    """Write the decisions file that is not there yet, with the answers that each doubt may have."""
    if answers is not None and not answers.exists():
        write_new(answers, draft_decisions(reading, decided, referentiel))
        say_notes(
            [
                _(
                    "Keep one answer in each row, fill in decide_par and date, and import with --decisions {name}."
                ).format(name=answers)
            ]
        )


def say_reading(reading: Reading, report: Path | None, earlier: Sequence[Ligne] = ()) -> None:
    """Print the report on stderr, and write its file, in the format of its extension."""
    answer = import_answer(reading, earlier)
    if report is not None and (form := format_of(report)) is not None:
        write_whole(report, [encode(render(answer, form), form)])
    say(_shown(answer).rstrip("\n"))
    if reading.findings:
        say_findings(findings_of(reading))


def _shown(answer: Answer) -> str:
    """The report as stderr shows it: on a terminal its tables fit the width."""
    columns = width(sys.stderr) if sys.stderr is not None and not sys.stderr.closed else None
    if columns is None:
        return render(answer, Format.PLAIN)
    encoding = (sys.stderr.encoding or "ascii").lower()
    medium = Medium(columns, unicode=encoding.startswith("utf"))
    main = answer.main if columns >= WIDE else _without_details(answer.main)
    tables = [render(table, Format.TABLE, medium) for table in (main, *answer.beside)]
    return "\n".join([*tables, *answer.closing])


def _without_details(figures: Table) -> Table:
    """The figures without the columns that a narrow terminal has no room for; `--report` keeps them."""
    kept = [place for place, column in enumerate(figures.columns) if column.name not in DETAILS]
    return replace(
        figures,
        columns=tuple(figures.columns[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in figures.rows),
    )


def show_review(reading: Reading, referentiel: Referentiel) -> None:
    """Print each doubtful row beside its source on stdout, with the answers that it may have."""
    text = "\n".join(visible(line) for line in review(reading, referentiel))
    sys.stdout.write(fitted(text, sys.stdout) + "\n")


def say_written(states: Mapping[Path, State], reading: Reading, *, drafts: bool) -> None:
    """Print the last line: the place and state of the two files, or that nothing was written."""
    if not states:
        said = (
            _("Nothing was written, as no row was found.")
            if drafts or not reading.findings
            else _(
                "Nothing was written, as the reading is not proved; --review shows each doubt beside its source, "
                "--draft FOLDER writes a reading to correct."
            )
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
