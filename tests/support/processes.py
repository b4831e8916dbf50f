"""Real processes with what a fixture cannot give: a pseudo-terminal, signals, closed and full streams."""

import os
import struct
import subprocess
from collections.abc import Mapping
from pathlib import Path

from conftest import ENVIRONMENT
from support.warm_runs import Job, begin, for_shell


def on_terminal(
    *arguments: str,
    columns: int = 80,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    script: str = "",
    is_fresh: bool = False,
    with_talk: bool = True,
) -> tuple[int, str]:
    """The exit code and the text that a terminal of that width shows: stdout, and stderr unless it goes elsewhere."""
    import fcntl
    import pty
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    environment = {**ENVIRONMENT, "TERM": "xterm-256color", **(env or {})}
    nowhere = os.open(os.devnull, os.O_WRONLY)
    streams = (theirs, theirs, theirs if with_talk else nowhere)
    begun = begin(Job(arguments, script, is_fresh), streams, cwd or Path.cwd(), environment)
    os.close(theirs)
    os.close(nowhere)
    shown = b""
    while chunk := _read(ours):
        shown += chunk
    os.close(ours)
    return begun.wait(timeout=60), shown.decode().replace("\r\n", "\n")


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # Linux says so when the last process has left the terminal
        return b""


def session(command: str, cwd: Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """A line of bash, pipes and redirections included; `$CLSCTL` is the program."""
    return subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        text=True,
        errors="surrogateescape",
        cwd=cwd,
        env=for_shell({**ENVIRONMENT, **(env or {})}),
        timeout=120,
        check=False,
    )
