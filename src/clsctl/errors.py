"""What stops a command and the user can put right, and the exit codes that tell a script so."""

import errno
from enum import IntEnum

# The disk is full, or the user's share of it (which Windows does not know), or the file is as long as the system lets.
NO_SPACE = frozenset(getattr(errno, name, errno.ENOSPC) for name in ("ENOSPC", "EDQUOT", "EFBIG"))


class ExitCode(IntEnum):
    """What a command's end means to a script (design, section 5)."""

    NOTHING_TO_REPORT = 0
    CONTRADICTION = 1
    USAGE = 2
    UNREADABLE = 3
    BUG = 4
    INTERRUPTED = 130
    TERMINATED = 143


class ClsctlError(Exception):
    """An impossible request: `fact` says what is wrong and where, `remedy` what to do about it."""

    exit_code = ExitCode.UNREADABLE

    def __init__(self, fact: str, remedy: str = "") -> None:
        """Both are whole sentences in the user's language; the remedy may be empty."""
        super().__init__(fact)
        self.fact = fact
        self.remedy = remedy


class UsageError(ClsctlError):
    """The command line is wrong: nothing was read and nothing computed (exit 2)."""

    exit_code = ExitCode.USAGE


class ReadError(ClsctlError):
    """An input cannot be read, or an output cannot be written (exit 3)."""
