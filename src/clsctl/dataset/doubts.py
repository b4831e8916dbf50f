"""What is allowed in lines and yet seldom meant: warnings, found by the engine over the careful copy."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from clsctl.dataset.engine import Connection
from clsctl.finding import KEPT_PER_RULE, Finding, FindingLog, Place, Rule
from clsctl.montant import montant_text
from clsctl.rules import (
    CUT_TEXT,
    DUPLICATE_LABEL,
    EDGE_SPACES,
    MIXED_APOSTROPHES,
    MOJIBAKE,
    OUTLYING_MONTANT,
)

TEXTS = ("objectif", "action", "remarque")
LABELS = ("objectif", "action")
# A French label ends in none of these words, nor in a mark that asks for more; Excel cuts at 255 in old formats.
CUT = (
    r"(?i)(^|[\s])(et|ou|de|du|des|la|le|les|à|au|aux|en|pour|par|sur|avec|dans|un|une|d['’]|l['’])$"
    r"|[,('’/]$|^.{255}$"
)
EDGES = r"^[\s\x{A0}\x{202F}\x{2009}]|[\s\x{A0}\x{202F}\x{2009}]$"
# Two bytes of UTF-8 that were read as two letters of Windows-1252, and what stands for a letter that was lost.
MISREAD = r"[ÃÅ][\x{80}-\x{BF}ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]|Â[\x{A0}-\x{BF}]|â€[\x{80}-\x{BF}œ™˜“”¦]?|\x{FFFD}"
# As many letters as the first, read as a byte, announces.
MISREAD_LETTER = re.compile("[\u00c2-\u00df][^\x00-\x7f]|[\u00e0-\u00ef][^\x00-\x7f]{2}|[\u00f0-\u00f4][^\x00-\x7f]{3}")
# Windows-1252 as letters of the same bytes; it leaves five bytes out, which readers then take as they are.
BYTES = {bytes([code]).decode("cp1252", "replace"): chr(code) for code in range(0x80, 0xA0)}
# Fewer amounts than this say nothing of what is usual.
ENOUGH = 8
FAR = 100


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A kind of warning: the rows that it is about, with source, line, column, value and further facts."""

    rule: Rule
    query: str
    facts: tuple[str, ...] = ()


def check_doubts(connection: Connection, names: Sequence[str], log: FindingLog) -> None:
    """Log each warning about the sound lines of `raw`; those past the kept ones are only counted.

    `names` are the files, by the number that `raw` gives each.
    """
    for doubt in _doubts():
        rows = connection.execute(
            f"SELECT *, count(*) OVER () FROM ({doubt.query}) ORDER BY 1, 2 LIMIT {KEPT_PER_RULE}"
        ).fetchall()
        log.extend(_finding(doubt, row, names) for row in rows)
        if rows:
            log.more(doubt.rule, rows[0][-1] - len(rows))


def _doubts() -> Iterator[_Doubt]:
    yield _Doubt(DUPLICATE_LABEL, REPEATED, ("other_source", "other_line"))
    yield _Doubt(OUTLYING_MONTANT, OUTLYING, ("axe", "low", "high"))
    # who wrote a remark has looked at the label
    yield _Doubt(CUT_TEXT, _matches(("action",), CUT) + " AND remarque IS NULL")
    yield _Doubt(EDGE_SPACES, _matches(TEXTS, EDGES))
    yield _Doubt(MIXED_APOSTROPHES, " UNION ALL ".join(_apostrophes(column) for column in LABELS), ("expected",))
    yield _Doubt(MOJIBAKE, _matches(TEXTS, MISREAD))


REPEATED = """
    SELECT source, line, 'action', action, other_source, other_line FROM (
      SELECT source_::INTEGER AS source, line_::BIGINT AS line, action,
        row_number() OVER same AS number,
        first_value(source_::INTEGER) OVER same AS other_source, first_value(line_::BIGINT) OVER same AS other_line
      FROM raw WHERE action IS NOT NULL
      WINDOW same AS (PARTITION BY exercice, territoire_code, axe, action, montant
        ORDER BY source_::INTEGER, line_::BIGINT)
    ) WHERE number > 1
"""
OUTLYING = f"""
    WITH priced AS (
      SELECT source_::INTEGER AS source, line_::BIGINT AS line, axe, montant::DECIMAL(18, 2) AS montant
      FROM raw WHERE montant::DECIMAL(18, 2) > 0
    ), usual AS (
      SELECT axe, quantile_disc(montant, 0.25) AS low, quantile_disc(montant, 0.75) AS high
      FROM priced GROUP BY axe HAVING count(*) >= {ENOUGH}
    )
    SELECT source, line, 'montant', montant, axe, low, high FROM priced JOIN usual USING (axe)
    WHERE montant > {FAR}::HUGEINT * high OR montant * {FAR}::HUGEINT < low
"""


def _matches(columns: Sequence[str], pattern: str) -> str:
    """The lines of which one of these columns has the pattern, once for each."""
    quoted = pattern.replace("'", "''")
    return " UNION ALL ".join(
        f"SELECT source_::INTEGER AS source, line_::BIGINT AS line, '{column}', {column} "
        f"FROM raw WHERE regexp_matches({column}, '{quoted}')"
        for column in columns
    )


def _apostrophes(column: str) -> str:
    """The lines that have the rarer of the two apostrophes, where a column has both."""
    return f"""
        SELECT source, line, '{column}', rare, usual FROM (
          SELECT source_::INTEGER AS source, line_::BIGINT AS line, {column} AS text,
            count_if(contains({column}, '''')) OVER () AS straight, count_if(contains({column}, '’')) OVER () AS curly,
            CASE WHEN straight >= curly THEN '’' ELSE '''' END AS rare,
            CASE WHEN straight >= curly THEN '''' ELSE '’' END AS usual
          FROM raw
        ) WHERE straight > 0 AND curly > 0 AND contains(text, rare)
    """


def _finding(doubt: _Doubt, row: tuple[Any, ...], names: Sequence[str]) -> Finding:
    source, line, column, value, *more, _count = row
    facts = dict(zip(doubt.facts, more, strict=True))
    if doubt.rule is DUPLICATE_LABEL:
        facts = {"other": Place(names[facts["other_source"]], facts["other_line"])}
    elif doubt.rule is OUTLYING_MONTANT:
        value = montant_text(value)
        facts |= {"low": montant_text(facts["low"]), "high": montant_text(facts["high"])}
    elif doubt.rule is MOJIBAKE:
        facts = {"expected": MISREAD_LETTER.sub(_mended, value)}
    return Finding(doubt.rule, Place(names[source], line, column), {"value": value, **facts})


def _mended(found: re.Match[str]) -> str:
    """The letter that these were, if they were one."""
    try:
        return "".join(BYTES.get(char, char) for char in found[0]).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return found[0]
