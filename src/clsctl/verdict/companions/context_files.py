"""The files `contexte` beside the lines, else the bundled one where the data know its territoires and themes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from clsctl import bundled
from clsctl.finding import Finding, FindingLog, InvalidDataError, Place
from clsctl.language import _
from clsctl.rules.relations import DUPLICATE_CODE, IMPOSSIBLE_PERIODE
from clsctl.sheets.formats import open_sheet
from clsctl.sheets.sheet import Sheet
from clsctl.sheets.sources import folder_sources
from clsctl.verdict.companions.companion_files import CONTEXTE
from clsctl.verdict.companions.theme_files import unknown_themes
from clsctl.verdict.records import Record, read_records
from clsctl.verdict.references import check_territoire, missing_names
from clsctl.verdict.respellings import CODE, NOM, Respellings
from clsctl.vocabulary.contexte import Contexte, Cumul, Span
from clsctl.vocabulary.referentiel import Referentiel
from clsctl.vocabulary.schema import package


def read_contexte(
    folders: Iterable[Path], referentiel: Referentiel, spool: Path
) -> tuple[tuple[Contexte, ...], tuple[str, ...]]:
    """The figures, in file order, and the notes on the files; InvalidDataError where a file is not sound.

    The same figure in two files is one. Of the bundled file all figures hold, or none.
    """
    own = [source for folder in folders for source in folder_sources(folder, CONTEXTE, spool)]
    sources = own or list(folder_sources(bundled.data_folder(), CONTEXTE, spool))
    log, respellings = FindingLog(), Respellings()
    opened = [(source, open_sheet(source, package().schema(CONTEXTE))) for source in sources]
    records = [
        (sheet.name, record) for _source, sheet in opened for record in _checked(sheet, referentiel, log, respellings)
    ]
    log.extend(_repeated(records))
    notes = (*(note for source, sheet in opened for note in (*source.notes, *sheet.notes)), *respellings.notes)
    if findings := log.close():
        if not own:  # of another region
            return (), ()
        raise InvalidDataError(findings, notes)
    return tuple({record.text("id"): _figure(record) for _name, record in records}.values()), notes


def examine_contexte(sheet: Sheet, referentiel: Referentiel, log: FindingLog, respellings: Respellings) -> None:
    """Log the faults of a file of context, and add to `respellings`; `referentiel` has the themes."""
    log.extend(_repeated([(sheet.name, record) for record in _checked(sheet, referentiel, log, respellings)]))


def _checked(sheet: Sheet, referentiel: Referentiel, log: FindingLog, respellings: Respellings) -> Iterator[Record]:
    """The sound records whose territoires and themes are known, in their canonical form."""
    for written in read_records(sheet, package().schema(CONTEXTE), log):
        place = Place(sheet.name, written.line)
        record = replace(written, values=respellings.read(written.values, place, referentiel))
        faults = [*_faults(record, place, referentiel)]
        log.extend(faults)
        if not faults:
            yield record


def _faults(record: Record, place: Place, referentiel: Referentiel) -> Iterator[Finding]:
    """The faults of a record against territoires and themes, and of its period against its cumulation."""
    empty = [name for name in (CODE, NOM) if not record.text(name)]
    if not empty:
        yield from check_territoire(record.values, place, referentiel)
    elif len(empty) == 1:
        yield from missing_names(record.values, empty, place, referentiel)
    if record.text("theme") and referentiel.themes.themes:  # none where their file is not sound
        yield from unknown_themes([record], referentiel.themes, place.file, ("theme",))
    if reason := _contradiction(record.text("periode"), Cumul(record.text("cumul"))):
        facts = {"value": record.text("periode") or _("empty"), "expected": reason}
        yield Finding(IMPOSSIBLE_PERIODE, replace(place, column="periode"), facts)


def _contradiction(periode: str, cumul: Cumul) -> str:
    """The contradiction of period and cumulation, as the end of a sentence; empty without one."""
    span = Span.read(periode) if periode else None
    if span is not None and span.first > span.last:
        return _("which ends before it begins")
    match cumul:
        case Cumul.STOCK if span is None or not span.is_one_year:
            expected = _("one year")
        case Cumul.ANNEE if span is not None and not span.is_one_year:
            expected = _("one year, or nothing for every year")
        case Cumul.DEPUIS if span is None or span.is_one_year:
            expected = _("a first and a last year")
        case Cumul.PLURIANNUEL if span is not None and span.is_one_year:
            expected = _("a first and a last year, or nothing")
        case _:
            return ""
    return _("while “cumul” {cumul} needs {expected}").format(cumul=cumul, expected=expected)


def _repeated(records: Sequence[tuple[str, Record]]) -> Iterator[Finding]:
    """A finding for each record whose id another one has, unless they are the same figure in two files."""
    seen: dict[str, tuple[str, Record]] = {}
    for name, record in records:
        value = record.text("id")
        other, first = seen.setdefault(value, (name, record))
        if first is not record and (other == name or first.values != record.values):
            facts = {"value": value, "other": Place(other, first.line)}
            yield Finding(DUPLICATE_CODE, Place(name, record.line, "id"), facts)


def _figure(record: Record) -> Contexte:
    texts = {name: record.values[name] for name in package().schema(CONTEXTE).names}
    return Contexte(**texts)  # type: ignore[arg-type]  # the schema declares the type of each
