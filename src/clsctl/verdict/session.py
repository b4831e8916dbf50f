"""The engine's session: queries guarded against changing files, full disks and interruption, with progress."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from clsctl.engine.connection import (
    FETCHED_AT_ONCE,
    Connection,
    EngineError,
    MachineError,
    connect,
    is_stuck,
    progress,
)
from clsctl.errors import ReadError
from clsctl.finding import InvalidDataError
from clsctl.language import _
from clsctl.progress import Share, Watch, unknown, unwatched
from clsctl.sheets.sources import Source, refuse_changed


class Session:
    """A private engine on the given files; data above its memory go to `folder`.

    A session beside another has a connection to its engine, and is closed before it.
    """

    def __init__(self, sources: Sequence[Source], folder: Path, watch: Watch, beside: "Session | None" = None) -> None:
        self._sources = sources
        self._connection: Connection = connect(folder) if beside is None else beside.connected()
        self._watch = watch
        self._share: Share = unknown if watch is unwatched else progress(self._connection)
        self._asked = 0

    def connected(self) -> Connection:
        """Another connection to the engine: it sees none of the tables of this one, which are temporary."""
        return self._connection.cursor()

    def close(self) -> None:
        """Free the memory; not while a query goes on that obeys no interrupt, for which this would wait."""
        if not is_stuck():
            self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """The connection for reading the files; ReadError where one has changed."""
        self._asked += 1
        with self._guarded(), self._watch(self._share):
            yield self._connection
        self.refuse_changed()

    def fetch(self, sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        """All rows of a short answer."""
        with self.reading() as connection:
            return connection.execute(sql, list(values)).fetchall()

    def stream(self, sql: str, values: Sequence[object]) -> Iterator[tuple[Any, ...]]:
        """The rows of a sorted answer, in batches; another query before the last one is a bug."""
        with self.reading() as connection:  # sorting reads everything before the first row
            cursor = connection.execute(sql, list(values))
        asked = self._asked
        while True:
            with self._guarded():
                rows = cursor.fetchmany(FETCHED_AT_ONCE)
            if not rows:
                return
            yield from rows
            if asked != self._asked:  # the connection would continue with the rows of the other answer
                raise RuntimeError(sql)

    def refuse_changed(self) -> None:
        """ReadError where a file has changed since it was opened."""
        refuse_changed(self._sources)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """ReadError where the engine or the rules fail on a changed file, or on the machine's limits."""
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
                _("Free some memory and disk space, and run the command again."),
            ) from error
