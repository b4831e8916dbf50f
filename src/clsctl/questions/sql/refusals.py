"""The refusals of an SQL question, in our own words: the engine's messages are for those who know its inside."""

from collections.abc import Iterable, Mapping

from clsctl.engine.statement import Fault, RefusedError
from clsctl.errors import UsageError
from clsctl.language import _, mark
from clsctl.vocabulary.suggest import did_you_mean, nearest

LONGEST_NAME = 100  # characters of a name that are printed
TABLES = mark("See clsctl sql --tables.")
NARROW = mark("Narrow the question with WHERE, sum with GROUP BY, or add LIMIT.")
# For each fault the fact and the remedy; `{name}` is the word at fault.
SENTENCES: Mapping[Fault, tuple[str, str]] = {
    Fault.EMPTY: (mark("The SQL is empty."), mark('Write a SELECT: clsctl sql "SELECT * FROM lignes".')),
    Fault.TOO_LONG: (mark("The SQL is too long or too deeply nested."), mark("Ask in smaller steps.")),
    Fault.SYNTAX: (mark("The SQL cannot be read."), mark("Write one SELECT in the SQL of DuckDB.")),
    Fault.SEVERAL: (mark("The SQL is several statements."), mark("Write one SELECT.")),
    Fault.PIVOT: (
        mark("A PIVOT needs the list of its columns."),
        mark("Write ON axe IN (1, 2, 3, 4) in place of ON axe."),
    ),
    Fault.NOT_SELECT: (
        mark("{name} is not a SELECT: clsctl sql only reads."),
        mark("Write one SELECT; clsctl sql --tables describes the views."),
    ),
    Fault.WRITES: (mark("The SQL contains {name}: clsctl sql only reads."), mark("Write one SELECT.")),
    Fault.PARAMETER: (mark("A parameter such as ? or $1 has no value."), mark("Write the value in its place.")),
    Fault.FUNCTION_CLOSED: (
        mark("The function {name} is not available in clsctl sql."),
        mark("Ask the views; other files are named with --data. For numbers in order: FROM range(10)."),
    ),
    Fault.FUNCTION_UNKNOWN: (mark("The function {name} does not exist."), mark("Use a function of DuckDB.")),
    Fault.VIEW_UNKNOWN: (mark("There is no view “{name}”."), TABLES),
    Fault.COLUMN_UNKNOWN: (mark("There is no column “{name}” there."), TABLES),
    Fault.COLUMN_AMBIGUOUS: (
        mark("The column “{name}” stands in several views."),
        mark("Put the view before it: lignes.montant."),
    ),
    Fault.COLUMN_UNGROUPED: (
        mark("The column “{name}” is neither grouped nor summed."),
        mark("Add it to GROUP BY, or write GROUP BY ALL."),
    ),
    Fault.TYPES: (
        mark("The function {name} does not take values of these types."),
        mark("See the types: clsctl sql --tables."),
    ),
    Fault.VALUE: (
        mark("A value does not fit its type, or its function."),
        mark("Use try_cast, and compare numbers with numbers: axe = 1."),
    ),
    Fault.UNSHOWN_TYPE: (
        mark("The column “{name}” has a type that a table cannot show."),
        mark("Make it a text: CAST(… AS VARCHAR)."),
    ),
    Fault.SAME_NAME: (mark("Two columns have the name “{name}”."), mark("Name one of them with AS.")),
    Fault.TIME: (
        mark("The question took too long."),
        mark("Narrow it, or allow more seconds: --timeout 60."),
    ),
    Fault.MEMORY: (mark("The question needs too much memory."), NARROW),
    Fault.TOO_LARGE: (mark("The answer is too large."), NARROW),
    Fault.OTHER: (mark("The question cannot be answered as it is written."), TABLES),
}
NEAR = mark("The SQL cannot be read near “{name}”.")


def refusal(error: RefusedError, columns: Iterable[str]) -> UsageError:
    """The refusal of a question; `columns` are the names that it may have meant."""
    fact, remedy = SENTENCES[error.fault]
    if error.fault is Fault.SYNTAX and error.name:
        fact = NEAR
    known = {Fault.VIEW_UNKNOWN: error.known, Fault.COLUMN_UNKNOWN: columns}.get(error.fault, ())
    near = nearest(error.name, known) if error.name else ()
    said = _(fact).format(name=error.name[:LONGEST_NAME])
    return UsageError(said, did_you_mean(near) if near else _(remedy))
