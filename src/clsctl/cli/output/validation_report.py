"""The report of a validation for each of its readers: a terminal, a file, a CI log."""

import sys

from clsctl.cli.output.answers import emit, emit_pieces
from clsctl.cli.output.ci_report import append, project_root, say_left, step_summary
from clsctl.cli.output.destination import Destination
from clsctl.cli.output.talk import fitted, say_notes, say_refusal
from clsctl.questions.validate import validation
from clsctl.render.findings import render_examination
from clsctl.render.formats import CiFormat, Format, encode
from clsctl.verdict.examination import Examination


def emit_examination(examination: Examination, to: Destination, *, strict: bool) -> None:
    """Write the findings and warnings, then on stderr how the files were read and which were not.

    Where no file was read, only a CI format has something to report.
    """
    if to.ci is not None:
        _emit_ci(examination, to.ci, to, strict=strict)
    elif not examination.files:
        say_left(to)
    elif to.form in {Format.TABLE, Format.PLAIN}:
        text = render_examination(examination.findings, examination.warnings, examination.files)
        text = text if to.target else fitted(text, sys.stdout)
        emit_pieces([encode(text, Format.PLAIN)], to.target)
    else:
        emit(validation(examination), to, reading=examination.notes)
    say_notes(examination.notes)
    for error in examination.refused:
        say_refusal(error)


def _emit_ci(examination: Examination, ci: CiFormat, to: Destination, *, strict: bool) -> None:
    from clsctl.render import render
    from clsctl.render.ci.validation import render_validation

    text = render_validation(examination, ci, project_root(), strict=strict)
    emit_pieces([encode(text, to.form)], to.target)
    if summary := step_summary(ci):
        append(summary, render(validation(examination), Format.MARKDOWN))
