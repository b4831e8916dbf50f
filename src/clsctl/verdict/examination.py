"""The examination of files: every finding and every warning, for any kind of file."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from clsctl.errors import ReadError
from clsctl.finding import FindingLog, Findings, InvalidDataError
from clsctl.language import _
from clsctl.progress import unwatched
from clsctl.rules.files import EMPTY_FILE, NO_HEADER, NO_SHEET, NO_TABLE, TOO_LARGE
from clsctl.sheets.content import Content
from clsctl.sheets.formats import open_sheet
from clsctl.sheets.header import read_header
from clsctl.sheets.sheet import Sheet
from clsctl.sheets.sources import BUNDLED, Refuse, Source, find_sources, folder_sources, named_folder, refuse_changed
from clsctl.tempfolder import Spool
from clsctl.verdict import lines
from clsctl.verdict.companions import companion_files
from clsctl.verdict.companions.context_files import examine_contexte
from clsctl.verdict.companions.lexicon_file import LEXICON
from clsctl.verdict.companions.theme_doubts import check_themes
from clsctl.verdict.companions.theme_files import LIGNES_THEMES, THEMES, examine_themes, themes_beside, themes_in
from clsctl.verdict.header import header_notes
from clsctl.verdict.line_numbers import copied_places, counted_places
from clsctl.verdict.mending import Mending
from clsctl.verdict.session import Session
from clsctl.verdict.warnings import check_doubts
from clsctl.vocabulary.referentiel import Referentiel
from clsctl.vocabulary.schema import Schema, package

# The kinds of files beside the lines that are examined with them; territoires and axes are read first.
EXAMINED = (
    *(companion_files.PUBLISHED, companion_files.KNOWN_GAPS),
    *(THEMES, LIGNES_THEMES, companion_files.CONTEXTE),
)
UNREADABLE = frozenset({NO_TABLE.slug, TOO_LARGE.slug, NO_SHEET.slug})


@dataclass(frozen=True, slots=True)
class Examination:
    """The findings and warnings of the files; `notes` say how they were read, `refused` which were not."""

    files: tuple[str, ...]
    findings: Findings
    warnings: Findings
    notes: tuple[str, ...]
    refused: tuple[ReadError, ...] = ()

    @property
    def is_unreadable(self) -> bool:
        """True where one of the files cannot be read, or is not a table."""
        return bool(self.refused) or any(
            slug in self.findings.counts for slug in (*UNREADABLE, EMPTY_FILE.slug, NO_HEADER.slug)
        )


@dataclass(frozen=True, slots=True)
class _File:
    """A source with its kind of file, as its header shows it."""

    source: Source
    schema: Schema
    sheet: Sheet

    @property
    def columns(self) -> int:
        """The number of the kind's columns in the file."""
        return _columns(self.sheet, self.schema)


def examine(arguments: Iterable[str] = ()) -> Examination:
    """Judge the files, folders or `-` named, by default the bundled data; an unreadable one does not hide the others.

    Published figures, known gaps, themes and context of a folder are examined too. The lines of all files count as one
    set.
    """
    names = tuple(arguments)
    with Spool() as spool:
        refused: list[ReadError] = []
        named = find_sources(names, spool, refused.append)
        sources = (*named, *_beside(names, named, spool, refused.append))
        files = [_file(source) for source in sources]
        log, doubts = FindingLog(), FindingLog()
        try:
            beside = companion_files.read_beside(source.folder for source in sources)
        except InvalidDataError as error:  # without it no code can be checked
            log.include(error.findings)
            beside_notes = error.notes
        else:
            beside_notes = beside.notes
            if not any(file.schema.kind == companion_files.TERRITOIRES for file in files):  # else it is examined itself
                doubts.include(beside.warnings)
            beside_notes = (*beside_notes, *_examine(files, beside.referentiel, spool, log, doubts))
        refuse_changed(sources)
        notes = (note for file in files for note in _notes(file))
        read = tuple(source.name for source in sources)
        said = tuple(dict.fromkeys((*notes, *beside_notes)))
        return Examination(read, log.close(), doubts.close(), said, tuple(refused))


def _beside(names: Sequence[str], named: Iterable[Source], spool: Path, refuse: Refuse) -> Iterator[Source]:
    """The figures, known gaps, themes and context of the folders named, and of the pages."""
    folders = [folder for folder in map(named_folder, names or (BUNDLED,)) if folder is not None]
    pages = [source.folder for source in named if source.page is not None and source.folder is not None]
    for folder in (*folders, *pages):
        for kind in EXAMINED:
            yield from folder_sources(folder, companion_files.BESIDE[kind], spool, refuse)


def _file(source: Source) -> _File:
    """The kind of file that shares most columns with the header; lines of contracts by default."""
    contracts, *others = package().schemas
    lines = _File(source, contracts, open_sheet(source, contracts))
    if not lines.sheet.header.written and NO_TABLE.slug in lines.sheet.faults.counts:
        return lines  # as another kind, it might only hide why it cannot be read
    if not UNREADABLE.isdisjoint(lines.sheet.faults.counts):
        return lines  # any kind: another attempt would take as long
    if lines.columns and lines.columns >= max(_columns(lines.sheet, other) for other in others):
        return lines  # a large workbook is opened once
    if source.content in {Content.JSON, Content.PARQUET}:  # the start of its table does not depend on the kind
        kind = max((contracts, *others), key=lambda other: _columns(lines.sheet, other))
        return _File(source, kind, open_sheet(source, kind))
    files = [lines, *(_File(source, other, open_sheet(source, other)) for other in others)]
    return max(files, key=lambda file: file.columns)


def _columns(sheet: Sheet, schema: Schema) -> int:
    return len(read_header(sheet.header.written, schema).positions)


def _examine(
    files: Sequence[_File], referentiel: Referentiel, spool: Path, log: FindingLog, doubts: FindingLog
) -> Sequence[str]:
    """Log what is found, and give the notes on what was left unexamined."""
    contracts, *_others = package().schemas
    mending, notes = Mending(), list[str]()
    themed = [(file.sheet, file.schema) for file in files if file.schema.kind == LIGNES_THEMES]
    sources = [file.source for file in files if file.schema is contracts]
    sheets = [file.sheet for file in files if file.schema is contracts]
    if sheets:
        with closing(Session(sources, spool, unwatched)) as session, session.reading() as connection:
            if lines.is_sound(connection, sources, sheets, contracts, referentiel):
                places = counted_places(connection, sheets, sources)
                check_themes(connection, themed, sources[0].name, doubts)
            else:
                found = lines.load_carefully(connection, sheets, sources, contracts, referentiel, spool, mending)
                log.include(found)
                waiting = _("{name}: its themes are held against the lines once these have no finding.")
                notes += [waiting.format(name=sheet.name) for sheet, _schema in themed]
                places = copied_places(connection, sheets)
            check_doubts(connection, places, doubts)
    themes = {file.source.folder: themes_in(file.sheet) for file in files if file.schema.kind == THEMES}
    for file in files:
        log.include(file.sheet.left_out)
        if file.schema.kind in {THEMES, LIGNES_THEMES, LEXICON, companion_files.CONTEXTE}:
            if (folder := file.source.folder) not in themes:
                themes[folder] = themes_beside(folder, spool)
            if file.schema.kind == companion_files.CONTEXTE:
                known = replace(referentiel, themes=themes[folder])
                examine_contexte(file.sheet, known, log, mending.respellings)
            else:
                examine_themes(file.sheet, file.schema, themes[folder], log)
        elif file.schema is not contracts:
            companion_files.examine_companion(file.sheet, file.schema, referentiel, log, mending.respellings)
    doubts.include(mending.respellings.warnings)
    return notes


def _notes(file: _File) -> Iterator[str]:
    yield from (*file.source.notes, *file.sheet.notes, *header_notes(file.sheet))
