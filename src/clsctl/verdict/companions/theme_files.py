"""The files of themes beside the lines, else the bundled ones: the dictionary, and the theme of each line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from clsctl import bundled
from clsctl.finding import Finding, FindingLog, InvalidDataError, Place
from clsctl.rules.relations import DUPLICATE_CODE, UNKNOWN_THEME
from clsctl.sheets.formats import open_sheet
from clsctl.sheets.sheet import Sheet
from clsctl.sheets.sources import Source, folder_sources
from clsctl.verdict.records import Record, read_records
from clsctl.vocabulary.schema import Schema, package
from clsctl.vocabulary.suggestions import nearest
from clsctl.vocabulary.themes import LigneTheme, Theme, Themes

THEMES, LIGNES_THEMES = "themes", "lignes_themes"
SEPARATOR = "|"


def read_themes(folders: Iterable[Path], exercices: Iterable[int], spool: Path) -> tuple[Themes, tuple[str, ...]]:
    """The themes and those of the lines of these years, with the notes on the files.

    InvalidDataError where a file is not sound. A year without a file beside the data takes the bundled one,
    unless the data have a dictionary of their own.
    """
    places = tuple(folders)
    log = FindingLog()
    themes, read = _dictionary(places, spool, log)
    notes = [*read]
    lignes: dict[tuple[str, str], tuple[LigneTheme, Place]] = {}
    for exercice in exercices:
        for source in _found(places, f"{LIGNES_THEMES}_{exercice}", spool):
            if themes.is_own and source.folder == bundled.data_folder():
                continue  # its themes are those of another dictionary
            sheet, records = _read(source, LIGNES_THEMES, log)
            log.extend(unknown_themes(records, themes, sheet.name))
            log.extend(_added(records, sheet.name, lignes))
            notes += [*source.notes, *sheet.notes]
    if findings := log.close():
        raise InvalidDataError(findings, notes)
    return replace(themes, lignes=tuple(ligne for ligne, _place in lignes.values())), tuple(notes)


def _added(
    records: Iterable[Record], name: str, lignes: dict[tuple[str, str], tuple[LigneTheme, Place]]
) -> Iterator[Finding]:
    """Add the theme of each line; a finding where the file of another folder decides otherwise."""
    for record in records:
        ligne, place = _ligne_theme(record), Place(name, record.line, "cle")
        other, where = lignes.setdefault((ligne.cle, ligne.action), (ligne, place))
        if (other.theme, other.marques) != (ligne.theme, ligne.marques):
            yield Finding(DUPLICATE_CODE, place, {"value": ligne.cle, "other": replace(where, column=None)})


def examine_themes(sheet: Sheet, schema: Schema, themes: Themes, log: FindingLog) -> None:
    """Log the faults of a file of themes; the themes in it are held against the dictionary, if there is a sound one."""
    records = list(read_records(sheet, schema, log))
    log.extend(keyed_once(records, schema, sheet.name))
    if schema.kind != THEMES and themes.themes:
        named = [name for name in ("theme", "marques") if name in schema.names]
        log.extend(unknown_themes(records, themes, sheet.name, named))


def themes_beside(folder: Path | None, spool: Path) -> Themes:
    """The dictionary of the folder, else the bundled one; without themes where it is not sound."""
    log = FindingLog()
    themes, _notes = _dictionary(() if folder is None else (folder,), spool, log)
    return Themes() if log.close() else themes


def themes_in(sheet: Sheet) -> Themes:
    """The dictionary of an open sheet; without themes where it is not sound."""
    log = FindingLog()
    themes = tuple(map(_theme, _records(sheet, THEMES, log)))
    return Themes() if log.close() else Themes(themes)


def _dictionary(folders: Sequence[Path], spool: Path, log: FindingLog) -> tuple[Themes, Sequence[str]]:
    """The themes of the first folder that has some, with the notes on the file; findings go to `log`."""
    (source, *_others) = _found(folders, THEMES, spool)
    sheet, records = _read(source, THEMES, log)
    themes = tuple(map(_theme, records))
    is_own = source.folder != bundled.data_folder() and themes != _dictionary((), spool, FindingLog())[0].themes
    return Themes(themes, is_own=is_own), [*source.notes, *sheet.notes]


def unknown_themes(
    records: Iterable[Record], themes: Themes, name: str, named: Sequence[str] = ("theme", "marques")
) -> Iterable[Finding]:
    """A finding for each theme in the `named` columns that the dictionary does not have."""
    for record in records:
        for column in named:
            for text in _parts(record.text(column)):
                if text not in themes.by_name:
                    near = ", ".join(nearest(text, themes.by_name)) or ", ".join(themes.by_name)
                    facts = {"value": text, "suggestion": near}
                    yield Finding(UNKNOWN_THEME, Place(name, record.line, column), facts)


def keyed_once(records: Sequence[Record], schema: Schema, name: str) -> Iterable[Finding]:
    """A finding for each record whose key another has."""
    (key,) = schema.primary_key
    seen: dict[str, int] = {}
    for record in records:
        value = record.text(key)
        if seen.setdefault(value, record.line) != record.line:
            facts = {"value": value, "other": Place(name, seen[value])}
            yield Finding(DUPLICATE_CODE, Place(name, record.line, key), facts)


def _found(folders: Iterable[Path], kind: str, spool: Path) -> Sequence[Source]:
    """The files of that name beside the data, else the bundled one, if there is one."""
    found = [source for folder in folders for source in folder_sources(folder, kind, spool)]
    return found or list(folder_sources(bundled.data_folder(), kind, spool))


def _read(source: Source, kind: str, log: FindingLog) -> tuple[Sheet, Sequence[Record]]:
    sheet = open_sheet(source, package().schema(kind))
    return sheet, _records(sheet, kind, log)


def _records(sheet: Sheet, kind: str, log: FindingLog) -> Sequence[Record]:
    schema = package().schema(kind)
    records = list(read_records(sheet, schema, log))
    log.extend(keyed_once(records, schema, sheet.name))
    return records


def _theme(record: Record) -> Theme:
    return Theme(record.text("theme"), record.text("libelle"), record.text("definition"), _parts(record.text("alias")))


def _ligne_theme(record: Record) -> LigneTheme:
    return LigneTheme(
        record.text("cle"),
        record.text("action"),
        record.text("theme"),
        _parts(record.text("marques")),
        record.text("raison"),
        record.text("decision"),
    )


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(SEPARATOR) if part.strip())
