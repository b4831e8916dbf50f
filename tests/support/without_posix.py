"""A plugin of pytest: the modules named in ABSENT cannot be imported, as on Windows. `test_platforms.py` uses it.

Of each module one test is collected: what the others are made of has run when the module is imported.
"""

import asyncio  # noqa: F401 (on Linux it takes fcntl, on Windows it does not)
import os
import sys

import pytest

for name in os.environ["ABSENT"].split():
    sys.modules[name] = None  # type: ignore[assignment]  # so an import of it fails
for name in ("SIGALRM", "SIGHUP", "SIGKILL"):
    delattr(sys.modules["signal"], name)
for name in ("fork", "geteuid", "mkfifo", "openpty", "wait4"):
    delattr(os, name)
represented: set[str] = set()


def pytest_pycollect_makeitem(collector: pytest.Collector, name: str) -> list[pytest.Item] | None:
    """None leaves it to pytest."""
    if not name.startswith("test_"):
        return None
    is_next = collector.nodeid in represented
    represented.add(collector.nodeid)
    return [] if is_next else None
