"""Tables numbered anew from 1 without gaps, in the order of their rangs; a line without one keeps its place."""

from collections.abc import Sequence
from dataclasses import dataclass

from clsctl.engine.connection import Connection
from clsctl.finding import KEPT_PER_RULE, Place
from clsctl.ligne import cle

TABLE = "PARTITION BY exercice::SMALLINT, territoire_code, axe::SMALLINT"
FILE_ORDER = "source_::INTEGER, line_::BIGINT"
# A line without a rang follows the line of its table above it in the file; of equal rangs, the first in the file leads.
RENUMBERED = f"""
    CREATE OR REPLACE TEMP TABLE renumbered AS
    SELECT * EXCLUDE (behind), row_number() OVER ({TABLE} ORDER BY behind, {FILE_ORDER}) AS new_rang
    FROM (
      SELECT *, coalesce(last_value(rang::INTEGER IGNORE NULLS) OVER (
        {TABLE} ORDER BY {FILE_ORDER} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW), 0) AS behind
      FROM raw
    )
    ORDER BY {FILE_ORDER}
"""
RAW = """
    CREATE OR REPLACE TEMP VIEW raw AS
    SELECT * EXCLUDE (new_rang) REPLACE (new_rang::VARCHAR AS rang) FROM renumbered
"""
CHANGED = "FROM renumbered WHERE rang IS DISTINCT FROM new_rang::VARCHAR"
SHOWN = f"""
    SELECT exercice::SMALLINT, territoire_code, axe::SMALLINT, rang::INTEGER, new_rang, action,
      source_::INTEGER, line_::BIGINT
    {CHANGED} ORDER BY exercice::SMALLINT, territoire_code, axe::SMALLINT, new_rang LIMIT {KEPT_PER_RULE}
"""


@dataclass(frozen=True, slots=True)
class NewRang:
    """A line whose rang changes, with its label; `before` is its key as people cite it, None without a rang."""

    place: Place
    before: str | None
    after: str
    action: str


@dataclass(frozen=True, slots=True)
class Renumbering:
    """The first lines whose rangs change, and the number of all."""

    shown: tuple[NewRang, ...] = ()
    count: int = 0


def renumber(connection: Connection, names: Sequence[str]) -> Renumbering:
    """Give the lines of `raw` their new rangs; `names` are the files by their number in `raw`."""
    connection.execute(RENUMBERED)
    connection.execute(RAW)
    ((count,),) = connection.execute(f"SELECT count(*) {CHANGED}").fetchall()
    rows = connection.execute(SHOWN).fetchall()
    return Renumbering(
        tuple(
            NewRang(
                Place(names[source], line),
                None if before is None else cle(exercice, code, axe, before),
                cle(exercice, code, axe, after),
                action or "",
            )
            for exercice, code, axe, before, after, action, source, line in rows
        ),
        int(count),
    )
