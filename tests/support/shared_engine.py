"""One engine for the runs within a process; all that a run makes is temporary, hence gone with its connection.

An engine takes 25 ms to start and to stop, as long as the run itself. What an engine of its own must show is run as a
process (`conftest.program`), and `sql`, which locks its engine, has one here too. The engines that read Parquet and
that parse statements keep nothing: all runs share one of them.
"""

import atexit
import contextlib
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

from clsctl.engine import connection
from clsctl.engine.connection import Connection
from clsctl.engine.paths import is_literal
from clsctl.verdict import session

start = connection.connect
engines: Any = vars(connection)["duckdb"]
BOUNDED = connection.BOUNDED
MEMORY = connection.MEMORY


@contextlib.contextmanager
def shared() -> Iterator[None]:
    """In this context a session of the data asks the shared engine; a test that lowers the memory gets its own."""

    def connect(spool: Path) -> Connection:
        is_ordinary = connection.MEMORY == MEMORY and is_literal(spool)
        return _engine().cursor() if is_ordinary else start(spool)

    with mock.patch.object(session, "connect", connect), _bounded():
        yield


@contextlib.contextmanager
def own() -> Iterator[None]:
    """In this context each session starts an engine of its own, as in a process; statements are parsed in one."""
    with mock.patch.object(session, "connect", start), _bounded():
        yield


@contextlib.contextmanager
def _bounded() -> Iterator[None]:
    """In this context an engine that keeps nothing is the shared one."""

    def connect(name: str, *, config: Mapping[str, object]) -> Any:
        if BOUNDED.items() <= config.items():
            return _bounded_engine().cursor()
        return engines.connect(name, config=dict(config))

    with mock.patch.object(connection, "duckdb", SimpleNamespace(connect=connect)):
        yield


@cache
def _engine() -> Connection:
    engine = start(Path(tempfile.gettempdir()))
    engine.execute("SET threads = 1")  # each worker has a core
    return engine


@cache
def _bounded_engine() -> Connection:
    engine: Connection = engines.connect(":memory:", config={**BOUNDED, "threads": 1})
    return engine


@atexit.register
def _stop() -> None:
    """No object of an engine outlives the interpreter, which would say so."""
    for engine in (_engine, _bounded_engine):
        if engine.cache_info().currsize:
            engine().close()
            engine.cache_clear()
