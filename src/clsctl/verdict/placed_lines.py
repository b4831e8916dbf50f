"""Placed lines: a careful reading of the sources for the few lines that someone must look at."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from clsctl.finding import FindingLog, InvalidDataError, Place
from clsctl.ligne import Ligne
from clsctl.sheets.formats import open_sheet
from clsctl.sheets.sources import Source
from clsctl.verdict.records import Record, read_records
from clsctl.verdict.references import reference_faults
from clsctl.verdict.respellings import Respellings
from clsctl.vocabulary.referentiel import Referentiel
from clsctl.vocabulary.schema import Schema


def read_placed(
    sources: Iterable[Source],
    schema: Schema,
    referentiel: Referentiel,
    wanted: Callable[[Ligne], bool] = lambda _ligne: True,
) -> Iterator[Ligne]:
    """The wanted lines with file and line, in file order; InvalidDataError where one is not sound."""
    log, respellings = FindingLog(), Respellings()
    for source in sources:
        sheet = open_sheet(source, schema)
        for written in read_records(sheet, schema, log):
            place = Place(sheet.name, written.line)
            record = replace(written, values=respellings.read(written.values, place, referentiel))
            log.extend(reference_faults(record.values, place, referentiel))
            ligne = _ligne(record, sheet.name)
            if wanted(ligne):
                yield ligne
    if findings := log.close():
        raise InvalidDataError(findings)


def _ligne(record: Record, name: str) -> Ligne:
    return Ligne(
        exercice=record.integer("exercice"),
        territoire_code=record.text("territoire_code"),
        territoire=record.text("territoire"),
        axe=record.integer("axe"),
        rang=record.integer("rang"),
        objectif=record.text("objectif"),
        action=record.text("action"),
        montant=None if record.values["montant"] is None else record.montant("montant"),
        page=record.integer_or_none("page"),
        remarque=record.text("remarque"),
        file=name,
        line=record.line,
    )
