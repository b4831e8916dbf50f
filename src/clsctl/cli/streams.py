"""The program's own streams: what they are, what they speak, and how to leave them in peace."""

import os
import sys
from io import TextIOWrapper


def is_terminal() -> bool:
    """True where a person reads what goes to stdout."""
    return not is_closed() and sys.stdout.isatty()


def is_closed() -> bool:
    """True where the caller gave no stdout."""
    return sys.stdout is None or sys.stdout.closed


def write_utf8() -> None:
    """Off a terminal the encoding is UTF-8, whatever the locale says: help and talk as well as results.

    On a terminal of another encoding, what it lacks is shown as an escape.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and not stream.closed:
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def settle() -> None:
    """What a stream could not take is dropped, lest Python try again at its end and change the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and not stream.closed:
            try:
                stream.flush()
            except OSError:
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
