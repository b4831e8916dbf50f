"""A temporary folder that is removed even when a signal ends the program."""

import os
import shutil
import tempfile
import weakref
from pathlib import Path
from types import TracebackType


class Spool:
    """A new temporary folder, removed when it is closed or dropped, or when the program ends other than by SIGKILL.

    The standard library creates the folder first and registers its removal afterwards: a signal in between, or during
    the removal, would leave it on disk. Here the removal is registered first and stays so until all is gone.
    """

    def __init__(self) -> None:
        """Creates the folder; OSError where the system has no room for it."""
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
        """Removes the folder and its contents."""
        try:
            shutil.rmtree(self.path, ignore_errors=True)
        finally:
            self._promise()
