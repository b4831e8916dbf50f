"""Work in a process of its own, with bounds of memory and time: for libraries that a hostile file can make take all.

A PDF of 2 KB may hold a form that calls itself twice, and so on: nothing tells that before it is drawn.
Where the system has no `fork` (Windows) the work is done in this process, without bounds.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

MEMORY = 600 << 20  # bytes more than this process has; a page of print takes 30 MiB
SECONDS = 15  # of CPU; a page of print takes 0.06
SELF = Path("/proc/self/statm")


class OverwhelmedError(Exception):
    """The work took more memory or time than it may, or broke off."""


def apart(work: Callable[[], Any]) -> Any:
    """What the work returns, which JSON can hold; OverwhelmedError where it was stopped."""
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
    """The end of the child, whatever happens: nothing that this process has promised to tidy up is its business."""
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
    if SELF.exists():  # elsewhere the size of the process cannot be told, and the bound is not kept
        held = int(SELF.read_text("ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (held + MEMORY, held + MEMORY))
