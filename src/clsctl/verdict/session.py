"""Questions to the engine while the world goes on: files that change, disks that fill, somebody who watches."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from clsctl.engine.connection import FETCHED_AT_ONCE, Connection, EngineError, MachineError, connect, progress
from clsctl.errors import ReadError
from clsctl.finding import InvalidDataError
from clsctl.language import _
from clsctl.progress import Share, Watch, unknown, unwatched
from clsctl.sheets.sources import Source, refuse_changed


class Session:
    """A private engine on some files; what does not fit in its memory goes to `folder`."""

    def __init__(self, sources: Sequence[Source], folder: Path, watch: Watch) -> None:
        self._sources = sources
        self._connection: Connection = connect(folder)
        self._watch = watch
        self._share: Share = unknown if watch is unwatched else progress(self._connection)
        self._asked = 0

    def close(self) -> None:
        """Frees the memory."""
        self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """The connection for whoever reads the files; ReadError where one changed in the meantime."""
        self._asked += 1
        with self._guarded(), self._watch(self._share):
            yield self._connection
        self.refuse_changed()

    def fetch(self, sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        """All rows of an answer that is short."""
        with self.reading() as connection:
            return connection.execute(sql, list(values)).fetchall()

    def stream(self, sql: str, values: Sequence[object]) -> Iterator[tuple[Any, ...]]:
        """The rows of a sorted answer, some at a time; to ask anything else before the last of them is a bug."""
        with self.reading() as connection:  # to sort, all is read before the first row comes
            cursor = connection.execute(sql, list(values))
        asked = self._asked
        while True:
            with self._guarded():
                rows = cursor.fetchmany(FETCHED_AT_ONCE)
            if not rows:
                return
            yield from rows
            if asked != self._asked:  # the connection would go on with the rows of the other answer
                raise RuntimeError(sql)

    def refuse_changed(self) -> None:
        """ReadError where a file is no longer what it was when it was opened."""
        refuse_changed(self._sources)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """ReadError where the engine or the rules stumble over a file that changes, or over the machine's limits."""
        try:
            yield
        except (EngineError, InvalidDataError) as error:
            self.refuse_changed()
            if not isinstance(error, MachineError):
                raise
            raise ReadError(
                _("{names}: reading stopped: {reason}").format(
                    names=", ".join(source.name for source in self._sources), reason=str(error).splitlines()[0]
                ),
                _("Free some memory and space on the disk, and run the command again."),
            ) from error
