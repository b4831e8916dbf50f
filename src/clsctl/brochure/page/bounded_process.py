"""A child process with bounds of memory and time, for libraries that a hostile file can exhaust.

A PDF of 2 KB may hold a form that calls itself twice, recursively: only drawing it shows that. Where the system has no
`fork` (Windows) the work runs in this process, without bounds.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

MEMORY = 600 << 20  # bytes beyond the size of this process; a printed page takes 30 MiB
SECONDS = 15  # of CPU time; a printed page takes 0.06
SELF = Path("/proc/self/statm")


class OverwhelmedError(Exception):
    """The work exceeded its memory or time, or crashed."""


def apart(work: Callable[[], Any]) -> Any:
    """The result of `work`, which JSON must be able to hold; OverwhelmedError where it was stopped."""
    if not hasattr(os, "fork"):
        return work()
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        _work(work, theirs)
    os.close(theirs)
    try:
        with os.fdopen(ours, "rb") as stream:
            answer = stream.read()
    except BaseException:
        os.kill(child, 9)
        raise
    finally:
        _child, status = os.waitpid(child, 0)
    if status != 0 or not answer:
        raise OverwhelmedError
    return json.loads(answer)


def _work(work: Callable[[], Any], theirs: int) -> None:
    """Runs in the child and ends it with `os._exit`, so that none of the parent's exit handlers run."""
    try:
        _bound()
        answer = json.dumps(work()).encode("utf-8")
        with os.fdopen(theirs, "wb") as stream:
            stream.write(answer)
        os._exit(0)
    finally:
        os._exit(1)


def _bound() -> None:
    import resource  # noqa: PLC0415 (POSIX alone has it)

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if SELF.exists():  # elsewhere the size of the process is unknown, and memory stays unbounded
        held = int(SELF.read_text("ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (held + MEMORY, held + MEMORY))
