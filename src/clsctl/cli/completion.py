"""The completion of option values by the Tab key; Typer filters them by what is typed.

Each list, with its imports, is made only when the shell asks for it.
"""

from collections.abc import Callable, Iterable

Complete = Callable[[], Iterable[str]]


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
    """The orders of rows."""
    from clsctl.questions.totals.shape import Sort

    return Sort


def territoires() -> Iterable[str]:
    """The names of the bundled territoires, and their codes."""
    from clsctl.verdict.companions.companion_files import read_referentiel

    known = read_referentiel(()).territoires
    return [name for territoire in known for name in (territoire.nom, territoire.code)]


def types() -> Iterable[str]:
    """The types of territoires."""
    from clsctl.vocabulary.schema import package

    return package().schema("territoires").field("type").enum
