"""The refusals of an SQL question, in our own words: the engine's messages are for those who know its inside."""

from collections.abc import Iterable, Mapping

from clsctl.engine.statement import Obstacle, RefusedError
from clsctl.errors import UsageError
from clsctl.language import _, mark
from clsctl.vocabulary.suggestions import did_you_mean, nearest

LONGEST_NAME = 100  # characters of a name that are printed
TABLES = mark("See clsctl sql --tables.")
NARROW = mark("Narrow the question with WHERE, sum with GROUP BY, or add LIMIT.")
# For each fault the fact and the remedy; `{name}` is the word at fault.
SENTENCES: Mapping[Obstacle, tuple[str, str]] = {
    Obstacle.EMPTY: (mark("The SQL is empty."), mark('Write a SELECT: clsctl sql "SELECT * FROM lignes".')),
    Obstacle.TOO_LONG: (mark("The SQL is too long or too deeply nested."), mark("Ask in smaller steps.")),
    Obstacle.SYNTAX: (mark("The SQL cannot be read."), mark("Write one SELECT in the SQL of DuckDB.")),
    Obstacle.SEVERAL: (mark("The SQL is several statements."), mark("Write one SELECT.")),
    Obstacle.PIVOT: (
        mark("A PIVOT needs the list of its columns."),
        mark("Write ON axe IN (1, 2, 3, 4) in place of ON axe."),
    ),
    Obstacle.NOT_SELECT: (
        mark("{name} is not a SELECT: clsctl sql only reads."),
        mark("Write one SELECT; clsctl sql --tables describes the views."),
    ),
    Obstacle.WRITES: (mark("The SQL contains {name}: clsctl sql only reads."), mark("Write one SELECT.")),
    Obstacle.PARAMETER: (mark("A parameter such as ? or $1 has no value."), mark("Write the value in its place.")),
    Obstacle.FUNCTION_CLOSED: (
        mark("The function {name} is not available in clsctl sql."),
        mark("Ask the views; other files are named with --data. For numbers in order: FROM range(10)."),
    ),
    Obstacle.FUNCTION_UNKNOWN: (mark("The function {name} does not exist."), mark("Use a function of DuckDB.")),
    Obstacle.VIEW_UNKNOWN: (mark("The view “{name}” does not exist."), TABLES),
    Obstacle.COLUMN_UNKNOWN: (mark("The column “{name}” does not exist."), TABLES),
    Obstacle.COLUMN_AMBIGUOUS: (
        mark("The column “{name}” stands in several views."),
        mark("Put the view before it: lignes.montant."),
    ),
    Obstacle.COLUMN_UNGROUPED: (
        mark("The column “{name}” is neither grouped nor summed."),
        mark("Add it to GROUP BY, or write GROUP BY ALL."),
    ),
    Obstacle.TYPES: (
        mark("The function {name} does not take values of these types."),
        mark("See the types: clsctl sql --tables."),
    ),
    Obstacle.VALUE: (
        mark("A value does not fit its type, or its function."),
        mark("Use try_cast, and compare numbers with numbers: axe = 1."),
    ),
    Obstacle.UNSHOWN_TYPE: (
        mark("The column “{name}” has a type that a table cannot show."),
        mark("Make it a text: CAST(… AS VARCHAR)."),
    ),
    Obstacle.SAME_NAME: (mark("Two columns have the name “{name}”."), mark("Name one of them with AS.")),
    Obstacle.TIME: (
        mark("The question took too long."),
        mark("Narrow it, or allow more seconds: --timeout 60."),
    ),
    Obstacle.MEMORY: (mark("The question needs too much memory."), NARROW),
    Obstacle.TOO_LARGE: (mark("The answer is too large."), NARROW),
    Obstacle.OTHER: (mark("The question cannot be answered as it is written."), TABLES),
}
NEAR = mark("The SQL cannot be read near “{name}”.")


def refusal(error: RefusedError, columns: Iterable[str]) -> UsageError:
    """The refusal of a question; `columns` are the names that it may have meant."""
    fact, remedy = SENTENCES[error.obstacle]
    if error.obstacle is Obstacle.SYNTAX and error.name:
        fact = NEAR
    known = {Obstacle.VIEW_UNKNOWN: error.known, Obstacle.COLUMN_UNKNOWN: columns}.get(error.obstacle, ())
    near = nearest(error.name, known) if error.name else ()
    said = _(fact).format(name=error.name[:LONGEST_NAME])
    return UsageError(said, did_you_mean(near) if near else _(remedy))
