"""Faults between lines: a repeated key, a hole in a table's rangs."""

from collections.abc import Iterator, Sequence
from typing import Any

from clsctl.engine.connection import FETCHED_AT_ONCE, Connection
from clsctl.finding import KEPT_PER_RULE, Finding, FindingLog, Place
from clsctl.ligne import cle
from clsctl.rules.relations import DUPLICATE_KEY, RANG_HOLE
from clsctl.verdict.doubtful_keys import Strays

# Tables whose rangs are not 1 to n, each once in plain digits: a repeated key, or a lost line. They are found by count
# and the sum of the 64-bit hashes of their texts, which another set of n texts matches once in 10^19; sorting would
# cost as much as everything else.
UNFIT = """
    WITH tables AS (
      SELECT exercice::SMALLINT AS exercice, territoire_code, axe::SMALLINT AS axe,
        sum(lignes) AS lignes, sum(fingerprint) AS fingerprint
      FROM cube GROUP BY ALL
    ), wanted AS (
      SELECT lignes,
        (SELECT sum(hash(rang::VARCHAR)) FROM range(1, lignes::BIGINT + 1) AS rangs(rang)) AS fingerprint
      FROM (SELECT DISTINCT lignes FROM tables)
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
AFTER_A_HOLE = "rang > coalesce(rang_before, 0) + 1"


def rangs_fit(connection: Connection) -> bool:
    """True where the rangs of each table are 1 to n: no repeated key, no lost line."""
    return connection.execute(f"SELECT count(*) FROM ({UNFIT})").fetchone() == (0,)


def check_relations(connection: Connection, names: Sequence[str], strays: Strays, log: FindingLog) -> Iterator[Finding]:
    """A finding for each repeated key and each run of missing rangs that no stray may fill.

    `names` are the files by their number in `raw`; findings past those kept are only counted.
    """
    if rangs_fit(connection):
        return
    for condition, rule, shown in ((REPEATED, DUPLICATE_KEY, _duplicate), (AFTER_A_HOLE, RANG_HOLE, _hole)):
        found = connection.execute(f"SELECT * FROM ({ORDERED}) WHERE {condition} ORDER BY source, line")
        count = 0
        while rows := found.fetchmany(FETCHED_AT_ONCE):
            for row in rows:
                if rule is DUPLICATE_KEY or not _is_astray(row, strays):
                    count += 1
                    if count <= KEPT_PER_RULE:
                        yield shown(row, names)
        log.more(rule, count - KEPT_PER_RULE)


def _is_astray(row: tuple[Any, ...], strays: Strays) -> bool:
    exercice, code, axe, rang, _source, _line, before, *_more = row
    return strays.may_fill((exercice, code, axe), (before or 0) + 1, rang - 1)


def _duplicate(row: tuple[Any, ...], names: Sequence[str]) -> Finding:
    exercice, code, axe, rang, source, line, _before, first_source, first_line, _last = row
    other = Place(names[first_source], first_line)
    place = Place(names[source], line, "rang")
    return Finding(DUPLICATE_KEY, place, {"value": cle(exercice, code, axe, rang), "other": other})


def _hole(row: tuple[Any, ...], names: Sequence[str]) -> Finding:
    exercice, code, axe, rang, source, line, before, _first_source, _first_line, last = row
    low, high = (before or 0) + 1, rang - 1
    missing = str(low) if low == high else f"{low}-{high}"
    facts = {"value": missing, "table": f"{exercice}-{code}-{axe}", "high": last}
    return Finding(RANG_HOLE, Place(names[source], line, "rang"), facts)
