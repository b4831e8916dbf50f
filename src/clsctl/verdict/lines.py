"""The verdict on the lines: sound after one fast reading, or every fault with its place after a careful one."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from clsctl.engine.connection import LINE_BYTES, Connection, EngineError, create_cube, create_raw, scan
from clsctl.finding import FindingLog, Findings, InvalidDataError, Place
from clsctl.sheets.sheet import Sheet
from clsctl.sheets.sources import Source, refuse_vast
from clsctl.verdict.header import header_faults, header_notes
from clsctl.verdict.long_lines import has_long_line
from clsctl.verdict.rangs.renumbering import Renumbering, renumber
from clsctl.verdict.references import reference_faults
from clsctl.verdict.relations import check_relations, rangs_fit
from clsctl.verdict.total_rows import IS_LABELLED, check_total_rows, has_total_rows
from clsctl.vocabulary.cells import canonical, fitting
from clsctl.vocabulary.referentiel import Referentiel
from clsctl.vocabulary.schema import Schema

if TYPE_CHECKING:
    from clsctl.verdict.mending import Mending

# The engine's planning time for a scan grows with the square of its columns.
WIDEST = 1000
# More tables than any country has in a century: nearly all would be of unknown codes.
MOST_GROUPS = 100_000


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of a reading: `keep_extras` adds the undeclared cells to `raw`, `renumbers` mends the rangs."""

    keep_extras: bool = False
    renumbers: bool = False


PLAIN = Asked()


def load(
    connection: Connection,
    sheets: Sequence[Sheet],
    sources: Sequence[Source],
    schema: Schema,
    referentiel: Referentiel,
    spool: Path,
    asked: Asked = PLAIN,
) -> tuple[tuple[str, ...], Renumbering]:
    """Load `raw` and `cube` of sound data into the engine; InvalidDataError with every finding otherwise.

    Returns the notes on the files, and the rangs changed.
    """
    if not asked.keep_extras and is_sound(connection, sources, sheets, schema, referentiel):
        return notes(sources, sheets), Renumbering()
    from clsctl.verdict.mending import Mending  # noqa: PLC0415 (only lines at fault pay for a careful reading)

    mending = Mending(asked.renumbers)
    findings = load_carefully(connection, sheets, sources, schema, referentiel, spool, mending)
    said = (*notes(sources, sheets, keep_extras=asked.keep_extras), *mending.respellings.notes)
    if findings:
        raise InvalidDataError(findings, said)
    return said, mending.renumbering


def notes(sources: Sequence[Source], sheets: Sequence[Sheet], *, keep_extras: bool = False) -> tuple[str, ...]:
    """The notes on each file."""
    return tuple(
        note
        for source, sheet in zip(sources, sheets, strict=True)
        for note in (*source.notes, *sheet.notes, *(() if keep_extras else header_notes(sheet)))
    )


def is_sound(
    connection: Connection,
    sources: Sequence[Source],
    sheets: Sequence[Sheet],
    schema: Schema,
    referentiel: Referentiel,
) -> bool:
    """The fast verdict: one scan of the files, loaded as `raw`; it tells whether something is wrong, not what."""
    scans = [_scan(source, sheet, schema) for source, sheet in zip(sources, sheets, strict=True)]
    sound_scans = [f"SELECT *, {index} AS source_ FROM ({query})" for index, query in enumerate(scans) if query]
    if len(sound_scans) < len(scans):
        return False
    try:
        create_raw(connection, sound_scans)
        create_cube(connection, IS_LABELLED)
    except EngineError:
        return False
    return (
        _cells_fit(connection)
        and _keys_fit(connection, schema, referentiel)
        and rangs_fit(connection)
        and not has_total_rows(connection)
    )


def _scan(source: Source, sheet: Sheet, schema: Schema) -> str | None:
    """The engine's own reading of a text that may be canonical; None where only the careful reading will do."""
    header = sheet.header
    is_plain = not (sheet.guarded or sheet.faults or header.unnamed) and len(header.names) <= WIDEST
    if sheet.separator is None or not is_plain or any(True for _fault in header_faults(sheet, schema)):
        return None
    if has_long_line(source.path, LINE_BYTES):
        return None
    return scan(source.path, sheet.separator, header.names, schema.names)


def _cells_fit(connection: Connection) -> bool:
    """True where each cell is of its column's type, and no text has a NUL; the cube counts those of the other texts."""
    faults = "SELECT coalesce(sum(faults), 0), coalesce(bool_or(contains(objectif, chr(0))), false) FROM cube"
    return connection.execute(faults).fetchone() == (0, False)


def _keys_fit(connection: Connection, schema: Schema, referentiel: Referentiel) -> bool:
    names = ("exercice", "territoire_code", "territoire", "axe")
    groups = connection.execute(f"SELECT DISTINCT {', '.join(names)} FROM cube LIMIT {MOST_GROUPS}").fetchall()
    if len(groups) == MOST_GROUPS:
        return False
    for group in groups:
        values = fitting(schema, {name: text or "" for name, text in zip(names, group, strict=True)})
        # A cell that the engine cannot cast as written (a no-break space before the digits) needs the careful reading.
        is_canonical = [canonical(value) for value in values.values()] == list(group)
        if not is_canonical or any(reference_faults(values, Place(""), referentiel)):
            return False
    return True


def load_carefully(
    connection: Connection,
    sheets: Sequence[Sheet],
    sources: Sequence[Source],
    schema: Schema,
    referentiel: Referentiel,
    spool: Path,
    mending: "Mending",
) -> Findings:
    """Load `raw` and `cube` from a canonical copy of the records; returns all findings, and adds to `mending`.

    With any finding the copy is incomplete, and nothing may be summed. ReadError for a compressed text beyond the
    limit.
    """
    from clsctl.verdict.canonical_copy import copy_records  # noqa: PLC0415 (as above)

    for source in sources:
        refuse_vast(source)
    log = FindingLog()
    query, strays = copy_records(sheets, schema, referentiel, spool / "careful.csv", log, mending)
    create_raw(connection, [query])
    names = [sheet.name for sheet in sheets]
    if mending.renumbers:
        mending.renumbering = renumber(connection, names)
    create_cube(connection, IS_LABELLED)
    log.extend(check_relations(connection, names, strays, log))
    log.extend(check_total_rows(connection, names, log))
    return log.close()
