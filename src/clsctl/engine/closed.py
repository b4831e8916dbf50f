"""A closed engine: tables and nothing else, asked one SELECT at a time within bounds of time, memory and cells.

Three locks: the settings (no file, no extension, no Python value, and no setting that could open them again), one
SELECT statement (`statement`), and a read-only transaction, since a DELETE in a CTE passes for a SELECT.
"""

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from clsctl.engine.connection import (
    CLOSED_WORKER,
    FETCHED_AT_ONCE,
    Connection,
    EngineError,
    EngineInterruptError,
    EngineMemoryError,
)
from clsctl.engine.statement import Obstacle, RefusedError

# The last forbids all further settings, of these too.
LOCKS = (
    "SET enable_external_access = false",
    "SET python_enable_replacements = false",
    "SET allow_community_extensions = false",
    "SET allow_persistent_secrets = false",
    "SET lock_configuration = true",
)
QUOTE = '"'  # around the type of a column of NULLs
GRACE = 2.0  # seconds in which the engine may obey an interrupt; a few of its functions do not
MOST_CELLS = 4_000_000  # of an answer, which is held in memory: some 400 MB
MOST_TEXT = 100_000_000  # characters of an answer
SHOWN = re.compile(
    r"BOOLEAN|U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL\(.*|FLOAT|DOUBLE|VARCHAR|DATE|TIMESTAMP|NULL|ENUM\(.*"
)
# The engine's messages about a name, each with its fault.
NAMES = (
    (re.compile(r'Referenced column "(.*?)" not found', re.DOTALL), Obstacle.COLUMN_UNKNOWN),
    (re.compile(r'does not have a column named "(.*?)"', re.DOTALL), Obstacle.COLUMN_UNKNOWN),
    (re.compile(r'Column "(.*?)" in \w+ list not found', re.DOTALL), Obstacle.COLUMN_UNKNOWN),
    (re.compile(r'Referenced table "(.*?)" not found', re.DOTALL), Obstacle.VIEW_UNKNOWN),
    (re.compile(r"Table with name (.*?) does not exist", re.DOTALL), Obstacle.VIEW_UNKNOWN),
    (re.compile(r'Ambiguous reference to column name "(.*?)"', re.DOTALL), Obstacle.COLUMN_AMBIGUOUS),
    (re.compile(r'column "(.*?)" must appear in the GROUP BY', re.DOTALL), Obstacle.COLUMN_UNGROUPED),
    (re.compile(r"Function with name (.*?) does not exist", re.DOTALL), Obstacle.FUNCTION_UNKNOWN),
    (re.compile(r"No function matches the given name and argument types '(.*?)\(", re.DOTALL), Obstacle.TYPES),
)
# The first word of the other messages.
KINDS = {
    "Conversion": Obstacle.VALUE,
    "Out of Range": Obstacle.VALUE,
    "Invalid Input": Obstacle.VALUE,
    "Parser": Obstacle.SYNTAX,
}


@dataclass(frozen=True, slots=True)
class Rows:
    """An answer: the names and engine types of its columns, its rows, and whether rows beyond the limit were left."""

    names: tuple[str, ...]
    types: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    is_cut: bool


def seal(connection: Connection) -> Connection:
    """Close the engine for good, and give a connection that sees its tables alone, none of the temporary views."""
    for lock in LOCKS:
        connection.execute(lock)
    closed = connection.cursor()
    closed.execute("BEGIN TRANSACTION READ ONLY")
    return closed


def ask(closed: Connection, sql: str, seconds: float, limit: int | None) -> Rows:
    """The answer to one SELECT, its first `limit` rows; RefusedError where the engine gives none.

    The query runs in a thread: a step that obeys no interrupt is left to run, and `is_stuck` says so.
    """
    outcome: list[Rows | BaseException] = []
    worker = threading.Thread(
        target=_work, args=(lambda: _answer(closed, sql, limit), outcome), name=CLOSED_WORKER, daemon=True
    )
    worker.start()
    try:
        worker.join(seconds)
    except BaseException:
        closed.interrupt()
        worker.join(GRACE)
        raise
    if worker.is_alive():
        closed.interrupt()
        worker.join(GRACE)
        outcome.clear()  # an error that its own frame holds would keep the connection to the end
        raise RefusedError(Obstacle.TIME)
    found = outcome.pop()
    try:
        if isinstance(found, BaseException):
            raise found
        return found
    finally:
        del found  # as above


def _work(task: Callable[[], Rows], outcome: list[Rows | BaseException]) -> None:
    try:
        outcome.append(task())
    except BaseException as error:  # noqa: BLE001 (raised again in the thread that waits)
        outcome.append(error)


def _answer(closed: Connection, sql: str, limit: int | None) -> Rows:
    try:
        cursor = closed.execute(sql)
        described = [(str(name), str(type_)) for name, type_, *_more in cursor.description or ()]
        for place, (name, type_) in enumerate(described):
            if SHOWN.fullmatch(type_.strip(QUOTE)) is None:
                raise RefusedError(Obstacle.UNSHOWN_TYPE, name)
            if name in [earlier for earlier, _type in described[:place]]:
                raise RefusedError(Obstacle.SAME_NAME, name)
        rows = _bounded(cursor, limit, len(described))
    except EngineInterruptError:
        raise RefusedError(Obstacle.TIME) from None
    except (EngineMemoryError, MemoryError):
        raise RefusedError(Obstacle.MEMORY) from None
    except EngineError as error:
        raise _refused(str(error)) from None
    is_cut = limit is not None and len(rows) > limit
    return Rows(
        tuple(name for name, _type in described),
        tuple(type_ for _name, type_ in described),
        tuple(rows[:limit]),
        is_cut,
    )


def _bounded(cursor: Connection, limit: int | None, width: int) -> list[tuple[Any, ...]]:
    """The rows, one more than `limit` at most; RefusedError beyond what is held in memory."""
    rows: list[tuple[Any, ...]] = []
    text = 0
    most = MOST_CELLS // width
    while limit is None or len(rows) <= limit:
        batch = cursor.fetchmany(FETCHED_AT_ONCE if limit is None else min(FETCHED_AT_ONCE, limit + 1 - len(rows)))
        if not batch:
            break
        rows += batch
        text += sum(len(cell) for row in batch for cell in row if isinstance(cell, str))
        if len(rows) > most or text > MOST_TEXT:
            raise RefusedError(Obstacle.TOO_LARGE)
    return rows


def _refused(message: str) -> RefusedError:
    """The fault that the engine's message is about; the message itself is shown to nobody."""
    for pattern, fault in NAMES:
        if found := pattern.search(message):
            return RefusedError(fault, found[1])
    kind = next((fault for word, fault in KINDS.items() if message.startswith(word)), Obstacle.OTHER)
    return RefusedError(kind)
