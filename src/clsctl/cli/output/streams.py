"""The standard streams: terminal or not, width, encoding, and their closing."""

import os
import sys
from io import TextIOWrapper
from typing import TextIO

USUAL_WIDTH = 80  # columns of a terminal that reports none
STD_OUTPUT_HANDLE = -11
ENABLE_VIRTUAL_TERMINAL_PROCESSING = 4


def is_terminal() -> bool:
    """True where stdout is a terminal."""
    return not is_closed() and sys.stdout.isatty()


def is_closed() -> bool:
    """True where the caller closed stdout."""
    return sys.stdout is None or sys.stdout.closed


def width(stream: TextIO) -> int | None:
    """The columns of the terminal behind the stream: COLUMNS, else its own; None off a terminal."""
    if not stream.isatty():
        return None
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(stream.fileno()).columns or USUAL_WIDTH
    except OSError:
        return USUAL_WIDTH


def takes_escapes() -> bool:
    """True where the terminal supports colours; a Windows console must have them enabled."""
    if sys.platform == "win32":
        import ctypes

        console = ctypes.windll.kernel32
        handle, mode = console.GetStdHandle(STD_OUTPUT_HANDLE), ctypes.c_ulong()
        known = console.GetConsoleMode(handle, ctypes.byref(mode))
        return bool(known and console.SetConsoleMode(handle, mode.value | ENABLE_VIRTUAL_TERMINAL_PROCESSING))
    return os.environ.get("TERM") != "dumb"


def write_utf8() -> None:
    """Set UTF-8 off a terminal, in any locale, for help and talk as well as results.

    On a terminal with another encoding, missing characters are shown as escapes.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and not stream.closed:
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def settle() -> None:
    """Drop what a stream could not take: otherwise Python would try again at exit and change the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and not stream.closed:
            try:
                stream.flush()
            except OSError:
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
