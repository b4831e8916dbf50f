"""Talk on stderr: errors, findings, notes; the result never goes here."""

import contextlib
import sys
from collections.abc import Iterable
from typing import TextIO

from clsctl.cli.output.streams import width
from clsctl.errors import ClsctlError
from clsctl.finding import Findings, InvalidDataError
from clsctl.language import _
from clsctl.render.findings import render_findings
from clsctl.render.safe import visible


def say_error(fact: str, *remedies: str) -> None:
    """A fact and what to do about it."""
    lines = [_("Error: {fact}").format(fact=fact), *(f"  → {remedy}" for remedy in remedies if remedy)]
    say("\n".join(map(visible, lines)))


def say_refusal(error: ClsctlError, fact: str | None = None) -> None:
    """What stopped a command, after the notes and findings that come with it; `fact` is said in place of its own."""
    if isinstance(error, InvalidDataError):
        say_notes(error.notes)
        say_findings(error.findings)
    say_error(fact or error.fact, error.remedy)


def say_notes(notes: Iterable[str]) -> None:
    """What a format has no place for, and a reader must still be told."""
    for note in notes:
        say(_("Note: {note}").format(note=visible(note)))


def say_findings(findings: Findings) -> None:
    """What is wrong with the data, each with its place."""
    say(render_findings(findings).rstrip("\n"))


def say(text: str) -> None:
    """Text already safe. Where stderr is closed or full there is nobody to tell; the exit code still says all."""
    if sys.stderr is not None and not sys.stderr.closed:
        shown = fitted(text.encode("utf-8", "backslashreplace").decode("utf-8"), sys.stderr)
        with contextlib.suppress(OSError):
            print(shown, file=sys.stderr, flush=True)


def fitted(text: str, stream: TextIO) -> str:
    """Lines that the terminal behind the stream would break inside a word are broken between words; else as it is."""
    columns = width(stream)
    if columns is None or all(len(line) <= columns for line in text.split("\n")):
        return text
    from clsctl.render.layout import hang

    return hang(text, columns)
