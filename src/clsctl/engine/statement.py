"""One SELECT statement as the engine parses it: the views that it names, or the fault that keeps it from running.

The engine's own locks refuse what would read a file or write; what is refused here has a sentence of its own, and so
has what they let pass: the settings, the catalogue, texts of gigabytes from one call.
"""

import json
from collections.abc import Collection, Iterator
from enum import Enum, auto
from typing import Any

from clsctl.engine.connection import Connection, EngineError, parser

LONGEST = 100_000  # characters of a question; deeper nesting than these allow would exhaust the parser
DEEPEST = 150  # brackets open at once: the engine's parser calls itself for each
ARE_SELECTS = frozenset({"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"})
DESCRIBING = frozenset({"DESCRIBE", "DESC", "SHOW", "SUMMARIZE"})  # which pass for a SELECT
SCHEMAS = frozenset({"", "main"})
ROW_FUNCTIONS = frozenset({"range", "generate_series", "unnest"})
# Functions that tell of the machine or the engine, or make a text or list of any size in one step, during which the
# engine obeys no interrupt: `repeat('x', 2000000000)` ran 108 s. `range` as a table gives rows, and obeys.
CLOSED = frozenset(
    {
        *("getenv", "current_setting", "set_config", "getvariable", "version", "write_log", "error"),
        *("current_database", "current_databases", "current_schema", "current_schemas", "current_catalog"),
        *("current_user", "current_role", "session_user", "user", "current_query", "in_search_path"),
        *("txid_current", "nextval", "currval"),
        *("range", "generate_series", "repeat", "lpad", "rpad", "list_resize", "array_resize"),
        *("format", "printf", "bitstring"),
    }
)
CLOSED_BEGINNINGS = (
    "duckdb_",
    "pragma_",
    "pg_",
    "read_",
    "has_",
    "parse_duckdb",
    "json_execute",
    "json_serialize_plan",
)


class Obstacle(Enum):
    """The reason for which the engine refuses a question."""

    EMPTY = auto()
    TOO_LONG = auto()
    SYNTAX = auto()
    SEVERAL = auto()
    PIVOT = auto()
    NOT_SELECT = auto()
    WRITES = auto()
    PARAMETER = auto()
    FUNCTION_CLOSED = auto()
    FUNCTION_UNKNOWN = auto()
    VIEW_UNKNOWN = auto()
    COLUMN_UNKNOWN = auto()
    COLUMN_AMBIGUOUS = auto()
    COLUMN_UNGROUPED = auto()
    TYPES = auto()
    VALUE = auto()
    UNSHOWN_TYPE = auto()
    SAME_NAME = auto()
    TIME = auto()
    MEMORY = auto()
    TOO_LARGE = auto()
    OTHER = auto()


class RefusedError(Exception):
    """A question that the engine does not answer; `name` is the word at fault, `known` the names that it could be."""

    def __init__(self, obstacle: Obstacle, name: str = "", known: Collection[str] = ()) -> None:
        """The sentences are made from these by `questions/sql`."""
        super().__init__(obstacle, name)
        self.obstacle = obstacle
        self.name = name
        self.known = known


def named_views(sql: str, views: Collection[str]) -> tuple[str, ...]:
    """The views that the statement names, each once; RefusedError unless it is one SELECT over them."""
    _refuse_outsize(sql)
    with parser() as connection:
        _refuse_other_statements(connection, sql)
        row = connection.execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchone()
    try:
        tree = json.loads(row[0]) if row else {}
    except RecursionError:
        raise RefusedError(Obstacle.TOO_LONG) from None
    nodes = list(_nodes(tree.get("statements", [])))
    own = {str(key).lower() for node in nodes for key in _cte_names(node)}
    found = [view for node in nodes for view in _named(node, frozenset(views), own)]
    return tuple(dict.fromkeys(found))


def _refuse_outsize(sql: str) -> None:
    if not sql.strip():
        raise RefusedError(Obstacle.EMPTY)
    if len(sql) > LONGEST or max(sql.count(bracket) for bracket in "([{") > DEEPEST:
        raise RefusedError(Obstacle.TOO_LONG)
    if "\0" in sql or any("\ud800" <= char <= "\udfff" for char in sql):
        raise RefusedError(Obstacle.SYNTAX)


def _refuse_other_statements(connection: Connection, sql: str) -> None:
    try:
        statements = connection.extract_statements(sql)
    except EngineError as error:
        raise RefusedError(Obstacle.SYNTAX, _near(str(error))) from None
    if not statements:
        raise RefusedError(Obstacle.EMPTY)
    if len(statements) > 1:
        raise RefusedError(Obstacle.SEVERAL)
    kind = _kind(statements[0])
    if kind == "MULTI":  # a PIVOT whose columns stand in no list: the engine would first make a type of them
        raise RefusedError(Obstacle.PIVOT)
    first = sql.split(maxsplit=1)[0].upper()
    if kind != "SELECT" or first in DESCRIBING:
        raise RefusedError(Obstacle.NOT_SELECT, first)


def _kind(statement: Any) -> str:
    """The kind of the statement; empty for one that the engine's Python face does not know (`UPDATE EXTENSIONS`)."""
    try:
        return str(statement.type.name)
    except ValueError:
        return ""


def _near(message: str) -> str:
    """The word at which the parser stopped."""
    _before, _mark, rest = message.partition('at or near "')
    return rest.partition('"\n')[0] if rest else ""


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object of the tree, without recursion; of a function that gives rows, its arguments alone."""
    left = [tree]
    while left:
        each = left.pop()
        if isinstance(each, dict):
            yield each
            is_rows = each.get("type") == "TABLE_FUNCTION"
            left.extend(
                each["function"]["arguments"] if is_rows and key == "function" else value for key, value in each.items()
            )
        elif isinstance(each, list):
            left.extend(each)


def _cte_names(node: dict[str, Any]) -> Iterator[str]:
    if isinstance(node.get("cte_map"), dict):
        yield from (each["key"] for each in node["cte_map"].get("map", ()))
    if "cte_name" in node:
        yield node["cte_name"]


def _named(node: dict[str, Any], views: frozenset[str], own: Collection[str]) -> Iterator[str]:
    """The view that a node of the tree names, if any; RefusedError for what no question needs."""
    type_ = str(node.get("type", ""))
    if type_.endswith("_NODE") and type_ not in ARE_SELECTS:
        raise RefusedError(Obstacle.WRITES, type_.split("_", maxsplit=1)[0])
    match type_:
        case "SHOW_REF":
            raise RefusedError(Obstacle.NOT_SELECT, "DESCRIBE")
        case "VALUE_PARAMETER":
            raise RefusedError(Obstacle.PARAMETER)
        case "TABLE_FUNCTION":
            _refuse_closed(node["function"]["function_name"].lower(), rows=True)
        case "FUNCTION":
            _refuse_closed(node["function_name"].lower(), rows=False)
        case "BASE_TABLE":
            yield from _view(node, views, own)


def _refuse_closed(name: str, *, rows: bool) -> None:
    """RefusedError for a function that is closed; of those that give rows, only three are open."""
    if name not in ROW_FUNCTIONS if rows else name in CLOSED or name.startswith(CLOSED_BEGINNINGS):
        raise RefusedError(Obstacle.FUNCTION_CLOSED, name)


def _view(node: dict[str, Any], views: frozenset[str], own: Collection[str]) -> Iterator[str]:
    """The view of that table, none for a name of the statement's own; RefusedError for any other."""
    name = str(node["table_name"])
    is_ours = not node["catalog_name"] and node["schema_name"] in SCHEMAS
    if is_ours and name.lower() in own:
        return
    if not is_ours or name.lower() not in views:
        written = ".".join(filter(None, (node["catalog_name"], node["schema_name"], name)))
        raise RefusedError(Obstacle.VIEW_UNKNOWN, written, sorted({*views, *own}))
    yield name.lower()
