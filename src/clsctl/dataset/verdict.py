"""The verdict on the lines: sound at one fast reading, or every fault with its place at a careful one."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from clsctl.dataset.careful import Record, find_header_faults, read_records
from clsctl.dataset.cast import canonical, cast
from clsctl.dataset.dialect import Dialect, find_dialect
from clsctl.dataset.engine import LINE_BYTES, Connection, EngineError, create_cube, create_raw, scan
from clsctl.dataset.references import Values, check_party, check_references
from clsctl.dataset.relations import check_relations
from clsctl.dataset.sources import Source
from clsctl.finding import Finding, FindingLog, InvalidDataError, Place
from clsctl.referentiel import Referentiel
from clsctl.schema import Schema

# Where a record of the spool comes from; not a name of the schema.
ORIGIN = ("source_", "line_")


def load(
    connection: Connection, sources: Sequence[Source], schema: Schema, referentiel: Referentiel, spool: Path
) -> None:
    """Lay `raw` and `cube` of sound data into the engine; InvalidDataError with every finding for any other."""
    if not _is_sound(connection, sources, schema, referentiel):
        _load_carefully(connection, sources, schema, referentiel, spool)


def _is_sound(connection: Connection, sources: Sequence[Source], schema: Schema, referentiel: Referentiel) -> bool:
    """The fast verdict: one scan of the files. It says whether something is wrong, never what or where."""
    if any(True for source in sources for _fault in find_header_faults(source, schema)):
        return False
    try:
        create_raw(connection, [scan(source, find_dialect(source, schema), schema.names) for source in sources])
        create_cube(connection)
    except EngineError:
        return False
    return _cells_fit(connection) and _keys_fit(connection, schema, referentiel) and _rangs_fit(connection)


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
    """True where the rangs of each table are 1 to n, each once: no key repeated, no line lost.

    They are told by their number, their greatest, and the sum of their 64-bit hashes, which another set of n rangs
    meets once in 10^19; sorting them would cost as much as all of the rest.
    """
    row = connection.execute(
        """
        WITH tables AS (
          SELECT sum(lignes) AS lignes, sum(fingerprint) AS fingerprint, max(last_rang) AS last_rang
          FROM cube GROUP BY exercice::SMALLINT, territoire_code, axe::SMALLINT
        ), wanted AS (
          SELECT lignes,
            (SELECT sum(hash(rang::INTEGER)) FROM range(1, lignes::BIGINT + 1) AS rangs(rang)) AS fingerprint
          FROM (SELECT DISTINCT lignes FROM tables)
        )
        SELECT count(*) FROM tables JOIN wanted USING (lignes)
        WHERE tables.fingerprint IS DISTINCT FROM wanted.fingerprint OR last_rang IS DISTINCT FROM lignes
        """
    ).fetchone()
    return row == (0,)


def _load_carefully(
    connection: Connection, sources: Sequence[Source], schema: Schema, referentiel: Referentiel, spool: Path
) -> None:
    """Copy the sound records in canonical form and raise every finding; without one, the copy is the data."""
    log = FindingLog()
    target = spool / "careful.csv"
    line_bytes = _copy(sources, schema, referentiel, target, log)
    copy = Source(str(target), target, spool)
    create_raw(connection, [scan(copy, Dialect(",", (*schema.names, *ORIGIN)), schema.names + ORIGIN, line_bytes)])
    log.extend(check_relations(connection, [source.name for source in sources], log))
    if findings := log.close():
        raise InvalidDataError(findings)
    create_cube(connection)


def _copy(sources: Sequence[Source], schema: Schema, referentiel: Referentiel, target: Path, log: FindingLog) -> int:
    """Write the sound records with their origin; returns how many bytes a line of the copy may have."""
    longest = 0
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([*schema.names, *ORIGIN])
        for index, source in enumerate(sources):
            for record in _sound_records(source, schema, referentiel, log):
                cells = [canonical(value) for value in record.values.values()]
                longest = max(longest, sum(map(len, cells)))
                writer.writerow([*cells, index, record.line])
    # A character has at most four bytes, and a quote is written twice.
    return max(LINE_BYTES, 8 * longest + 100)


def _sound_records(source: Source, schema: Schema, referentiel: Referentiel, log: FindingLog) -> Iterator[Record]:
    for record in read_records(source, schema, log):
        faults = list(_reference_faults(record.values, Place(source.name, record.line), referentiel))
        log.extend(faults)
        if not faults:
            yield record
