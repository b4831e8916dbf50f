"""The doubts about themes of lines: a line without one, a theme without its line, another label than the line's."""

from collections.abc import Iterator, Sequence

from clsctl.engine.connection import CLE, Connection, create_lignes, create_themed
from clsctl.finding import Finding, FindingLog, Place
from clsctl.rules.warnings import LINE_WITHOUT_THEME, ORPHAN_THEME, OTHER_LABEL
from clsctl.sheets.sheet import Sheet
from clsctl.verdict.records import Record, read_records
from clsctl.vocabulary.schema import Schema

ENOUGH = 20  # of each kind are named


def check_themes(connection: Connection, sheets: Sequence[tuple[Sheet, Schema]], name: str, doubts: FindingLog) -> None:
    """Log the doubts about the themes of sound lines; `name` is the file of the lines."""
    records = [(sheet, record) for sheet, schema in sheets for record in read_records(sheet, schema, FindingLog())]
    if not records:
        return
    create_lignes(connection)
    create_themed(connection, [(each.text("cle"), each.text("action"), each.text("theme"), []) for _s, each in records])
    known = dict(
        connection.execute(
            f"SELECT {CLE} AS cle, action FROM lignes WHERE {CLE} IN (SELECT cle FROM line_themes)"
        ).fetchall()
    )
    doubts.extend(_of_records(records, known))
    years = sorted({each.text("cle").partition("-")[0] for _sheet, each in records})
    bare = connection.execute(
        f"SELECT {CLE}, action FROM themed WHERE theme = '' AND list_contains(?, exercice::VARCHAR) ORDER BY 1", [years]
    ).fetchall()
    for cle, action in bare[:ENOUGH]:
        if cle not in known:
            doubts.add(Finding(LINE_WITHOUT_THEME, Place(name), {"cle": cle, "value": action}))
    doubts.more(LINE_WITHOUT_THEME, sum(cle not in known for cle, _action in bare[ENOUGH:]))


def _of_records(records: Sequence[tuple[Sheet, Record]], known: dict[str, str]) -> Iterator[Finding]:
    for sheet, record in records:
        cle, action = record.text("cle"), record.text("action")
        if cle not in known:
            yield Finding(ORPHAN_THEME, Place(sheet.name, record.line, "cle"), {"cle": cle})
        elif known[cle] != action:
            facts = {"cle": cle, "value": action, "expected": known[cle]}
            yield Finding(OTHER_LABEL, Place(sheet.name, record.line, "action"), facts)
