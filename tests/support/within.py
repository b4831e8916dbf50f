"""The program run within the test's own process: a quarter of the time that a process of its own takes.

Environment, folder and streams are those that a caller would give. What no process can pretend stays with
`conftest.program`: a terminal, a pipe, a signal, an encoding or a setting that Python or a library reads at its start.
"""

import contextlib
import io
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any
from unittest import mock

from clsctl.cli import app, framework
from clsctl.cli.run import SIGNALS, run
from clsctl.language import language
from support.shared_engine import own, shared

build = app.command
NAMES = frozenset(name.rstrip("_") for name in app.COMMANDS)
SECONDS = 60  # no command of a test takes a tenth of them


def ran(
    arguments: Sequence[str], cwd: Path, env: Mapping[str, str], stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """The end of `clsctl` with these arguments, as a process would have had it."""
    out, talk = _stream(), _stream()
    with stage(cwd, env, stdin=_stream(stdin), stdout=out, stderr=talk), engine(arguments):
        try:
            code = run(arguments)
        except SystemExit as end:
            code = int(end.code or 0)
    out.flush()
    talk.flush()
    return subprocess.CompletedProcess(list(arguments), int(code), _bytes(out), _bytes(talk))


@contextlib.contextmanager
def stage(folder: Path, env: Mapping[str, str], **streams: io.TextIOWrapper | None) -> Iterator[None]:
    """The process as the program finds it at its start, and afterwards as it was; a stream may be closed (None)."""
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.chdir(folder))
        stack.enter_context(mock.patch.dict(os.environ, env, clear=True))
        stack.enter_context(mock.patch.object(tempfile, "tempdir", None))  # it is that of TMPDIR, found once
        stack.enter_context(mock.patch.object(app, "command", _command))
        for name, stream in streams.items():
            stack.enter_context(mock.patch.object(sys, name, stream))
        stack.enter_context(_signals())
        yield


def engine(arguments: Sequence[str]) -> contextlib.AbstractContextManager[object]:
    """The engine of a run: the one that all runs share, but for `sql`, which locks its own."""
    return own() if "sql" in arguments else shared()


def _command(first: str = "") -> Any:
    """The program, built once for each language and command, which takes a quarter of the time of a run."""
    framework.translate()
    return _built(language(), first if first in NAMES else "")


@cache
def _built(_language: str, first: str) -> Any:
    return build(first)


def _stream(content: bytes = b"") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), "utf-8", newline="")


def _bytes(stream: io.TextIOWrapper) -> bytes:
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue()


@contextlib.contextmanager
def _signals() -> Iterator[None]:
    """The handlers of the test stay its own; a run that takes too long is ended, where the system can."""
    timer = getattr(signal, "SIGALRM", None)
    before = {number: signal.getsignal(number) for number in (*SIGNALS, *([timer] if timer else ()))}
    if timer:
        signal.signal(timer, _too_long)
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        if timer:
            signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


def _too_long(_number: int, _frame: FrameType | None) -> None:
    raise TimeoutError
