"""The opening of a dataset: files found, read and judged, before any question is asked."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from clsctl.dataset.dataset import CONTRACTS, Dataset, FilesRead
from clsctl.engine.connection import create_lignes, create_orders
from clsctl.progress import Watch, unwatched
from clsctl.sheets.formats import open_sheet
from clsctl.sheets.sources import Source, find_sources
from clsctl.tempfolder import Spool
from clsctl.verdict import lines
from clsctl.verdict.companions.companion_files import Beside, read_beside
from clsctl.verdict.lines import PLAIN, Asked
from clsctl.verdict.session import Session
from clsctl.vocabulary.schema import package


def open_dataset(
    arguments: Iterable[str] = (), *, asked: Asked = PLAIN, watch: Watch = unwatched, beside: Dataset | None = None
) -> Dataset:
    """The sound lines of the files, folders or `-` named, else the bundled data, with progress to `watch`.

    A dataset `beside` another, which is closed later, shares its engine: starting one takes a tenth of a short run.

    InvalidDataError where they are not sound, ReadError where one cannot be read.
    """
    spool = Spool()
    try:
        sources = find_sources(arguments, spool.path)
        companions = read_beside(source.folder for source in sources)
        session = Session(sources, spool.path, watch, None if beside is None else beside.session)
        try:
            return _judged(sources, companions, session, spool, asked)
        except BaseException:
            session.close()
            raise
    except BaseException:
        spool.close()
        raise


def _judged(sources: Sequence[Source], companions: Beside, session: Session, spool: Spool, asked: Asked) -> Dataset:
    """The dataset of these sources: each is opened once, and judged within the session."""
    schema = package().schema(CONTRACTS)
    sheets = [open_sheet(source, schema) for source in sources]
    extra_headings = tuple(name for sheet in sheets for name in sheet.header.extras.values())
    keeps_extras = asked.keep_extras and bool(extra_headings)
    with session.reading() as connection:
        notes, renumbering = lines.load(
            connection,
            sheets,
            sources,
            schema,
            companions.referentiel,
            spool.path,
            replace(asked, keep_extras=keeps_extras),
        )
    create_lignes(connection, ("extras_",) if keeps_extras else ())
    create_orders(
        connection, [(each.code, each.type, rank) for rank, each in enumerate(companions.referentiel.territoires)]
    )
    reading = FilesRead(
        tuple(sources),
        (*notes, *companions.notes),
        extra_headings,
        keeps_extras=keeps_extras,
        has_titles=any(sheet.has_title for sheet in sheets),
        renumbering=renumbering,
    )
    return Dataset(reading, companions.referentiel, session, spool)
