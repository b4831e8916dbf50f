"""Runs of the program in processes of their own, forked from one that has imported it (`warm_program`).

A run has streams, folder, environment, signals and exit code as any process has them, after 10 ms in place of 120. On
another system than Linux, each is an ordinary start.
"""

import atexit
import contextlib
import marshal
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

HERE = Path(__file__).parent
IS_SERVED = sys.platform == "linux"
PATIENCE = 120  # seconds


@dataclass(frozen=True, slots=True)
class Job:
    """A run: the program with these arguments, or a script of Python that has them behind `-c`."""

    arguments: Sequence[str]
    script: str = ""
    is_fresh: bool = False  # an ordinary start of Python, which is what the test looks at


class Begun(Protocol):
    """A process that runs."""

    @property
    def pid(self) -> int: ...
    def wait(self, timeout: float | None = None) -> int:
        """The exit code, or the signal that ended it as a negative number."""


@dataclass(frozen=True, slots=True)
class Forked:
    """A process that the server has forked, and the line on which it will say how that ended."""

    pid: int
    line: socket.socket

    def wait(self, timeout: float | None = None) -> int:
        with self.line:
            self.line.settimeout(timeout)
            try:
                return int(self.line.recv(64))
            except TimeoutError:
                os.kill(self.pid, signal.SIGKILL)
                raise


def begin(job: Job, streams: Sequence[int], cwd: Path, env: Mapping[str, str]) -> Begun:
    """The job, with these descriptors as stdin, stdout and stderr."""
    if IS_SERVED:
        return _forked(job, streams, cwd, env)
    from conftest import PROGRAM

    words = [sys.executable, "-c", job.script] if job.script else [PROGRAM]
    given, out, talk = streams
    return subprocess.Popen([*words, *job.arguments], stdin=given, stdout=out, stderr=talk, cwd=cwd, env=env)


def answered(job: Job, cwd: Path, env: Mapping[str, str], stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The end of the job, and what it says into pipes."""
    (given, feed), (said, out), (told, talk) = os.pipe(), os.pipe(), os.pipe()
    begun = begin(job, (given, out, talk), cwd, env)
    for descriptor in (given, out, talk):
        os.close(descriptor)
    with ThreadPoolExecutor(2) as readers:
        texts = [readers.submit(_read, descriptor) for descriptor in (said, told)]
        with contextlib.suppress(BrokenPipeError), os.fdopen(feed, "wb") as stream:
            stream.write(stdin)
        code = begun.wait(PATIENCE)
        return subprocess.CompletedProcess(list(job.arguments), code, *(text.result() for text in texts))


def for_shell(env: Mapping[str, str]) -> dict[str, str]:
    """The environment of a shell in which `clsctl`, and $CLSCTL, is a run of this kind."""
    from conftest import PROGRAM

    program = _room() / "clsctl" if IS_SERVED else Path(PROGRAM)
    return {**env, "CLSCTL": str(program), "PATH": os.pathsep.join([str(program.parent), env["PATH"]])}


def _forked(job: Job, streams: Sequence[int], cwd: Path, env: Mapping[str, str]) -> Forked:
    umask = os.umask(0)
    os.umask(umask)
    arguments = [os.fsencode(argument) for argument in job.arguments]
    environment = {os.fsencode(name): os.fsencode(value) for name, value in env.items()}
    request = (arguments, os.fsencode(cwd), environment, umask, job.script, job.is_fresh)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    line.connect(str(_room() / "door"))
    socket.send_fds(line, [marshal.dumps(request)], streams)
    return Forked(int(line.recv(64)), line)


@cache
def _room() -> Path:
    """The folder of the server, which is started: its door, and the program by which a shell comes to it."""
    from conftest import ENVIRONMENT, PROGRAM

    room = Path(tempfile.mkdtemp(prefix="clsctl-", dir=ENVIRONMENT["TMPDIR"]))
    launcher = (HERE / "warm_launcher.py").read_text("utf-8")
    (room / "clsctl").write_text(f"#!{sys.executable} -IS\n{launcher}", "utf-8")
    (room / "clsctl").chmod(0o755)
    words = [sys.executable, str(HERE / "warm_program.py"), str(room / "door"), PROGRAM]
    server = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ENVIRONMENT)
    atexit.register(_leave, server, room)
    assert server.stdout
    server.stdout.readline()  # it listens
    return room


def _leave(server: "subprocess.Popen[bytes]", room: Path) -> None:
    server.communicate()  # its stdin ends
    shutil.rmtree(room, ignore_errors=True)


def _read(descriptor: int) -> bytes:
    with os.fdopen(descriptor, "rb") as stream:
        return stream.read()
