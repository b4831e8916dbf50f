"""Total rows: rows with a total's label and the exact sum of other rows; their euros would count twice.

Both signs are needed: of the 124 lines of 2025, eight happen to equal the sum of lines above them.
"""

from collections.abc import Iterator, Sequence

from clsctl.engine.connection import Connection
from clsctl.finding import KEPT_PER_RULE, Finding, FindingLog, Place
from clsctl.language import _
from clsctl.ligne import cle
from clsctl.rules.relations import TOTAL_ROW

# “Total Axe 1”, “Sous-total”, “Montant total du Pacte”, “Axe 1 – total”, “Ensemble”; not “Totalité des …”, nor “prise
# en charge totale”: within a sentence the word does not mark a sum. Labels are in small letters, classes ASCII only:
# those of Unicode take 30 ms to compile, in every run.
FIRST = r"(?:(?:sous|sub|s)\W{0,3})?tota(?:l|ux)"
NOUNS = (
    r"(?:grand|le|les|montants?|co(?:u|û)ts?|budgets?|sommes?|d(?:e|é)penses?|enveloppes?|financements?"
    r"|cr(?:e|é)dits?)"
)
TOTAL = (
    rf"^\W*(?:{FIRST}|{NOUNS}\s+tota(?:l|les?|ux))(?:\W|$)"
    rf"|(?:[-–—:;,./|(«»•]\s*|axe\s+\d+\s+){FIRST}\W*$"
    r"|^\W*(?:ensemble|cumul)\W*$"
)
# A cheap test that nearly all labels fail: 0.1 s of CPU for two million, half the cost of a pattern. Words that begin
# with a rare letter are searched everywhere, others only in short labels, a tenth of all published.
SHORT = 48  # bytes
MAYBE = f"""(contains(action, 'Tot') OR contains(action, 'TOT')
    OR contains(action, '-tot') OR contains(action, 'Montant tot')
    OR CASE WHEN strlen(action) < {SHORT} THEN contains(action, 'ota') OR contains(action, 'OTA')
      OR contains(lower(action), 'ensemble') OR contains(lower(action), 'cumul') ELSE false END)"""
IS_LABELLED = f"CASE WHEN {MAYBE} THEN regexp_matches(lower(action), '{TOTAL}') ELSE false END"

# Every line with its position among all, and of a table its year, territoire and axe; `found` are the totals so far.
NUMBERED = f"""
    CREATE OR REPLACE TEMP TABLE numbered AS
    SELECT row_number() OVER () AS n, exercice, territoire_code, axe, TRY_CAST(rang AS INTEGER) AS rang,
      coalesce(objectif, '') AS objectif, TRY_CAST(montant AS DECIMAL(18, 2)) AS montant,
      {IS_LABELLED} AND TRY_CAST(montant AS DECIMAL(18, 2)) > 0 AS labelled
    FROM raw
"""
# Totals of totals: of a sub-heading, an axe, a territoire, a year and the whole. A hostile file has as many levels as
# lines, and each takes 2 s for a million and a half lines; deeper ones appear once those above are deleted.
LEVELS, MANY = 5, 100_000
# Groups of lines that may be summed at any position.
GROUPS = (
    ("exercice", "territoire_code", "axe", "objectif"),
    ("exercice", "territoire_code", "axe"),
    ("exercice", "territoire_code"),
    ("exercice", "axe"),
    ("exercice",),
    ("axe",),
    (),
)
# A labelled row is a total of lines that are not totals: of all in one of its groups; of those since the previous
# total, or above it in its table; or of two or more consecutive ones directly above or below it. `p` is the running sum
# of the lines, `q` their number.
MORE = """
    WITH lines AS (
      SELECT *, sum(counted) OVER w AS p, sum((counted > 0)::BIGINT) OVER w AS q, count_if(is_total) OVER w AS section,
        sum(counted) OVER (PARTITION BY exercice, territoire_code, axe ORDER BY n) AS p_table
      FROM (
        SELECT numbered.*, found.n IS NOT NULL AS is_total,
          CASE WHEN found.n IS NULL THEN coalesce(montant, 0) ELSE 0 END AS counted
        FROM numbered LEFT JOIN found USING (n)
      ) WINDOW w AS (ORDER BY n)
    ), asked AS (
      SELECT lines.*, p - counted AS above, q - (counted > 0)::BIGINT AS q_above, coalesce(since, 0) AS since
      FROM lines LEFT JOIN (SELECT section, max(p) AS since FROM lines WHERE is_total GROUP BY 1) USING (section)
      WHERE labelled AND NOT is_total
    ), begins AS (
      SELECT p - counted AS sum, min(n) AS n, min(q) - 1 AS q FROM lines WHERE counted > 0 GROUP BY 1
    ), ends AS (
      SELECT p AS sum, max(n) AS n, max(q) AS q FROM lines WHERE counted > 0 GROUP BY 1
    )
    SELECT n FROM asked WHERE montant = above - since OR montant = p_table - counted
    UNION SELECT asked.n FROM asked JOIN begins ON begins.sum = asked.above - asked.montant
      WHERE begins.n < asked.n AND asked.q_above - begins.q >= 2
    UNION SELECT asked.n FROM asked JOIN ends ON ends.sum = asked.p + asked.montant
      WHERE ends.n > asked.n AND ends.q - asked.q >= 2
    {groups}
"""
GROUP = """
    UNION SELECT asked.n FROM asked JOIN (SELECT {names} sum(counted) AS sum FROM lines {by}) AS sums
      ON sums.sum = asked.montant + asked.counted {same}
"""
SHOWN = """
    SELECT source_::INTEGER, line_::BIGINT, numbered.exercice::SMALLINT, numbered.territoire_code,
      numbered.axe::SMALLINT, numbered.rang, origin.action,
      numbered.rang < (SELECT max(o.rang) FROM numbered o LEFT JOIN found f USING (n) WHERE f.n IS NULL
        AND (o.exercice, o.territoire_code, o.axe) = (numbered.exercice, numbered.territoire_code, numbered.axe))
    FROM (SELECT *, row_number() OVER () AS n FROM raw) AS origin
      JOIN numbered USING (n) JOIN found USING (n) ORDER BY 1, 2 LIMIT {limit}
"""


def has_total_rows(connection: Connection) -> bool:
    """True where a row of `raw` is a total."""
    return _find(connection, levels=1) > 0


def _find(connection: Connection, levels: int) -> int:
    """Insert the total rows into `found`; returns how many. Most files have no such label, by the count in the cube.

    A total of totals is found once those are known, one level later.
    """
    ((labelled,),) = connection.execute("SELECT coalesce(sum(labelled), 0) FROM cube").fetchall()
    if not labelled:
        return 0
    connection.execute(NUMBERED)
    connection.execute("CREATE OR REPLACE TEMP TABLE found (n BIGINT)")
    groups = "".join(_group(names) for names in GROUPS)
    count = 0
    for _level in range(levels if labelled < MANY else 1):
        connection.execute(f"INSERT INTO found {MORE.format(groups=groups)}")
        if count == (count := _found(connection)):
            break
    return count


def check_total_rows(connection: Connection, names: Sequence[str], log: FindingLog) -> Iterator[Finding]:
    """A finding for each total row of `raw`; those past the kept ones are only counted. `names` are the files."""
    if count := _find(connection, LEVELS):
        for source, line, exercice, code, axe, rang, action, has_more in connection.execute(
            SHOWN.format(limit=KEPT_PER_RULE)
        ).fetchall():
            then = _(", and close the gap in the rangs with clsctl fmt --renumber") if has_more else ""
            facts = {"value": action, "key": cle(exercice, code, axe, rang), "expected": then}
            yield Finding(TOTAL_ROW, Place(names[source], line, "montant"), facts)
        log.more(TOTAL_ROW, count - KEPT_PER_RULE)


def _found(connection: Connection) -> int:
    ((count,),) = connection.execute("SELECT count(*) FROM found").fetchall()
    return int(count)


def _group(names: Sequence[str]) -> str:
    listed = ", ".join(names)
    same = "".join(f" AND sums.{name} = asked.{name}" for name in names)
    return GROUP.format(names=f"{listed}," if names else "", by=f"GROUP BY {listed}" if names else "", same=same)
