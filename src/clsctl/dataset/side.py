"""The small files beside the lines, read whole: territoires, axes, published figures."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from clsctl import bundled
from clsctl.dataset.careful import Record, read_records
from clsctl.dataset.inputs import open_sheet
from clsctl.dataset.references import check_references
from clsctl.dataset.sheet import Sheet
from clsctl.dataset.sources import Source, file_source
from clsctl.errors import ReadError
from clsctl.finding import Finding, FindingLog, InvalidDataError, Place
from clsctl.language import _
from clsctl.ligne import Figure, KnownGap
from clsctl.referentiel import Axe, Referentiel, Territoire, fold
from clsctl.rules.relations import AMBIGUOUS_ALIAS, DUPLICATE_CODE
from clsctl.schema import Schema, package
from clsctl.spool import Spool

TERRITOIRES = "territoires"
AXES = "axes"
PUBLISHED = "published"
KNOWN_GAPS = "known_gaps"
ALIAS_SEPARATOR = "|"
NAMES = {"territoire_code": "territoire", "axe": "libelle"}


def read_referentiel(folders: Iterable[Path | None], *, territoires: Path | None = None) -> Referentiel:
    """The territoires and axes of the data: of the folders that have them, else the bundled ones.

    `territoires` is a file that takes the place of the folders' own.

    InvalidDataError where a file breaks its schema, ReadError where two folders disagree.
    """
    places = [folder for folder in dict.fromkeys(folders) if folder is not None]
    log = FindingLog()
    with Spool() as spool:  # for the copy of a file that is no UTF-8
        records = (
            _agreed(places, TERRITOIRES, log, spool)
            if territoires is None
            else _records(territoires, TERRITOIRES, log, spool)
        )
        axes = _agreed(places, AXES, log, spool)
    _raise_if_any(log)
    return Referentiel(tuple(_territoire(record) for record in records), tuple(_axe(record) for record in axes))


def referentiel_notes(folders: Iterable[Path | None]) -> tuple[str, ...]:
    """What was decided about the files of the folders that `read_referentiel` reads."""
    places = [folder for folder in dict.fromkeys(folders) if folder is not None]
    with Spool() as spool:
        sources = [file_source(str(path), spool) for kind in (TERRITOIRES, AXES) for path in _files(places, kind)]
    return tuple(note for source in sources for note in source.notes)


def read_figures(sources: Iterable[Source], referentiel: Referentiel) -> tuple[Figure, ...]:
    """The published figures of the files, in their order; InvalidDataError where one breaks its schema."""
    log = FindingLog()
    figures = tuple(_figure(record, name) for name, record in _referring(sources, PUBLISHED, referentiel, log))
    _raise_if_any(log)
    return figures


def read_known_gaps(sources: Iterable[Source], referentiel: Referentiel) -> tuple[KnownGap, ...]:
    """The accepted gaps of the files, in their order; InvalidDataError where one breaks its schema."""
    log = FindingLog()
    gaps = tuple(_known_gap(record, name) for name, record in _referring(sources, KNOWN_GAPS, referentiel, log))
    _raise_if_any(log)
    return gaps


def examine(sheet: Sheet, schema: Schema, referentiel: Referentiel, log: FindingLog) -> None:
    """Log what is wrong with a file that is no file of lines."""
    is_coded = schema.kind in {TERRITOIRES, AXES}
    records = _coded(sheet, schema, log) if is_coded else _checked(sheet, schema, referentiel, log)
    for _record in records:
        pass  # each is checked as it is read


def _referring(
    sources: Iterable[Source], kind: str, referentiel: Referentiel, log: FindingLog
) -> Iterator[tuple[str, Record]]:
    """The sound records of the files of that kind, each with the name of its file."""
    schema = package().schema(kind)
    for source in sources:
        sheet = open_sheet(source, schema)
        for record in _checked(sheet, schema, referentiel, log):
            yield sheet.name, record


def _checked(sheet: Sheet, schema: Schema, referentiel: Referentiel, log: FindingLog) -> Iterator[Record]:
    """The sound records of a file whose territoires and axes are known."""
    for record in read_records(sheet, schema, log):
        faults = list(check_references(record.values, Place(sheet.name, record.line), referentiel))
        log.extend(faults)
        if not faults:
            yield record


def _agreed(folders: list[Path], kind: str, log: FindingLog, spool: Path) -> list[Record]:
    """The records of `kind` in the first folder that has such a file; the others must say the same."""
    first, *others = _files(folders, kind) or [bundled.data_folder() / f"{kind}.csv"]
    records = _records(first, kind, log, spool)
    for other in others:
        if [record.values for record in _records(other, kind, log, spool)] != [record.values for record in records]:
            raise ReadError(
                _("{first} and {other} differ: the same code could mean two things.").format(first=first, other=other),
                _("Make the two files alike, or ask of one folder at a time."),
            )
    return records


def _files(folders: Iterable[Path], kind: str) -> list[Path]:
    return [path for path in (folder / f"{kind}.csv" for folder in folders) if path.is_file()]


def _records(path: Path, kind: str, log: FindingLog, spool: Path) -> list[Record]:
    schema = package().schema(kind)
    return list(_coded(open_sheet(file_source(str(path), spool), schema), schema, log))


def _coded(sheet: Sheet, schema: Schema, log: FindingLog) -> Iterator[Record]:
    """The records of a file whose key is one code, each of which stands once, with aliases of its own."""
    (key,) = schema.primary_key
    seen: dict[object, int] = {}
    records = []
    for record in read_records(sheet, schema, log):
        value = record.values[key]
        if seen.setdefault(value, record.line) != record.line:
            place = Place(sheet.name, record.line, key)
            log.add(Finding(DUPLICATE_CODE, place, {"value": value, "other": Place(sheet.name, seen[value])}))
        records.append(record)
        yield record
    log.extend(_ambiguous_aliases(records, key, sheet.name))


def _ambiguous_aliases(records: Sequence[Record], key: str, name: str) -> Iterator[Finding]:
    """Each alias that another line has too, as `fold` compares them; codes and names come before any alias."""
    owners: dict[str, Record] = {}
    for record in records:
        for alias in _alias(record.text("alias")):
            owner = owners.setdefault(fold(alias), record)
            if owner.values[key] != record.values[key]:
                other = f"{owner.values[NAMES[key]]} ({Place(name, owner.line)})"
                yield Finding(AMBIGUOUS_ALIAS, Place(name, record.line, "alias"), {"value": alias, "other": other})


def _figure(record: Record, name: str) -> Figure:
    return Figure(
        exercice=record.integer("exercice"),
        territoire_code=record.text("territoire_code"),
        territoire=record.text("territoire"),
        axe=record.integer_or_none("axe"),
        libelle=record.text("libelle"),
        montant=record.montant("montant"),
        arrondi=record.montant("arrondi"),
        page=record.integer_or_none("page"),
        file=name,
        line=record.line,
    )


def _known_gap(record: Record, name: str) -> KnownGap:
    return KnownGap(
        exercice=record.integer("exercice"),
        territoire_code=record.text("territoire_code"),
        territoire=record.text("territoire"),
        axe=record.integer_or_none("axe"),
        libelle=record.text("libelle"),
        preuve=record.text("preuve"),
        ecart=None if record.values["ecart"] is None else record.montant("ecart"),
        raison=record.text("raison"),
        signale_par=record.text("signale_par"),
        date=record.text("date"),
        file=name,
        line=record.line,
    )


def _territoire(record: Record) -> Territoire:
    return Territoire(
        code=record.text("territoire_code"),
        nom=record.text("territoire"),
        type=record.text("type"),
        inclus_dans=record.text("inclus_dans"),
        population=record.integer_or_none("population"),
        millesime=record.integer_or_none("population_millesime"),
        population_source=record.text("population_source"),
        alias=_alias(record.text("alias")),
    )


def _axe(record: Record) -> Axe:
    return Axe(
        record.integer("axe"),
        record.text("libelle"),
        record.text("libelle_court"),
        _alias(record.text("alias")),
    )


def _alias(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(ALIAS_SEPARATOR) if part.strip())


def _raise_if_any(log: FindingLog) -> None:
    if findings := log.close():
        raise InvalidDataError(findings)
