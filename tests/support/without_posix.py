"""A plugin of pytest: the modules named in ABSENT cannot be imported, as on Windows. `test_platforms.py` uses it."""

import asyncio  # noqa: F401 (on Linux it takes fcntl, on Windows it does not)
import os
import sys

for name in os.environ["ABSENT"].split():
    sys.modules[name] = None  # type: ignore[assignment]  # so an import of it fails
for name in ("SIGALRM", "SIGHUP", "SIGKILL"):
    delattr(sys.modules["signal"], name)
for name in ("fork", "geteuid", "mkfifo", "openpty", "wait4"):
    delattr(os, name)
