"""A folder for temporary files that no signal leaves behind."""

import os
import shutil
import tempfile
import weakref
from pathlib import Path
from types import TracebackType


class Spool:
    """A new folder for temporary files: gone when it is closed or dropped, or the program ends other than by a kill.

    The standard library's makes the folder first and promises to clear it afterwards. A signal in between, or while
    it clears, would leave the folder on the disk; here the promise comes first, and is kept until all is gone.
    """

    def __init__(self) -> None:
        """Makes the folder; OSError where the system has no room for it."""
        self.path = Path(tempfile.gettempdir()) / f"clsctl-{os.urandom(8).hex()}"
        self._promise = weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)
        self.path.mkdir(mode=0o700)

    def __enter__(self) -> Path:
        return self.path

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Removes the folder with all that is in it."""
        try:
            shutil.rmtree(self.path, ignore_errors=True)
        finally:
            self._promise()
