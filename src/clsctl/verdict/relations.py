"""Faults between lines: a repeated key, a hole in a table's rangs, a line without one."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from clsctl.engine.connection import FETCHED_AT_ONCE, Connection
from clsctl.finding import KEPT_PER_RULE, Finding, FindingLog, Place
from clsctl.ligne import cle
from clsctl.rules.relations import DUPLICATE_KEY, MISSING_RANG, RANG_HOLE
from clsctl.verdict.doubtful_keys import Strays
from clsctl.verdict.rangs.free_rangs import FreeRangs
from clsctl.vocabulary.cells import Value

Row = tuple[Any, ...]

# Tables whose rangs are not 1 to n, each once in plain digits: a repeated key, or a lost line. They are found by count
# and the sum of the 64-bit hashes of their texts, which another set of n texts matches once in 10^19; sorting would
# cost as much as everything else.
UNFIT = """
    WITH tables AS (
      SELECT exercice::SMALLINT AS exercice, territoire_code, axe::SMALLINT AS axe,
        sum(lignes) AS lignes, sum(fingerprint) AS fingerprint
      FROM cube GROUP BY ALL
    ), wanted AS (
      SELECT lignes, sum(hash(rang::VARCHAR)) AS fingerprint
      FROM (SELECT lignes, unnest(range(1, lignes::BIGINT + 1)) AS rang FROM (SELECT DISTINCT lignes FROM tables))
      GROUP BY lignes
    )
    SELECT exercice, territoire_code, axe FROM tables JOIN wanted USING (lignes)
    WHERE tables.fingerprint IS DISTINCT FROM wanted.fingerprint
"""
# Their rangs in order, with the previous line of the same table.
ORDERED = f"""
    SELECT exercice::SMALLINT AS exercice, territoire_code, axe::SMALLINT AS axe, rang::INTEGER AS rang,
      source_::INTEGER AS source, line_::BIGINT AS line,
      lag(rang::INTEGER) OVER tableau AS rang_before,
      first_value(source_::INTEGER) OVER same AS first_source, first_value(line_::BIGINT) OVER same AS first_line,
      max(rang::INTEGER) OVER whole AS last_rang
    FROM raw
    WHERE (exercice::SMALLINT, territoire_code, axe::SMALLINT) IN ({UNFIT})
    WINDOW
      whole AS (PARTITION BY exercice::SMALLINT, territoire_code, axe::SMALLINT),
      tableau AS (whole ORDER BY rang::INTEGER, source_::INTEGER, line_::BIGINT),
      same AS (PARTITION BY exercice::SMALLINT, territoire_code, axe::SMALLINT, rang::INTEGER
        ORDER BY source_::INTEGER, line_::BIGINT)
"""
REPEATED = "rang = rang_before"
REPEATED_BY_TABLE = f"SELECT exercice, territoire_code, axe, count(*) FROM ({ORDERED}) WHERE {REPEATED} GROUP BY ALL"
AFTER_A_HOLE = "rang > coalesce(rang_before, 0) + 1"


def rangs_fit(connection: Connection) -> bool:
    """True where the rangs of each table are 1 to n: no repeated key, no lost line."""
    return connection.execute(f"SELECT count(*) FROM ({UNFIT})").fetchone() == (0,)


def check_relations(connection: Connection, names: Sequence[str], strays: Strays, log: FindingLog) -> Iterator[Finding]:
    """A finding for each line without a rang, each repeated key and each run of missing rangs that no stray may fill.

    `names` are the files by their number in `raw`; findings past those kept are only counted.
    """
    free = FreeRangs(connection, strays)
    yield from (_unnumbered(place, table, free) for place, table in strays.unnumbered)
    log.more(MISSING_RANG, strays.unnumbered_count - KEPT_PER_RULE)
    if rangs_fit(connection):
        return
    duplicates, count = _first(connection, REPEATED, lambda _row: True)
    yield from (_duplicate(row, names, free) for row in duplicates)
    log.more(DUPLICATE_KEY, count - KEPT_PER_RULE)
    for *table, repeated in connection.execute(REPEATED_BY_TABLE).fetchall():
        strays.add_repeated(table, repeated)
    holes, count = _first(connection, AFTER_A_HOLE, lambda row: not _is_astray(row, strays))
    yield from (_hole(row, names) for row in holes)
    log.more(RANG_HOLE, count - KEPT_PER_RULE)


def _first(connection: Connection, condition: str, counts: Callable[[Row], bool]) -> tuple[list[Row], int]:
    """The first lines of that condition, and the number of all."""
    found = connection.execute(f"SELECT * FROM ({ORDERED}) WHERE {condition} ORDER BY source, line")
    first: list[Row] = []
    count = 0
    while rows := found.fetchmany(FETCHED_AT_ONCE):
        for row in filter(counts, rows):
            count += 1
            if count <= KEPT_PER_RULE:
                first.append(row)
    return first, count


def _is_astray(row: Row, strays: Strays) -> bool:
    exercice, code, axe, rang, _source, _line, before, *_more = row
    return strays.may_fill((exercice, code, axe), (before or 0) + 1, rang - 1)


def _unnumbered(place: Place, table: Sequence[Value], free: FreeRangs) -> Finding:
    return Finding(MISSING_RANG, place, {"free": free.next_of(table), "table": "-".join(map(str, table))})


def _duplicate(row: Row, names: Sequence[str], free: FreeRangs) -> Finding:
    exercice, code, axe, rang, source, line, _before, first_source, first_line, _last = row
    other = Place(names[first_source], first_line)
    place = Place(names[source], line, "rang")
    facts = {"value": cle(exercice, code, axe, rang), "other": other, "free": free.next_of((exercice, code, axe))}
    return Finding(DUPLICATE_KEY, place, facts)


def _hole(row: Row, names: Sequence[str]) -> Finding:
    exercice, code, axe, rang, source, line, before, _first_source, _first_line, last = row
    low, high = (before or 0) + 1, rang - 1
    missing = str(low) if low == high else f"{low}-{high}"
    facts = {"value": missing, "table": f"{exercice}-{code}-{axe}", "high": last}
    return Finding(RANG_HOLE, Place(names[source], line, "rang"), facts)
