"""The two sides of a comparison: the lines of one year each, from years of the data, files or folders."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from clsctl.dataset.dataset import Dataset
from clsctl.dataset.opening import open_dataset
from clsctl.errors import UsageError
from clsctl.language import _
from clsctl.ligne import Ligne
from clsctl.questions.notes import selection_note, source_line
from clsctl.vocabulary.referentiel import Referentiel
from clsctl.vocabulary.selection import Request, Selection
from clsctl.vocabulary.themes import LigneTheme

YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Side:
    """One year of lines: the name by which the user gave it, the source, and the note on the selection, if any.

    `themes` are those of the lines that have one, by key, where they were asked for.
    """

    name: str
    exercice: int
    lignes: tuple[Ligne, ...]
    source: str
    referentiel: Referentiel
    notes: tuple[str, ...]
    selection: tuple[str, ...] = ()
    themes: Mapping[str, LigneTheme] = field(default_factory=dict)


@contextmanager
def open_sides(
    names: tuple[str, str], data: Sequence[str], request: Request, *, with_themes: bool = False
) -> Iterator[tuple[Side, Side]]:
    """Both sides: a year (four digits) of the data, else of the bundled ones, or the one year of a file or folder.

    UsageError for a file of several years, and for one without lines; the selection applies to both.
    """
    with ExitStack() as stack:
        opened: dict[tuple[str, ...], Dataset] = {}

        def side(name: str) -> Side:
            is_year = is_year_name(name)
            for sources in (tuple(data), ()) if is_year else ((name,),):
                if sources not in opened:
                    first = next(iter(opened.values()), None)
                    opened[sources] = stack.enter_context(open_dataset(sources, beside=first))
                if not is_year or int(name) in opened[sources].exercices:
                    return year_side(opened[sources], name, request, is_year=is_year, with_themes=with_themes)
            return year_side(opened[tuple(data)], name, request, is_year=True, with_themes=with_themes)

        one, other = names
        yield side(one), side(other)


def open_side(name: str, data: Sequence[str], *, with_themes: bool = False) -> Side:
    """One side alone: a year of the data, or the one year of a file or folder."""
    with open_sides((name, name), data, Request(), with_themes=with_themes) as (side, _same):
        return side


def is_year_name(name: str) -> bool:
    """True for four digits, unless a file has that name."""
    return YEAR.fullmatch(name) is not None and not Path(name).exists()


def year_side(dataset: Dataset, name: str, request: Request, *, is_year: bool, with_themes: bool = False) -> Side:
    """The lines of the year of that name, or of the only year of the dataset; UsageError for a year without lines."""
    years = dataset.exercices
    if is_year:
        years = tuple(year for year in years if str(year) == name)
        if not years:
            raise UsageError(
                _("{name}: the data have no line of this year.").format(name=name),
                _("They have {years}; name another year, or files with --data.").format(
                    years=", ".join(map(str, dataset.exercices)) or "–"
                ),
            )
    if len(years) != 1:
        raise UsageError(
            _("{name}: a side of a comparison is one year, and this has {years}.").format(
                name=name, years=", ".join(map(str, years)) or "–"
            ),
            _("Name two years, and the files with --data: clsctl compare 2025 2026 --data {name}").format(name=name),
        )
    asked = replace(request, exercice=(str(years[0]),))
    return side_of(dataset, name, dataset.select(asked), with_themes=with_themes)


def side_of(dataset: Dataset, name: str, selection: Selection, *, with_themes: bool = False) -> Side:
    """The lines of the selection, which are of one year, as a side."""
    lignes = tuple(dataset.lignes(selection))
    themes = {each.cle: each for each in dataset.lignes_themes(selection)} if with_themes else {}
    written = {option: values for option, values in selection.as_written.items() if option != "exercice"}
    note = tuple(selection_note(replace(selection, as_written=written), dataset.referentiel))
    exercice = lignes[0].exercice if lignes else next(iter(dataset.exercices))
    return Side(name, exercice, lignes, source_line(dataset), dataset.referentiel, dataset.notes, note, themes)
