"""The progress bar on a terminal's stderr, for readings of more than a second; erased at the end."""

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from threading import Event, Thread

from clsctl.language import _
from clsctl.progress import Share, Watch, unwatched

DELAY = 1.0  # seconds of a command before the bar appears
PERIOD = 0.1  # seconds between two updates
WIDEST = 40  # columns of the bar alone
ELAPSED = 10  # columns of the time, the spaces between the parts, and the last one, which stays free


def watch() -> Watch:
    """The watch that draws on a terminal with cursor control; none elsewhere."""
    talks = sys.stderr is not None and not sys.stderr.closed and sys.stderr.isatty()
    if not talks or ((os.environ.get("TERM") or "dumb") == "dumb" and sys.platform != "win32"):
        return unwatched
    begin = time.monotonic()
    return lambda share: _shown(share, begin)


def _shown(share: Share, begin: float) -> AbstractContextManager[None]:
    return _bar(share, DELAY - (time.monotonic() - begin))


@contextlib.contextmanager
def _bar(share: Share, delay: float) -> Iterator[None]:
    stop = Event()
    thread = Thread(target=_draw, args=(share, stop, delay), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _draw(share: Share, stop: Event, delay: float) -> None:
    if stop.wait(max(0.0, delay)):
        return
    from rich.cells import cell_len
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TimeElapsedColumn

    console = Console(stderr=True)
    label = _("Reading")
    room = console.width - cell_len(label) - ELAPSED
    bar = BarColumn(max(1, min(WIDEST, room)), style="dim", pulse_style="bold")
    columns = ("{task.description}", bar, TimeElapsedColumn())
    with (
        contextlib.suppress(OSError),  # a terminal that disappears does not end the command
        Progress(
            *columns, console=console, transient=True, auto_refresh=False, redirect_stdout=False, redirect_stderr=False
        ) as progress,
    ):
        task = progress.add_task(label, total=None)
        while not stop.wait(PERIOD):
            done = share()
            progress.update(task, total=None if done < 0 else 1.0, completed=max(0.0, done), refresh=True)
