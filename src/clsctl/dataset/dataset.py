"""The dataset: sound lines behind two queries, sums by dimensions and the lines themselves."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from clsctl import bundled
from clsctl.dataset.conditions import lines_where
from clsctl.dataset.sums import EXPRESSIONS, Aggregate, Dimension, Order, Spread, in_key_order
from clsctl.engine.connection import CLE, Connection, create_themed
from clsctl.errors import ReadError
from clsctl.language import _
from clsctl.ligne import Figure, KnownGap, Ligne
from clsctl.sheets.folder import tables
from clsctl.sheets.formats import holds_table
from clsctl.sheets.sources import STDIN, Source, file_source, find_sources, folder_sources, refuse_changed
from clsctl.tempfolder import Spool
from clsctl.verdict.companions import companion_files
from clsctl.verdict.companions.theme_files import read_themes
from clsctl.verdict.placed_lines import read_placed
from clsctl.verdict.rangs.renumbering import Renumbering
from clsctl.verdict.session import Session
from clsctl.vocabulary.cells import Value
from clsctl.vocabulary.referentiel import Referentiel
from clsctl.vocabulary.schema import package
from clsctl.vocabulary.selection import Request, Selection, select
from clsctl.vocabulary.themes import LigneTheme

if TYPE_CHECKING:
    from clsctl.vocabulary.contexte import Contexte

CONTRACTS = "contracts"


@dataclass(frozen=True, slots=True)
class FilesRead:
    """The files as they were read: the sources, the notes, and what they contain beyond the lines.

    `extra_headings` are the columns that the schema does not declare; with `keeps_extras`, `Dataset.extended` gives
    their cells. `has_titles` is True where a file has text above its header. `renumbering` are the rangs changed.
    """

    sources: tuple[Source, ...]
    notes: tuple[str, ...] = ()
    extra_headings: tuple[str, ...] = ()
    keeps_extras: bool = False
    has_titles: bool = False
    renumbering: Renumbering = field(default_factory=Renumbering)


class Dataset:
    """Sound lines of one or several files, made by `open_dataset`; use it as a context manager, or close it.

    `notes` are sentences on how the files were read so far, the companion files included once they are asked for.
    """

    def __init__(self, reading: FilesRead, referentiel: Referentiel, session: Session, spool: Spool) -> None:
        self.sources = reading.sources
        self.notes = reading.notes
        self.extra_headings = reading.extra_headings
        self.keeps_extras = reading.keeps_extras
        self.has_titles = reading.has_titles
        self.renumbering = reading.renumbering
        self.referentiel = referentiel
        self._session = session
        self._spool = spool
        self._published: tuple[str, ...] = ()
        self._sums: dict[tuple[tuple[Dimension, ...], str, str], tuple[Aggregate, ...]] = {}  # a report asks often

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Free memory and temporary files; the dataset cannot be queried afterwards."""
        self._session.close()
        self._spool.close()

    @property
    def session(self) -> Session:
        """The session, whose engine a dataset beside this one shares."""
        return self._session

    @cached_property
    def exercices(self) -> tuple[int, ...]:
        """The years with lines, in order."""
        return tuple(year for (year,) in self._session.fetch("SELECT DISTINCT exercice::INT FROM cube ORDER BY 1", ()))

    @cached_property
    def objectifs(self) -> tuple[str, ...]:
        """The sub-headings of the lines, in alphabetical order; an empty text for lines without one."""
        return tuple(text for (text,) in self._session.fetch("SELECT DISTINCT objectif FROM cube ORDER BY 1", ()))

    @property
    def is_bundled(self) -> bool:
        """True for the lines bundled with clsctl."""
        return all(source.folder == bundled.data_folder() for source in self.sources)

    @property
    def pages(self) -> tuple[Source, ...]:
        """The sources that the page of a report carries."""
        return tuple(source for source in self.sources if source.page is not None)

    def select(self, request: Request) -> Selection:
        """The user's words resolved for these data; UsageError for an unknown name."""
        objectifs = self.objectifs if request.objectif else ()
        if request.theme:
            self.load_themes()
        return select(request, self.referentiel, self.exercices, objectifs)

    def refuse_changed(self) -> None:
        """ReadError where a file has changed since it was opened: an answer would mix two versions."""
        self._session.refuse_changed()

    def aggregate(self, by: Sequence[Dimension], selection: Selection = Selection()) -> tuple[Aggregate, ...]:  # noqa: B008 (frozen)
        """One aggregate per value of `by` with lines, in key order; of no dimension, one for all lines."""
        if Dimension.THEME in by:
            self.load_themes()
        keys = [EXPRESSIONS[dimension] for dimension in by]
        where, values = lines_where(selection)
        question = (tuple(by), where, repr(values))
        if question not in self._sums:
            self._sums[question] = self._summed(keys, by, selection, where, values)
        return self._sums[question]

    def _summed(
        self, keys: Sequence[str], by: Sequence[Dimension], selection: Selection, where: str, values: Sequence[object]
    ) -> tuple[Aggregate, ...]:
        if selection.reads_lines or Dimension.THEME in by:  # the cube has neither labels nor amounts of lines
            relation, sums = _relation(selection, by), "count(*), count(*) - count(montant), sum(montant)"
        else:
            relation, sums = "cube", "sum(lignes), sum(lignes - chiffrees), sum(montant)"
        rows = self._session.fetch(_grouped(relation, keys, sums, where), values)
        width = len(keys)
        found = [Aggregate(row[:width], int(row[width] or 0), int(row[width + 1] or 0), row[-1]) for row in rows]
        return in_key_order(found, by, self.referentiel)

    def spreads(self, by: Sequence[Dimension], selection: Selection) -> Mapping[tuple[str | int, ...], Spread]:
        """The spread of the amounts of each group, by its keys; the middle ones are amounts of lines, hence exact."""
        keys = [EXPRESSIONS[dimension] for dimension in by]
        where, values = lines_where(selection)
        spread = "min(montant), quantile_disc(montant, 0.5), -quantile_disc(-montant, 0.5), max(montant)"
        rows = self._session.fetch(_grouped(_relation(selection, by), keys, spread, where), values)
        return {row[: len(keys)]: Spread(*row[len(keys) :]) for row in rows}

    def lignes(
        self,
        selection: Selection = Selection(),  # noqa: B008 (frozen)
        order: Order = Order.KEY,
        limit: int | None = None,
    ) -> Iterator[Ligne]:
        """The lines, with territoires in file order; the first `limit` of them."""
        where, values = lines_where(selection)
        first = "montant DESC NULLS LAST, " if order is Order.MONTANT else ""
        names = ", ".join(package().schema(CONTRACTS).names)
        rows = self._session.stream(
            f"SELECT {names} FROM {_relation(selection)} JOIN territoire_types USING (territoire_code) WHERE {where} "
            f"ORDER BY {first}exercice, rank, axe, rang {'LIMIT ?' if limit is not None else ''}",
            [*values, limit] if limit is not None else values,
        )
        return (Ligne(*row) for row in rows)

    def marked(self, selection: Selection) -> Mapping[str, int]:
        """The number of lines of the selection that each theme marks beside their own."""
        self.load_themes()
        where, values = lines_where(selection)
        rows = self._session.fetch(
            "SELECT marque, count(*) FROM (SELECT unnest(marques) AS marque FROM themed"
            f" JOIN territoire_types USING (territoire_code) WHERE {where}) GROUP BY marque",
            values,
        )
        return {str(theme): int(count) for theme, count in rows}

    def lignes_themes(self, selection: Selection = Selection()) -> Iterator[LigneTheme]:  # noqa: B008 (frozen)
        """The theme of each line that has one, in the order of lines."""
        self.load_themes()
        known = {(each.cle, each.action): each for each in self.referentiel.themes.lignes}
        where, values = lines_where(selection)
        rows = self._session.stream(
            f"SELECT {CLE}, action FROM themed JOIN territoire_types USING (territoire_code)"
            f" WHERE {where} AND theme <> '' ORDER BY exercice, rank, axe, rang",
            values,
        )
        return (known[cle, action] for cle, action in rows)

    def has_themes(self, selection: Selection = Selection()) -> bool:  # noqa: B008 (frozen)
        """True where a line has a theme."""
        return any(group.keys != ("",) for group in self.aggregate((Dimension.THEME,), selection))

    def load_themes(self) -> None:
        """Read the themes, once they are asked for: a file beside the data, else the bundled one."""
        if self.referentiel.themes.themes:
            return
        themes, notes = read_themes(self.folders, self.exercices, self._spool.path)
        with self._session.reading() as connection:
            rows = [(each.cle, each.action, each.theme, list(each.marques)) for each in themes.lignes]
            create_themed(connection, rows)
        self.referentiel = replace(self.referentiel, themes=themes)
        self._note(notes)

    def least_montant(self) -> Decimal | None:
        """The smallest amount of a line, in euros; None where no line has one."""
        ((least,),) = self._session.fetch("SELECT min(montant) FROM lignes", ())
        return None if least is None else Decimal(least)

    def vanishing(self, selection: Selection, slack: Decimal) -> tuple[int, int]:
        """The number of lines of at most `slack` euros, and how many of the smallest sum to at most that."""
        where, values = lines_where(selection)
        ((each, together),) = self._session.fetch(
            "SELECT count(*), count(*) FILTER (cumul <= ?) FROM ("
            " SELECT sum(montant) OVER (ORDER BY montant ROWS UNBOUNDED PRECEDING) AS cumul"
            f" FROM lignes JOIN territoire_types USING (territoire_code) WHERE {where} AND montant <= ?)",
            [slack, *values, slack],
        )
        return int(each), int(together)

    def placed(self, wanted: Callable[[Ligne], bool]) -> tuple[Ligne, ...]:
        """The wanted lines with file and line, in key order, by a careful reading."""
        found = self._in_order(read_placed(self.sources, package().schema(CONTRACTS), self.referentiel, wanted))
        self.refuse_changed()
        return found

    def earlier(self, path: Path) -> tuple[Ligne, ...]:
        """The lines of an earlier version, a file or a folder, placed, in key order.

        ReadError or InvalidDataError for an unsound one.
        """
        sources = find_sources([str(path)], self._spool.path)
        found = self._in_order(read_placed(sources, package().schema(CONTRACTS), self.referentiel))
        refuse_changed(sources)
        return found

    def _in_order(self, lignes: Iterable[Ligne]) -> tuple[Ligne, ...]:
        ranks = {known.code: rank for rank, known in enumerate(self.referentiel.territoires)}
        return tuple(sorted(lignes, key=lambda each: (each.exercice, ranks[each.territoire_code], each.axe, each.rang)))

    def extended(self) -> Iterator[Sequence[Value]]:
        """The cells of all lines in key order, followed by the extra ones where they are kept."""
        names = (*package().schema(CONTRACTS).names, *(["extras_"] if self.keeps_extras else []))
        rows = self._session.stream(
            f"SELECT {', '.join(names)} "
            "FROM lignes JOIN territoire_types USING (territoire_code) ORDER BY exercice, rank, axe, rang",
            (),
        )
        return ((*cells, *json.loads(extras)) for *cells, extras in rows) if self.keeps_extras else rows

    def reading(self) -> AbstractContextManager[Connection]:
        """The engine's connection, for tables made from the files; ReadError where one has changed."""
        return self._session.reading()

    @property
    def has_published(self) -> bool:
        """True where a file of published figures of a year of the lines lies beside the data."""
        return bool(self._figure_sources())

    def figures(self, published: Iterable[Path] = ()) -> tuple[Figure, ...]:
        """The published figures: of the files named, else of `published_<exercice>.csv` beside the data.

        ReadError without any file.
        """
        self._published = tuple(map(str, published))
        if STDIN in self._published and any(source.name == STDIN for source in self.sources):
            raise ReadError(_("Standard input is named twice."), _("Name it once: it can be read only once."))
        sources = [file_source(name, self._spool.path) for name in self._published] or self._figure_sources()
        if not self._published:
            self._note(companion_files.uncompared(self.folders, self.exercices))
        if not sources:
            year = next(iter(self.exercices), "*")
            raise ReadError(
                _("{name} is missing beside the data.").format(name=f"{companion_files.PUBLISHED}_{year}.csv"),
                _("Name the file of published figures: --published FILE.csv"),
            )
        figures, notes = companion_files.read_figures(sources, self.referentiel)
        self._note(notes)
        return figures

    def known_gaps(self) -> tuple[KnownGap, ...]:
        """The accepted gaps of the files `known_gaps_<exercice>.csv` beside the data; empty without any."""
        gaps, notes = companion_files.read_known_gaps(self._beside(companion_files.KNOWN_GAPS), self.referentiel)
        self._note(notes)
        return gaps

    @cached_property
    def contexte(self) -> tuple["Contexte", ...]:
        """The figures of other programmes: of the files beside the data, else the bundled ones where they hold."""
        from clsctl.verdict.companions.context_files import read_contexte  # noqa: PLC0415 (few answers have context)

        self.load_themes()
        figures, notes = read_contexte(self.folders, self.referentiel, self._spool.path)
        self._note(notes)
        return figures

    @property
    def has_contexte(self) -> bool:
        """True where figures of other programmes lie beside the data, as those bundled beside the bundled lines do."""
        return any(True for folder in self.folders for _path in tables(folder, companion_files.CONTEXTE))

    def _note(self, notes: Iterable[str]) -> None:
        """Add each note once."""
        self.notes = tuple(dict.fromkeys((*self.notes, *notes)))

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders of the data, each once; none for standard input."""
        return tuple(dict.fromkeys(source.folder for source in self.sources if source.folder is not None))

    def _beside(self, kind: str) -> Sequence[Source]:
        places = [(folder, f"{kind}_{year}") for year in self.exercices for folder in self.folders]
        return [source for folder, name in places for source in folder_sources(folder, name, self._spool.path)]

    def _figure_sources(self) -> Sequence[Source]:
        """The files of published figures beside the lines, else the workbooks of lines that hold them too."""
        kind = companion_files.PUBLISHED
        holding = (replace(source, sheet=None) for source in self.sources if holds_table(source, kind))
        return self._beside(kind) or list(holding)


def _relation(selection: Selection, by: Sequence[Dimension] = ()) -> str:
    """The view of lines that a question reads: with their themes where it names one."""
    return "themed" if selection.reads_themes or Dimension.THEME in by else "lignes"


def _grouped(relation: str, keys: Sequence[str], columns: str, where: str) -> str:
    """The query of one row for each value of `keys`; of no key, one row for all."""
    return (
        f"SELECT {', '.join([*keys, columns])} FROM {relation} JOIN territoire_types USING (territoire_code) "
        f"WHERE {where} {'GROUP BY ' + ', '.join(keys) if keys else ''}"
    )
