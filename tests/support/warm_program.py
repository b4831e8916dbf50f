"""The server of runs: a process that has imported the program, and forks for each run that is asked of it.

It has started no engine and no thread, and read nothing that a run may set otherwise (`FREE`). A run that sets more,
or asks for a fresh start, is an ordinary start of Python in the forked process. `warm_runs` asks, and `warm_launcher`
for a shell. The import of the program is half of what a start costs.
"""

import contextlib
import gc
import io
import marshal
import os
import re
import select
import signal
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

# What most runs import, but for what is settled as it loads: options in the language, Babel's own locale.
ROOMS = (
    "clsctl.cli.app",
    "clsctl.cli.output.check_report",
    "clsctl.cli.output.fmt_files",
    "clsctl.cli.output.progress_bar",
    "clsctl.cli.output.validation_report",
    "clsctl.cli.run",
    "clsctl.dataset.opening",
    "clsctl.questions.check.examination",
    "clsctl.questions.lines",
    "clsctl.questions.totals.table",
    "clsctl.render.delimited",
    "clsctl.render.terminal",
    "clsctl.render.text",
    "rich.console",
    "tabulate",
)
# The variables that no import of theirs reads (tests/project/test_warm_runs.py looks), nor Python at its start.
FREE = re.compile(
    r"_?CLSCTL.*|_TYPER_COMPLETE.*|COMP_.*|GIT_.*|PRE_COMMIT.*"
    "|CI|CLICOLOR_FORCE|COLUMNS|FORCE_COLOR|GITHUB_ACTIONS|LINES|NO_COLOR|PY_COLORS|TERM"
    "|HOME|LOGNAME|OLDPWD|PATH|PWD|SHLVL|TEMP|TMP|TMPDIR|USER|_"
)
LARGEST = 1 << 20  # bytes of a request: arguments and environment


@dataclass(frozen=True, slots=True)
class Request:
    """A run: what stands on its command line, where, and with what; a script in place of the program, or none."""

    arguments: list[bytes]
    folder: bytes
    environment: dict[bytes, bytes]
    umask: int
    script: str
    is_fresh: bool
    streams: list[int]

    @property
    def is_warm(self) -> bool:
        """True where a fresh start would have come to the same point."""
        return settled(os.environb) == settled(self.environment) and not self.is_fresh


def settled(environment: Mapping[bytes, bytes]) -> dict[bytes, bytes]:
    """The variables that hold from the start on."""
    return {name: value for name, value in environment.items() if not FREE.fullmatch(os.fsdecode(name))}


def main(door: str, program: str) -> None:
    """Serve until stdin ends; in each forked process, the run."""
    for room in ROOMS:
        import_module(room)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # no traceback beside that of the tests
    gc.collect()
    gc.freeze()
    request = asked(door)
    stand(request)
    if request.is_warm:
        begin(request, program)
    else:
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        words = [sys.executable, "-c", request.script] if request.script else [program]
        arguments = [*map(os.fsencode, words), *request.arguments]
        os.execve(words[0], arguments, request.environment)  # noqa: S606 (no shell)


def asked(door: str) -> Request:
    """The request, in the process that is forked for it; the server itself stays here."""
    running: dict[int, tuple[int, socket.socket]] = {}
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
        listener.bind(door)
        listener.listen(64)
        os.write(sys.stdout.fileno(), b"open\n")
        watched = select.poll()
        watched.register(listener)
        watched.register(sys.stdin, 0)
        while True:
            for number, _event in watched.poll():
                if number == sys.stdin.fileno():
                    sys.exit()
                if number in running:
                    watched.unregister(number)
                    end(number, *running.pop(number))
                    continue
                caller = listener.accept()[0]
                request = read(caller)
                if request is None:
                    caller.close()
                    continue
                child = os.fork()
                if child == 0:
                    for each in (listener, caller, *(line for _child, line in running.values())):
                        each.detach()  # no object closes a number that the run has given to another file
                    return request
                for stream in request.streams:
                    os.close(stream)
                tell(caller, child)
                pidfd = os.pidfd_open(child)
                running[pidfd] = child, caller
                watched.register(pidfd, select.POLLIN)


def read(caller: socket.socket) -> Request | None:
    """The request; None of a caller that has gone."""
    message, streams, _flags, _address = socket.recv_fds(caller, LARGEST, 3)
    if not message:
        return None
    arguments, folder, environment, umask, script, is_fresh = marshal.loads(message)  # noqa: S302 (from a test)
    return Request(arguments, folder, environment, umask, script, is_fresh, streams)


def end(pidfd: int, child: int, caller: socket.socket) -> None:
    """Tell the caller how the process ended."""
    os.close(pidfd)
    with caller:
        tell(caller, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def tell(caller: socket.socket, number: int) -> None:
    """Send the number, unless nobody is there any more."""
    with contextlib.suppress(OSError):
        caller.send(b"%d" % number)


def stand(request: Request) -> None:
    """The inheritance of an ordinary child: streams, folder, mask, and the handlers of signals."""
    for number, stream in enumerate(request.streams):
        os.dup2(stream, number)
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    os.chdir(request.folder)
    os.umask(request.umask)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def begin(request: Request, program: str) -> None:
    """The run, as Python begins it, to its end, which is that of this process."""
    os.environb.clear()
    os.environb.update(request.environment)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        setattr(sys, name, stream(name, number, getattr(sys, name)))
        setattr(sys, f"__{name}__", getattr(sys, name))
    sys.argv = ["-c" if request.script else program, *map(os.fsdecode, request.arguments)]
    sys.path[0] = "" if request.script else str(Path(program).parent)
    text = request.script or Path(program).read_text("utf-8")
    exec(compile(text, sys.argv[0], "exec"), {"__name__": "__main__"})  # noqa: S102 (the program, or a test's own)


def stream(name: str, number: int, like: Any) -> io.TextIOWrapper:
    """A standard stream over the descriptor, set up as Python sets up that of its start."""
    raw = io.FileIO(number, like.mode, closefd=False)
    raw.name = f"<{name}>"
    buffer = io.BufferedReader(raw) if like.mode == "r" else io.BufferedWriter(raw)
    by_line = raw.isatty() or name == "stderr"
    text = io.TextIOWrapper(buffer, like.encoding, like.errors, newline="\n", line_buffering=by_line)
    text.mode = like.mode  # type: ignore[misc] # as Python sets it
    return text


if __name__ == "__main__":
    main(*sys.argv[1:])
