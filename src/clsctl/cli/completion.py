"""The completion of option values by the Tab key; Typer filters them by what is typed.

Each list, with its imports, is made only when the shell asks for it.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

import typer

from clsctl.cli.arguments import data_arguments
from clsctl.errors import ClsctlError

if TYPE_CHECKING:
    from clsctl.dataset.dataset import Dataset

Complete = Callable[..., Iterable[str]]
Name = TypeVar("Name")


def dimensions() -> Iterable[str]:
    """The dimensions that lines can be summed by."""
    from clsctl.dataset.sums import Dimension

    return Dimension


def formats() -> Iterable[str]:
    """The formats of every answer."""
    from clsctl.render.formats import AUTO, TABLES

    return [AUTO, *TABLES]


def chart_formats() -> Iterable[str]:
    """The formats of an answer with a chart."""
    from clsctl.render.formats import AUTO, Format

    return [AUTO, *Format]


def ci_formats() -> Iterable[str]:
    """The formats, with those for CI."""
    from clsctl.render.formats import CiFormat

    return [*formats(), *CiFormat]


def shares() -> Iterable[str]:
    """The bases of shares."""
    from clsctl.questions.totals.shape import Share

    return Share


def orders() -> Iterable[str]:
    """The orders of lines."""
    from clsctl.dataset.sums import Order

    return Order


def sorts() -> Iterable[str]:
    """The orders of rows: by key, by amount, or by another column of sums."""
    from clsctl.questions.totals.shape import Sort
    from clsctl.questions.totals.statistics import NAMES

    sums = ("lignes", "non_chiffrees", "part_pct", "total", "population", "montant_par_habitant", "ecart", "ecart_pct")
    return (*Sort, *sums, *NAMES.values())


def stats() -> Iterable[str]:
    """The statistics of amounts."""
    from clsctl.questions.totals.shape import Stat

    return Stat


def territoires(ctx: typer.Context) -> Iterable[str]:
    """The names of the territoires, and their codes."""
    known = _of_data(ctx, lambda dataset: dataset.referentiel.territoires)
    return [name for territoire in known for name in (territoire.nom, territoire.code)]


def axes(ctx: typer.Context) -> Iterable[str]:
    """The numbers of the axes, and their short labels."""
    known = _of_data(ctx, lambda dataset: dataset.referentiel.axes)
    return [name for axe in known for name in (str(axe.numero), axe.libelle_court)]


def objectifs(ctx: typer.Context) -> Iterable[str]:
    """The objectifs of the lines."""
    return filter(None, _of_data(ctx, lambda dataset: dataset.objectifs))


def line_columns(incomplete: str) -> Iterable[str]:
    """The columns of lines, behind those already typed."""
    from clsctl.vocabulary.schema import package

    typed = incomplete.split(",")[:-1]
    names = ("cle", *package().schema("contracts").names)
    return [",".join((*typed, name)) for name in names if name not in typed]


def shells() -> Iterable[str]:
    """The shells that completion is written for."""
    from clsctl.cli.shell_quotes import Shell

    return Shell


def statuts() -> Iterable[str]:
    """The statuses of a published figure."""
    from clsctl.questions.check.proof import Statut

    return Statut


def themes(ctx: typer.Context) -> Iterable[str]:
    """The short names of the themes."""

    def names(dataset: "Dataset") -> Iterable[str]:
        dataset.load_themes()
        return dataset.referentiel.themes.by_name

    return _of_data(ctx, names)


def programmes(ctx: typer.Context) -> Iterable[str]:
    """The programmes of the context."""
    return _of_data(ctx, lambda dataset: dict.fromkeys(each.programme for each in dataset.contexte))


def types() -> Iterable[str]:
    """The types of territoires."""
    from clsctl.vocabulary.schema import package

    return package().schema("territoires").field("type").enum


def _of_data(ctx: typer.Context, ask: Callable[["Dataset"], Iterable[Name]]) -> Iterable[Name]:
    """The names and values in the data that the command line gives so far; empty where they cannot be read."""
    from clsctl.dataset.opening import open_dataset

    try:
        with open_dataset(data_arguments(ctx.params.get("data"))) as dataset:
            return tuple(ask(dataset))
    except ClsctlError:  # the command itself will say it
        return ()
