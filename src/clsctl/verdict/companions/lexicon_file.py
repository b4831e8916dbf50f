"""The file of the lexicon beside the lines, else the bundled one."""

from collections.abc import Iterable
from pathlib import Path

from clsctl import bundled
from clsctl.finding import FindingLog, InvalidDataError
from clsctl.sheets.formats import open_sheet
from clsctl.sheets.sources import folder_sources
from clsctl.verdict.companions.theme_files import keyed_once, unknown_themes
from clsctl.verdict.records import Record, read_records
from clsctl.vocabulary.folding import fold_search
from clsctl.vocabulary.lexicon import Lexicon, Term, TermRole
from clsctl.vocabulary.schema import package
from clsctl.vocabulary.themes import Themes

LEXICON = "lexique"


def read_lexicon(folders: Iterable[Path], themes: Themes, spool: Path) -> tuple[Lexicon, tuple[str, ...]]:
    """The terms for these themes, with the notes on the file; of the bundled file those of other themes are left out.

    InvalidDataError where a file beside the lines is not sound.
    """
    own = [source for folder in folders for source in folder_sources(folder, LEXICON, spool)]
    (source, *_others) = own or folder_sources(bundled.data_folder(), LEXICON, spool)
    schema = package().schema(LEXICON)
    log = FindingLog()
    sheet = open_sheet(source, schema)
    records = list(read_records(sheet, schema, log))
    log.extend(keyed_once(records, schema, sheet.name))
    if own:
        log.extend(unknown_themes(records, themes, sheet.name, ("theme",)))
    notes = (*source.notes, *sheet.notes)
    if findings := log.close():
        raise InvalidDataError(findings, notes)
    terms = (_term(record) for record in records if record.text("theme") in themes.by_name)
    return Lexicon(tuple(term for term in terms if term.words)), notes


def _term(record: Record) -> Term:
    terme = record.text("terme")
    return Term(terme, fold_search(terme), record.text("theme"), TermRole(record.text("role")))
