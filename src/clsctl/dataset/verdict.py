"""The verdict on the lines: sound at one fast reading, or every fault with its place at a careful one."""

import csv
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from clsctl.dataset.careful import Record, read_records
from clsctl.dataset.cast import canonical, cast
from clsctl.dataset.engine import LINE_BYTES, Connection, EngineError, create_cube, create_raw, scan
from clsctl.dataset.header import header_faults, header_notes, read_header
from clsctl.dataset.references import Values, check_party, check_references
from clsctl.dataset.relations import check_relations
from clsctl.dataset.sheet import Sheet
from clsctl.dataset.sources import Source
from clsctl.dataset.strays import Strays
from clsctl.finding import Finding, FindingLog, Findings, InvalidDataError, Place
from clsctl.referentiel import Referentiel
from clsctl.rules.files import COLUMN_COUNT
from clsctl.schema import Schema

# Where a record of the spool comes from, and its cells that the schema does not declare; no names of the schema.
ORIGIN = ("source_", "line_", "extras_")

NO_EXTRAS = "[]"
# The engine plans a scan of many columns in a time that grows with their square.
WIDEST = 1000

# What a record needs to be held against the territoires and axes.
REFERRING = frozenset({"territoire_code", "territoire", "axe"})


def load(
    connection: Connection,
    sheets: Sequence[Sheet],
    sources: Sequence[Source],
    schema: Schema,
    referentiel: Referentiel,
    spool: Path,
    *,
    keep_extras: bool = False,
) -> tuple[str, ...]:
    """Lay `raw` and `cube` of sound data into the engine; InvalidDataError with every finding for any other.

    `keep_extras` has `raw` hold the origin and the extra cells of each line. Returns the notes: what was decided
    about the files.
    """
    if keep_extras or not is_sound(connection, sources, sheets, schema, referentiel):
        findings = load_carefully(connection, sheets, schema, referentiel, spool)
        if findings:
            raise InvalidDataError(findings, notes(sources, sheets, schema, keep_extras=keep_extras))
        create_cube(connection)
    return notes(sources, sheets, schema, keep_extras=keep_extras)


def notes(
    sources: Sequence[Source], sheets: Sequence[Sheet], schema: Schema, *, keep_extras: bool = False
) -> tuple[str, ...]:
    """What was decided about each file."""
    return tuple(
        note
        for source, sheet in zip(sources, sheets, strict=True)
        for note in (*source.notes, *sheet.notes, *(() if keep_extras else header_notes(sheet, schema)))
    )


def is_sound(
    connection: Connection,
    sources: Sequence[Source],
    sheets: Sequence[Sheet],
    schema: Schema,
    referentiel: Referentiel,
) -> bool:
    """The fast verdict: one scan of the files, which are `raw` then. It says whether something is wrong, never what."""
    scans = [_scan(source, sheet, schema) for source, sheet in zip(sources, sheets, strict=True)]
    sound_scans = [f"SELECT *, {index} AS source_ FROM ({query})" for index, query in enumerate(scans) if query]
    if len(sound_scans) < len(scans):
        return False
    try:
        create_raw(connection, sound_scans)
        create_cube(connection)
    except EngineError:
        return False
    return _cells_fit(connection) and _keys_fit(connection, schema, referentiel) and _rangs_fit(connection)


def _scan(source: Source, sheet: Sheet, schema: Schema) -> str | None:
    """The engine's own reading of a text that may be canonical; None where only the careful reading will do."""
    header = read_header(sheet.header, schema)
    is_plain = not (sheet.guarded or sheet.faults or header.unnamed) and len(header.names) <= WIDEST
    if sheet.separator is None or not is_plain or any(True for _fault in header_faults(sheet, schema)):
        return None
    return scan(source.path, sheet.separator, header.names, schema.names)


def _cells_fit(connection: Connection) -> bool:
    row = connection.execute("SELECT coalesce(sum(faults), 0) FROM cube").fetchone()
    return row == (0,)


def _keys_fit(connection: Connection, schema: Schema, referentiel: Referentiel) -> bool:
    names = ("exercice", "territoire_code", "territoire", "axe")
    groups = connection.execute(f"SELECT DISTINCT {', '.join(names)} FROM cube").fetchall()
    objectifs = connection.execute("SELECT count(*) FROM cube WHERE contains(objectif, chr(0))").fetchone()
    if objectifs != (0,):
        return False
    place = Place("")
    for group in groups:
        cells = [cast(schema.field(name), text or "", place) for name, text in zip(names, group, strict=True)]
        values = {name: cell for name, cell in zip(names, cells, strict=True) if not isinstance(cell, Finding)}
        if len(values) < len(names) or any(_reference_faults(values, place, referentiel)):
            return False
    return True


def _reference_faults(values: Values, place: Place, referentiel: Referentiel) -> Iterator[Finding]:
    yield from check_references(values, place, referentiel)
    yield from check_party(values, place, referentiel)


def _rangs_fit(connection: Connection) -> bool:
    """True where the rangs of each table are 1 to n, each once and plainly written: no key repeated, no line lost.

    They are told by their number and the sum of the 64-bit hashes of their texts, which another set of n texts meets
    once in 10^19; sorting them would cost as much as all of the rest.
    """
    row = connection.execute(
        """
        WITH tables AS (
          SELECT sum(lignes) AS lignes, sum(fingerprint) AS fingerprint
          FROM cube GROUP BY exercice::SMALLINT, territoire_code, axe::SMALLINT
        ), wanted AS (
          SELECT lignes,
            (SELECT sum(hash(rang::VARCHAR)) FROM range(1, lignes::BIGINT + 1) AS rangs(rang)) AS fingerprint
          FROM (SELECT DISTINCT lignes FROM tables)
        )
        SELECT count(*) FROM tables JOIN wanted USING (lignes)
        WHERE tables.fingerprint IS DISTINCT FROM wanted.fingerprint
        """
    ).fetchone()
    return row == (0,)


def load_carefully(
    connection: Connection, sheets: Sequence[Sheet], schema: Schema, referentiel: Referentiel, spool: Path
) -> Findings:
    """Copy the records in canonical form with their origin, and make the copy `raw`; every finding of all.

    Where there is one, the copy is not all of the data, and nothing may be summed.
    """
    log = FindingLog()
    target = spool / "careful.csv"
    strays = Strays()
    line_bytes = _copy(sheets, schema, referentiel, target, log, strays)
    names = (*schema.names, *ORIGIN)
    create_raw(connection, [scan(target, ",", names, names, line_bytes)])
    log.extend(check_relations(connection, [sheet.name for sheet in sheets], strays, log))
    return log.close()


def _copy(
    sheets: Sequence[Sheet],
    schema: Schema,
    referentiel: Referentiel,
    target: Path,
    log: FindingLog,
    strays: Strays,
) -> int:
    """Write each record that has a key, with its origin; returns how many bytes a line of the copy may have.

    A record with a fault elsewhere stands there for the rules between lines, and one whose key is in doubt among the
    strays: no rang is missing because of either.
    """
    longest = 0
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")  # with it, a bare CR in a cell is quoted too
        writer.writerow([*schema.names, *ORIGIN])
        for index, sheet in enumerate(sheets):
            for record in read_records(sheet, schema, log, needed=()):
                faults = _faults_of_references(record, Place(sheet.name, record.line), referentiel)
                log.extend(faults)
                if doubtful := _doubtful(record, faults, schema, referentiel):
                    *table, rang = (None if name in doubtful else record.values[name] for name in schema.primary_key)
                    strays.add(table, rang)
                    continue
                cells = [canonical(record.values.get(name)) for name in schema.names]
                longest = max(longest, sum(map(len, (*cells, *record.extras))))
                writer.writerow([*cells, index, record.line, json.dumps(record.extras) if record.extras else NO_EXTRAS])
    strays.add_unread(log.counted(COLUMN_COUNT))
    # A character has at most four bytes, a quote is written twice, and JSON may take six for it.
    return max(LINE_BYTES, 12 * longest + 1000)


def _faults_of_references(record: Record, place: Place, referentiel: Referentiel) -> Sequence[Finding]:
    is_whole = record.values.keys() >= REFERRING
    return tuple(_reference_faults(record.values, place, referentiel)) if is_whole else ()


def _doubtful(
    record: Record, faults: Sequence[Finding], schema: Schema, referentiel: Referentiel
) -> Collection[str | None]:
    """The columns of the key whose cell does not fit, or is nothing that the territoires and axes know."""
    key = frozenset(schema.primary_key)
    known: Mapping[str, Collection[object]] = {
        "territoire_code": referentiel.by_code.keys(),
        "axe": referentiel.by_numero.keys(),
    }
    unknown = {name for name, values in known.items() if record.values.get(name) not in values}
    return key - record.values.keys() | unknown | key & {fault.place.column for fault in faults}
