"""Warnings about lines: allowed but rarely intended, found by the engine after either reading."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from clsctl.engine.connection import Connection
from clsctl.finding import KEPT_PER_RULE, Finding, FindingLog, Place, Rule
from clsctl.language import _, language
from clsctl.montant import display_montant
from clsctl.rules.warnings import CUT_TEXT, DUPLICATE_LABEL, EDGE_SPACES, MIXED_APOSTROPHES, MOJIBAKE, OUTLYING_MONTANT
from clsctl.verdict.line_numbers import Places
from clsctl.verdict.marks import CURLY, LABELS, STRAIGHT, TEXTS, create_marks, texts_of

# The number of bytes that the first one, read as UTF-8, announces.
MISREAD_LETTER = re.compile("[\u00c2-\u00df][^\x00-\x7f]|[\u00e0-\u00ef][^\x00-\x7f]{2}|[\u00f0-\u00f4][^\x00-\x7f]{3}")
# Windows-1252 as letters of the same bytes; its five undefined bytes map to themselves, as in readers.
BYTES = {bytes([code]).decode("cp1252", "replace"): chr(code) for code in range(0x80, 0xA0)}
# The remains of a letter lost for good, or misread twice.
LOST = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffdÃÅ]|â€|Â(?![A-Za-z])")
COLUMNS = (*TEXTS, "montant")
# The fewest amounts that define a usual range.
ENOUGH = 8
FAR = 100


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A kind of warning: a query for the numbers of its lines, the column of each, and its facts.

    `occurs` is an aggregate of the marks: the query is asked only where it is true.
    """

    rule: Rule
    query: str
    facts: tuple[str, ...] = ()
    occurs: str = "true"


@dataclass(frozen=True, slots=True)
class _Doubtful:
    """A line with a warning, before its place and texts are known."""

    rule: Rule
    number: int
    column: str
    facts: Mapping[str, Any]

    @property
    def numbers(self) -> Iterator[int]:
        """The lines in its sentence: its own, and another of the same label."""
        yield self.number
        if "other" in self.facts:
            yield self.facts["other"]


def check_doubts(connection: Connection, places: Places, log: FindingLog) -> None:
    """Log each warning about the lines of `raw`, whose cells fit; those past the kept ones are only counted.

    The rules read only the marks; places and texts are fetched for the few lines shown.
    """
    create_marks(connection)
    found: list[_Doubtful] = []
    for doubt in _occurring(connection):
        rows = connection.execute(
            f"SELECT *, count(*) OVER () FROM ({doubt.query}) ORDER BY 1, 2 LIMIT {KEPT_PER_RULE}"
        ).fetchall()
        for number, column, *facts, _count in rows:
            found.append(_Doubtful(doubt.rule, number, COLUMNS[column], dict(zip(doubt.facts, facts, strict=True))))
        if rows:
            log.more(doubt.rule, rows[0][-1] - len(rows))
    numbers = {number for doubtful in found for number in doubtful.numbers}
    placed, texts = places(numbers), texts_of(connection, numbers)
    still_there = placed.keys() & texts.keys()  # all, unless the file is truncated in the meantime, and then refused
    log.extend(_finding(each, placed, texts[each.number]) for each in found if still_there.issuperset(each.numbers))


def _occurring(connection: Connection) -> Iterator[_Doubt]:
    """The kinds of warnings that some line's marks allow: one short query in place of four for most files."""
    doubts = tuple(_doubts())
    occurs = connection.execute(f"SELECT {', '.join(doubt.occurs for doubt in doubts)} FROM marks").fetchone() or ()
    return (doubt for doubt, occurs_here in zip(doubts, occurs, strict=True) if occurs_here)


def _doubts() -> Iterator[_Doubt]:
    yield _Doubt(DUPLICATE_LABEL, REPEATED, ("other",))
    yield _Doubt(OUTLYING_MONTANT, OUTLYING, ("value", "axe", "low", "high"))
    yield _Doubt(CUT_TEXT, _marked("cut", ("action",)), occurs=_any_marked("cut", ("action",)))
    yield _Doubt(EDGE_SPACES, _marked("edged", TEXTS), occurs=_any_marked("edged", TEXTS))
    has_both = " OR ".join(f"bool_or(straight_{name}) AND bool_or(curly_{name})" for name in LABELS)
    mixed = " UNION ALL ".join(map(_apostrophes, LABELS))
    yield _Doubt(MIXED_APOSTROPHES, mixed, ("value", "expected"), has_both)
    yield _Doubt(MOJIBAKE, _marked("misread", TEXTS), occurs=_any_marked("misread", TEXTS))


REPEATED = f"""
    SELECT number, {COLUMNS.index("action")}, other FROM (
      SELECT rowid AS number, first_value(rowid) OVER same AS other
      FROM marks WHERE label IS NOT NULL WINDOW same AS (PARTITION BY label, axe, montant ORDER BY rowid)
    ) WHERE number > other
"""
OUTLYING = f"""
    WITH usual AS (
      SELECT axe, quantile_disc(montant, 0.25) AS low, quantile_disc(montant, 0.75) AS high
      FROM marks WHERE montant > 0 GROUP BY axe HAVING count(*) >= {ENOUGH}
    )
    SELECT marks.rowid, {COLUMNS.index("montant")}, montant, axe, low, high FROM marks JOIN usual USING (axe)
    WHERE montant > 0 AND (montant > {FAR}::HUGEINT * high OR montant * {FAR}::HUGEINT < low)
"""


def _marked(mark: str, columns: Sequence[str]) -> str:
    """The lines with the mark in one of these columns, once for each."""
    return " UNION ALL ".join(
        f"SELECT rowid, {COLUMNS.index(column)} FROM marks WHERE {mark}_{column}" for column in columns
    )


def _any_marked(mark: str, columns: Sequence[str]) -> str:
    """An aggregate that is true where a line has the mark in one of these columns."""
    return " OR ".join(f"bool_or({mark}_{column})" for column in columns)


def _apostrophes(column: str) -> str:
    """The lines with the rarer of the two apostrophes, where a column has both."""
    straight, curly = f"straight_{column}", f"curly_{column}"
    return f"""
        SELECT rowid, {COLUMNS.index(column)},
          CASE WHEN curly_is_rare THEN '{CURLY}' ELSE '{STRAIGHT * 2}' END,
          CASE WHEN curly_is_rare THEN '{STRAIGHT * 2}' ELSE '{CURLY}' END
        FROM marks, (SELECT count_if({straight}) >= count_if({curly}) AS curly_is_rare FROM marks
          HAVING count_if({straight}) > 0 AND count_if({curly}) > 0)
        WHERE CASE WHEN curly_is_rare THEN {curly} ELSE {straight} END
    """


def _finding(doubtful: _Doubtful, places: Mapping[int, Place], texts: Mapping[str, str]) -> Finding:
    """The warning with the value as the file has it, and the certain correction, if any."""
    place = replace(places[doubtful.number], column=doubtful.column)
    facts = {"value": texts.get(doubtful.column), **doubtful.facts}
    if doubtful.rule is DUPLICATE_LABEL:
        facts["other"] = places[facts["other"]]
    elif doubtful.rule is OUTLYING_MONTANT:
        facts |= {name: display_montant(facts[name], language()) for name in ("value", "low", "high")}
    elif doubtful.rule is MOJIBAKE:
        facts["expected"] = _surely(texts[doubtful.column])
    return Finding(doubtful.rule, place, facts)


def _surely(text: str) -> str:
    """The certain original of the text, as the end of a sentence; empty where any of it is uncertain."""
    mended = MISREAD_LETTER.sub(_mended, text)
    if mended == text or LOST.search(mended):
        return ""
    return _(": the original is {text}").format(text=mended)


def _mended(found: re.Match[str]) -> str:
    """The letter that these were, if they were one."""
    try:
        return "".join(BYTES.get(char, char) for char in found[0]).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return found[0]
