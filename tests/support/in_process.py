"""The program run within the tests' own process: a session in milliseconds, where a process takes half a second."""

import io
import os
import shlex
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from clsctl.cli.run import SIGNALS, run
from conftest import ENVIRONMENT


@dataclass(frozen=True, slots=True)
class Command:
    """A line that a user types: words after `clsctl`, settings before it, a file behind `<`, `>&-` for no stdout."""

    words: tuple[str, ...]
    settings: Mapping[str, str]
    stdin: str | None
    is_silent: bool

    @classmethod
    def read(cls, line: str) -> "Command":
        """The parts of the line, split as a shell splits them."""
        words = shlex.split(line)
        begin = words.index("clsctl")
        rest, stdin = words[begin + 1 :], None
        is_silent = rest[-1:] == [">&-"]
        rest = rest[: len(rest) - is_silent]
        if "<" in rest:
            rest, stdin = rest[: rest.index("<")], rest[rest.index("<") + 1]
        return cls(tuple(rest), dict(word.split("=", 1) for word in words[:begin]), stdin, is_silent)


def session(line: str, folder: Path, language: str) -> str:
    """What the user reads, both streams as they come, and the exit code on the last line."""
    command = Command.read(line)
    raw = io.BytesIO()
    given = b"" if command.stdin is None or command.stdin == "&-" else (folder / command.stdin).read_bytes()
    streams = {
        "stdin": None if command.stdin == "&-" else io.TextIOWrapper(io.BytesIO(given), "utf-8"),
        "stdout": None if command.is_silent else io.TextIOWrapper(raw, "utf-8", write_through=True),
        "stderr": io.TextIOWrapper(raw, "utf-8", write_through=True),
    }
    environment = {**ENVIRONMENT, "COLUMNS": "100", "CLSCTL_LANG": language, **command.settings}
    with _stage(folder, streams, environment):
        code = run(command.words)
    text = raw.getvalue().decode("utf-8", "backslashreplace").replace("\r\n", "\n")
    return f"{text}[exit {int(code)}]\n"


@contextmanager
def _stage(folder: Path, streams: Mapping[str, object], environment: Mapping[str, str]) -> Iterator[None]:
    """The process as the program finds it at its start, and afterwards as it was."""
    before = {name: getattr(sys, name) for name in streams}
    settings, place = dict(os.environ), Path.cwd()
    handlers = {number: signal.getsignal(number) for number in SIGNALS}
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for name, stream in streams.items():
        setattr(sys, name, stream)
    try:
        yield
    finally:
        for name, stream in before.items():
            setattr(sys, name, stream)
        os.environ.clear()
        os.environ.update(settings)
        os.chdir(place)
        for number, handler in handlers.items():
            signal.signal(number, handler)
