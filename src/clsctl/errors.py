"""The errors that a user can correct, and the exit codes that report them to scripts."""

import errno
from enum import IntEnum

# Out of space: disk full, quota reached (unknown on Windows), or the largest file size of the system.
NO_SPACE = frozenset(getattr(errno, name, errno.ENOSPC) for name in ("ENOSPC", "EDQUOT", "EFBIG"))


class ExitCode(IntEnum):
    """The exit codes of every command (design, section 5)."""

    NOTHING_TO_REPORT = 0
    CONTRADICTION = 1
    USAGE = 2
    UNREADABLE = 3
    BUG = 4
    INTERRUPTED = 130
    TERMINATED = 143


class ClsctlError(Exception):
    """A request that cannot be met: `fact` says what is wrong and where, `remedy` what to do about it."""

    exit_code = ExitCode.UNREADABLE

    def __init__(self, fact: str, remedy: str = "") -> None:
        """Both are whole sentences in the user's language; the remedy may be empty."""
        super().__init__(fact)
        self.fact = fact
        self.remedy = remedy

    def __str__(self) -> str:
        """Both sentences, as Python shows an error."""
        return " ".join(filter(None, (self.fact, self.remedy)))


class UsageError(ClsctlError):
    """A wrong command line: nothing was read or computed (exit 2)."""

    exit_code = ExitCode.USAGE


class ReadError(ClsctlError):
    """An input that cannot be read, or an output that cannot be written (exit 3)."""
