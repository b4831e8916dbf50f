"""The reports for CI systems: the root of the project, and the refusal in the format asked for."""

import os
from pathlib import Path

from clsctl.cli.output.answers import emit_pieces
from clsctl.cli.output.destination import Destination
from clsctl.cli.output.talk import say_notes
from clsctl.cli.output.whole_file import unwritable
from clsctl.errors import ClsctlError
from clsctl.language import _
from clsctl.render.formats import CiFormat, encode

# The variable with each system's project root; by default the current folder.
ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
SUMMARY = "GITHUB_STEP_SUMMARY"


def project_root() -> Path:
    """The folder that paths in a report are relative to."""
    return next((Path(os.environ[key]) for key in ROOTS if os.environ.get(key)), Path.cwd())


def emit_refusal(error: ClsctlError, command: str, to: Destination) -> None:
    """Write a refusal in the CI format asked for; of an older file in another format, report that it stays."""
    if to.ci is not None:
        from clsctl.render.ci.refusal import render_refusal

        emit_pieces([encode(render_refusal(error, command, to.ci, project_root()), to.form)], to.target)
    else:
        say_left(to)


def say_left(to: Destination) -> None:
    """Report an older file that stays, since there is no new answer."""
    if to.target is not None and to.target.exists():
        say_notes([_("{name} was left as it was: its answer is an older one.").format(name=to.target)])


def step_summary(ci: CiFormat) -> Path | None:
    """The file that GitHub shows below a step; None in other systems."""
    name = os.environ.get(SUMMARY)
    return Path(name) if name and ci is CiFormat.GITHUB else None


def append(target: Path, text: str) -> None:
    """Add the text to the end of a file."""
    try:
        with target.open("a", encoding="utf-8") as stream:
            stream.write(text)
    except OSError as error:
        raise unwritable(target, error) from None
