"""A session of the gallery: a line as a user types it, run within the tests' own process, and what is read of it."""

import io
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from clsctl.cli.run import run
from conftest import ENVIRONMENT
from support.within import engine, stage

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
    """The text that the user reads, both streams as they come, and the exit code on the last line."""
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
    with stage(folder, environment, **opened), engine(command.words):
        code = run(command.words)
    text = raw.getvalue().decode("utf-8", "backslashreplace").replace("\r\n", "\n")
    return f"{text}[exit {int(code)}]\n"
