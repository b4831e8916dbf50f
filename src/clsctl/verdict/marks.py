"""The `marks` table: one flag per warning and line, built in one scan, a few bytes per line.

Its rows are those of `raw` in file order: the `rowid` of a line is its position.
"""

from collections.abc import Collection, Mapping

from clsctl.engine.connection import Connection
from clsctl.engine.paths import sql_literal

TEXTS = ("objectif", "action", "remarque")
LABELS = ("objectif", "action")
STRAIGHT, CURLY = "'", "’"
SPACES = "\t\n\f\r \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
# Words and marks that do not end a French label; Excel cuts at 255 characters in old formats.
CUT = (
    r"(?i)(^|\s)(et|ou|de|du|des|la|le|les|à|au|aux|en|pour|par|sur|avec|dans|un|une|d['’]|l['’])$"
    r"|[,('’/]$"
)
CUT_END, CUT_LENGTH = 8, 255  # characters: more than the longest of these words with its space
# Two bytes of UTF-8 read as two letters of Windows-1252, and the replacement for a lost letter.
MISREAD = r"[ÃÅ][\x{80}-\x{BF}ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]|Â[\x{A0}-\x{BF}]|â€[\x{80}-\x{BF}œ™˜“”¦]?|\x{FFFD}"
MISREAD_HEADS = ("Ã", "Å", "Â", "â€", "\N{REPLACEMENT CHARACTER}")  # first characters of each: found five times as fast


def create_marks(connection: Connection) -> None:
    """Build `marks` from `raw`, whose cells fit their columns.

    Lines of one territoire and year with the same label share `label`, a hash; in ten million lines, two others
    collide, with the same axe and amount, in one of 10^9 files.
    """
    columns = [
        "source_::INTEGER AS source",
        "axe::SMALLINT AS axe",
        "montant::DECIMAL(18, 2) AS montant",
        "CASE WHEN action IS NOT NULL THEN hash(exercice::SMALLINT, territoire_code, action) END AS label",
        # a remark shows that the label was reviewed
        f"coalesce(remarque, '') = '' AND {_cut('action')} AS cut_action",
        *(f"{_edged(name)} AS edged_{name}" for name in TEXTS),
        *(f"{_misread(name)} AS misread_{name}" for name in TEXTS),
        *(f"contains({name}, {sql_literal(STRAIGHT)}) AS straight_{name}" for name in LABELS),
        *(f"contains({name}, {sql_literal(CURLY)}) AS curly_{name}" for name in LABELS),
    ]
    connection.execute(f"CREATE OR REPLACE TEMP TABLE marks AS SELECT {', '.join(columns)} FROM raw")


def texts_of(connection: Connection, numbers: Collection[int]) -> Mapping[int, Mapping[str, str]]:
    """The texts of the lines numbered `numbers`, from 0, by column; one more scan, up to the last."""
    if not numbers:
        return {}
    rows = connection.execute(
        f"SELECT * FROM (SELECT row_number() OVER () - 1 AS number, {', '.join(TEXTS)} FROM raw LIMIT ?) "
        "WHERE list_contains(?, number)",
        [max(numbers) + 1, list(numbers)],
    ).fetchall()
    return {number: dict(zip(TEXTS, texts, strict=True)) for number, *texts in rows}


def _cut(name: str) -> str:
    return f"(regexp_matches({name}[-{CUT_END}:], {sql_literal(CUT)}) OR length({name}) = {CUT_LENGTH})"


def _edged(name: str) -> str:
    spaces = sql_literal(SPACES)  # half the time of a list of them; indexes take a third of that of `left` and `right`
    return f"(contains({spaces}, {name}[1]) OR contains({spaces}, {name}[-1]))"


def _misread(name: str) -> str:
    heads = " OR ".join(f"contains({name}, {sql_literal(head)})" for head in MISREAD_HEADS)
    # AND would evaluate both
    return f"CASE WHEN {heads} THEN regexp_matches({name}, {sql_literal(MISREAD)}) ELSE false END"
