"""The two sides of a comparison: the lines of one year each, from years of the data, files or folders."""

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from clsctl.dataset.dataset import Dataset
from clsctl.dataset.opening import open_dataset
from clsctl.errors import UsageError
from clsctl.language import _
from clsctl.ligne import Ligne
from clsctl.questions.notes import source_line
from clsctl.vocabulary.referentiel import Referentiel
from clsctl.vocabulary.selection import Request

YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Side:
    """One year of lines: the name by which the user gave it, and the source."""

    name: str
    exercice: int
    lignes: tuple[Ligne, ...]
    source: str
    referentiel: Referentiel
    notes: tuple[str, ...]


@contextmanager
def open_sides(names: tuple[str, str], data: Sequence[str], request: Request) -> Iterator[tuple[Side, Side]]:
    """Both sides: a year of the data (four digits), or the one year of a file or folder.

    UsageError for a file of several years, and for one without lines; the selection applies to both.
    """
    with ExitStack() as stack:
        opened: dict[tuple[str, ...], Dataset] = {}

        def side(name: str) -> Side:
            is_year = is_year_name(name)
            sources = tuple(data) if is_year else (name,)
            if sources not in opened:
                opened[sources] = stack.enter_context(open_dataset(sources))
            return year_side(opened[sources], name, request, is_year=is_year)

        one, other = names
        yield side(one), side(other)


def is_year_name(name: str) -> bool:
    """True for four digits, unless a file has that name."""
    return YEAR.fullmatch(name) is not None and not Path(name).exists()


def year_side(dataset: Dataset, name: str, request: Request, *, is_year: bool) -> Side:
    """The lines of the year of that name, or of the only year of the dataset; UsageError where there is none such."""
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
    lignes = tuple(dataset.lignes(dataset.select(asked)))
    return Side(name, years[0], lignes, source_line(dataset), dataset.referentiel, dataset.notes)
