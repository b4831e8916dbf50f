"""Whether a file is still the one that was opened: whoever saves it while it is read gets no answer of two halves."""

import stat
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file as it was at one moment: its size in bytes, when it was last written, which file it is."""

    path: Path
    size: int
    modified: int
    inode: int

    @property
    def is_current(self) -> bool:
        """False once the file was written, replaced or deleted."""
        return stamp(self.path) == self


def stamp(path: Path) -> Stamp | None:
    """The file as it is now; None where there is none, and for pipes and devices, which are copied once."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return Stamp(path, found.st_size, found.st_mtime_ns, found.st_ino)
