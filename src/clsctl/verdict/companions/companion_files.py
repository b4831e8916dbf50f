"""The companion files beside the lines, read whole: territoires, axes, published figures, known gaps."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from clsctl import bundled
from clsctl.errors import ReadError
from clsctl.finding import Finding, FindingLog, Findings, InvalidDataError, Place
from clsctl.language import _
from clsctl.ligne import Figure, KnownGap
from clsctl.rules.relations import AMBIGUOUS_ALIAS, DUPLICATE_CODE
from clsctl.sheets.carried import shown_path
from clsctl.sheets.folder import passed_over, tables
from clsctl.sheets.formats import open_sheet
from clsctl.sheets.sheet import Sheet
from clsctl.sheets.sources import Source, file_source, folder_sources
from clsctl.tempfolder import Spool
from clsctl.verdict.companions.containment import wrong_containers
from clsctl.verdict.companions.overrides import difference_note
from clsctl.verdict.companions.rounding import check_rounding
from clsctl.verdict.records import Record, read_records
from clsctl.verdict.references import check_references
from clsctl.verdict.respellings import CODE, NOM, Respellings
from clsctl.vocabulary.folding import fold
from clsctl.vocabulary.referentiel import Axe, Referentiel, Territoire
from clsctl.vocabulary.schema import Schema, package

T = TypeVar("T")

TERRITOIRES = "territoires"
AXES = "axes"
PUBLISHED = "published"
KNOWN_GAPS = "known_gaps"
CONTEXTE = "contexte"
# The kinds of companion files by the word with which their names begin.
BESIDE = {
    PUBLISHED: f"{PUBLISHED}_*",
    KNOWN_GAPS: f"{KNOWN_GAPS}_*",
    TERRITOIRES: TERRITOIRES,
    AXES: AXES,
    "themes": "themes",
    "lexique": "lexique",
    "lignes_themes": "lignes_themes_*",
    CONTEXTE: CONTEXTE,
}
ALIAS_SEPARATOR = "|"
NAMES = {"territoire_code": "territoire", "axe": "libelle"}


@dataclass(frozen=True, slots=True)
class Beside:
    """The territoires and axes of the data, and the notes and warnings on how their files were read."""

    referentiel: Referentiel
    notes: tuple[str, ...]
    warnings: Findings


@dataclass(frozen=True, slots=True)
class _File:
    """A file of territoires or of axes, opened once: its source, its sheet and its sound records."""

    source: Source
    sheet: Sheet
    records: Sequence[Record]


def read_referentiel(folders: Iterable[Path | None], *, territoires: Path | None = None) -> Referentiel:
    """The territoires and axes alone; see `read_beside`."""
    return read_beside(folders, territoires=territoires).referentiel


def named_referentiel(territoires: str | None) -> Referentiel:
    """The bundled territoires and axes, or the territoires of that file with the axes beside it."""
    if territoires is None:
        return read_referentiel([])
    path = Path(territoires)
    if not path.is_file():
        raise ReadError(
            _("{name}: the file does not exist.").format(name=territoires),
            _("Name a file with the columns of territoires.csv."),
        )
    return read_referentiel([path.parent], territoires=path)


def read_beside(folders: Iterable[Path | None], *, territoires: Path | None = None) -> Beside:
    """The territoires and axes of the data: of the folders that have them, else the bundled ones.

    `territoires` is a file that replaces those of the folders. InvalidDataError, with the notes, where a file
    breaks its schema; ReadError where two folders disagree.
    """
    places = [folder for folder in dict.fromkeys(folders) if folder is not None]
    log, respellings = FindingLog(), Respellings()
    with Spool() as spool:  # for the copy of a file that is not in UTF-8
        own = () if territoires is None else [file_source(str(territoires), spool)]
        territoire_sources = own or _beside(places, TERRITOIRES, spool)
        files = {
            TERRITOIRES: [_read(source, TERRITOIRES, log, respellings) for source in territoire_sources],
            AXES: [_read(source, AXES, log, respellings) for source in _beside(places, AXES, spool)],
        }
        for several in files.values():
            _refuse_disagreement(several)
        read = [note for kind, several in files.items() for note in _notes(several, kind, spool)]
    notes = (*read, *respellings.notes, *(note for folder in places for note in passed_over(folder, BESIDE)))
    if findings := log.close():
        raise InvalidDataError(findings, notes)
    (known, *_others), (axes, *_others) = files.values()
    return Beside(
        Referentiel(tuple(map(_territoire, known.records)), tuple(map(_axe, axes.records))), notes, respellings.warnings
    )


def _notes(files: Sequence[_File], kind: str, spool: Path) -> Iterator[str]:
    """The notes on the files, and one on each that contradicts the bundled one about a code."""
    for file in files:
        yield from (*file.source.notes, *file.sheet.notes)
    others = [file for file in files if file.source.folder != bundled.data_folder()]
    if others:
        (source,) = folder_sources(bundled.data_folder(), kind, spool)
        known = _read(source, kind, FindingLog(), Respellings())
        (key,) = package().schema(kind).primary_key
        for file in others:
            yield from difference_note(file.source.name, file.records, known.records, key)


def uncompared(folders: Iterable[Path], exercices: Iterable[int]) -> Iterator[str]:
    """A note on each published file of a year without lines."""
    for path in (path for folder in folders for path in tables(folder, BESIDE[PUBLISHED])):
        if path.name.lower().split(".")[0] not in {f"{PUBLISHED}_{year}" for year in exercices}:
            yield _("{name}: its figures are not compared, as no line is of its year.").format(name=shown_path(path))


def read_figures(sources: Iterable[Source], referentiel: Referentiel) -> tuple[tuple[Figure, ...], tuple[str, ...]]:
    """The published figures of the files, in their order, and the notes; InvalidDataError where one is not sound."""
    return _referring(sources, PUBLISHED, referentiel, _figure)


def read_known_gaps(
    sources: Iterable[Source], referentiel: Referentiel
) -> tuple[tuple[KnownGap, ...], tuple[str, ...]]:
    """The accepted gaps of the files, in their order, and the notes; InvalidDataError where one is not sound."""
    return _referring(sources, KNOWN_GAPS, referentiel, _known_gap)


def examine_companion(
    sheet: Sheet, schema: Schema, referentiel: Referentiel, log: FindingLog, respellings: Respellings
) -> None:
    """Log the faults of a companion file, and add to `respellings`."""
    if schema.kind in {TERRITOIRES, AXES}:
        records = _coded(sheet, schema, log, respellings)
    else:
        records = _checked(sheet, schema, referentiel, log, respellings)
    for _record in records:
        pass  # each is checked while it is read


def _referring(
    sources: Iterable[Source], kind: str, referentiel: Referentiel, value: Callable[[Record, str], T]
) -> tuple[tuple[T, ...], tuple[str, ...]]:
    """A value for each sound record of the files of that kind, and the notes on the files."""
    schema = package().schema(kind)
    log, respellings = FindingLog(), Respellings()
    opened = [(source, open_sheet(source, schema)) for source in sources]
    values = tuple(
        value(record, sheet.name)
        for _source, sheet in opened
        for record in _checked(sheet, schema, referentiel, log, respellings)
    )
    notes = (*(note for source, sheet in opened for note in (*source.notes, *sheet.notes)), *respellings.notes)
    if findings := log.close():
        raise InvalidDataError(findings, notes)
    return values, notes


def _checked(
    sheet: Sheet, schema: Schema, referentiel: Referentiel, log: FindingLog, respellings: Respellings
) -> Iterator[Record]:
    """The sound records of a file whose territoires and axes are known, in their canonical form."""
    for written in read_records(sheet, schema, log):
        place = Place(sheet.name, written.line)
        record = replace(written, values=respellings.read(written.values, place, referentiel))
        faults = [*check_references(record.values, place, referentiel), *check_rounding(record, schema, place)]
        log.extend(faults)
        if not faults:
            yield record


def _refuse_disagreement(files: Sequence[_File]) -> None:
    """ReadError where two files of the same kind disagree."""
    first, *others = files
    for other in others:
        if [record.values for record in other.records] != [record.values for record in first.records]:
            names = {"first": first.source.name, "other": other.source.name}
            raise ReadError(
                _("{first} and {other} differ: the same code would have two meanings.").format(**names),
                _("Make the two files identical, or read one folder at a time."),
            )


def _beside(folders: Iterable[Path], kind: str, spool: Path) -> Sequence[Source]:
    """The files of that kind in the folders, else the bundled one."""
    found = [source for folder in folders for source in folder_sources(folder, kind, spool)]
    return found or tuple(folder_sources(bundled.data_folder(), kind, spool))


def _read(source: Source, kind: str, log: FindingLog, respellings: Respellings) -> _File:
    schema = package().schema(kind)
    sheet = open_sheet(source, schema)
    return _File(source, sheet, list(_coded(sheet, schema, log, respellings)))


def _coded(sheet: Sheet, schema: Schema, log: FindingLog, respellings: Respellings) -> Iterator[Record]:
    """The records of a file keyed by one code: each code once, each alias for one record."""
    (key,) = schema.primary_key
    seen: dict[object, int] = {}
    records = []
    for written in read_records(sheet, schema, log):
        record = _with_zero(written, Place(sheet.name, written.line), respellings) if key == CODE else written
        value = record.values[key]
        if seen.setdefault(value, record.line) != record.line:
            place = Place(sheet.name, record.line, key)
            log.add(Finding(DUPLICATE_CODE, place, {"value": value, "other": Place(sheet.name, seen[value])}))
        records.append(record)
        yield record
    log.extend(_ambiguous_aliases(records, key, sheet.name))
    log.extend(wrong_containers(records, schema, sheet.name))


def _with_zero(record: Record, place: Place, respellings: Respellings) -> Record:
    """The record with the zero that a spreadsheet dropped from its code, where the bundled file has its name."""
    code, nom = record.text(CODE), record.text(NOM)
    if not code.isdigit() or len(code) > 1:  # the codes of departments have two characters
        return record
    known = read_referentiel(()).meant(code, nom)
    if known is None or known.code == code:
        return record
    respellings.add(place, code, nom, known)
    return replace(record, values={**record.values, CODE: known.code})


def _ambiguous_aliases(records: Sequence[Record], key: str, name: str) -> Iterator[Finding]:
    """Each alias that another record has too, compared by `fold`; codes and names take precedence over aliases."""
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
        avec_article=record.text("avec_article"),
        siren=record.text("siren"),
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
