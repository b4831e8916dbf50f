"""The program run within the tests' own process: a session in milliseconds, where a process takes half a second."""

import io
import os
import shlex
import signal
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from clsctl.cli.run import SIGNALS, run
from conftest import ENVIRONMENT

CLOSED = {"<&-": "stdin", ">&-": "stdout"}


@dataclass(frozen=True, slots=True)
class Command:
    """A line that a user types: settings, `clsctl` and its words, then `< FILE`, `<&-` or `>&-`."""

    words: tuple[str, ...]
    settings: Mapping[str, str]
    stdin: str
    closed: frozenset[str]

    @classmethod
    def read(cls, line: str) -> "Command":
        """The parts of the line, split as a shell splits them."""
        words = shlex.split(line)
        begin = words.index("clsctl")
        rest, stdin = words[begin + 1 :], ""
        if "<" in rest:
            rest, stdin = rest[: rest.index("<")], rest[rest.index("<") + 1]
        closed = CLOSED.keys() & set(rest)
        settings = dict(word.split("=", 1) for word in words[:begin])
        given = tuple(word for word in rest if word not in closed)
        return cls(given, settings, stdin, frozenset(CLOSED[mark] for mark in closed))


def session(line: str, folder: Path, language: str) -> str:
    """What the user reads, both streams as they come, and the exit code on the last line."""
    command = Command.read(line)
    raw = io.BytesIO()
    given = (folder / command.stdin).read_bytes() if command.stdin else b""
    streams = {
        "stdin": io.TextIOWrapper(io.BytesIO(given), "utf-8"),
        "stdout": io.TextIOWrapper(raw, "utf-8", write_through=True),
        "stderr": io.TextIOWrapper(raw, "utf-8", write_through=True),
    }
    opened = {name: None if name in command.closed else stream for name, stream in streams.items()}
    environment = {**ENVIRONMENT, "COLUMNS": "100", "CLSCTL_LANG": language, **command.settings}
    with _stage(folder, opened, environment):
        code = run(command.words)
    text = raw.getvalue().decode("utf-8", "backslashreplace").replace("\r\n", "\n")
    return f"{text}[exit {int(code)}]\n"


@contextmanager
def _stage(folder: Path, streams: Mapping[str, object], environment: Mapping[str, str]) -> Iterator[None]:
    """The process as the program finds it at its start, and afterwards as it was."""
    before = {name: getattr(sys, name) for name in streams}
    settings, place, temporary = dict(os.environ), Path.cwd(), tempfile.tempdir
    handlers = {number: signal.getsignal(number) for number in SIGNALS}
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = None  # it is that of TMPDIR, found once
    for name, stream in streams.items():
        setattr(sys, name, stream)
    try:
        yield
    finally:
        for name, stream in before.items():
            setattr(sys, name, stream)
        os.environ.clear()
        os.environ.update(settings)
        tempfile.tempdir = temporary
        os.chdir(place)
        for number, handler in handlers.items():
            signal.signal(number, handler)
