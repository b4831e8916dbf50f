"""A file's stamp (inode, size, time): detects that a file changed while it was read."""

import stat
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file at one moment: its size in bytes, time of last writing, device and inode."""

    path: Path
    size: int
    modified: int
    inode: int

    @property
    def is_current(self) -> bool:
        """False once the file was written, replaced or deleted."""
        return stamp(self.path) == self


def stamp(path: Path) -> Stamp | None:
    """The stamp of the file now; None for a missing file, and for pipes and devices, which are copied once."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return Stamp(path, found.st_size, found.st_mtime_ns, found.st_ino)
