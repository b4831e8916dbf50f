"""Messages on stderr: errors, findings, notes; results never go here."""

import contextlib
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from clsctl.cli.output.streams import width
from clsctl.errors import ClsctlError
from clsctl.language import _
from clsctl.render.safe import visible

if TYPE_CHECKING:
    from clsctl.finding import Findings


def say_error(fact: str, *remedies: str) -> None:
    """Print a fact and its remedy."""
    lines = [_("Error: {fact}").format(fact=fact), *(f"  → {remedy}" for remedy in remedies if remedy)]
    say("\n".join(map(visible, lines)))


def say_refusal(error: ClsctlError, fact: str | None = None) -> None:
    """Print the error that stopped a command, after its notes and findings; `fact` replaces its own."""
    from clsctl.finding import InvalidDataError

    if isinstance(error, InvalidDataError):
        say_notes(error.notes)
        say_findings(error.findings)
    say_error(fact or error.fact, error.remedy)


def say_notes(notes: Iterable[str]) -> None:
    """Print the notes that a format has no place for."""
    for note in notes:
        say(_("Note: {note}").format(note=visible(note)))


def say_findings(findings: "Findings") -> None:
    """Print the findings, each with its place."""
    from clsctl.render.findings import render_findings

    say(render_findings(findings).rstrip("\n"))


def say(text: str) -> None:
    """Print escaped text. With stderr closed or full it is lost; the exit code remains."""
    if sys.stderr is not None and not sys.stderr.closed:
        shown = fitted(text.encode("utf-8", "backslashreplace").decode("utf-8"), sys.stderr)
        with contextlib.suppress(OSError):
            print(shown, file=sys.stderr, flush=True)


def fitted(text: str, stream: TextIO) -> str:
    """The text with long lines broken between words for the terminal behind the stream; unchanged elsewhere."""
    columns = width(stream)
    if columns is None or all(len(line) <= columns for line in text.split("\n")):
        return text
    from clsctl.render.layout import hang

    return hang(text, columns)
