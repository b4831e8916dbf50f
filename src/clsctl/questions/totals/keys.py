"""The key columns of a row, for each dimension that lines can be summed by."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from clsctl.dataset.sums import Dimension
from clsctl.language import _
from clsctl.table import Cell, Column, Row, Word
from clsctl.vocabulary.columns import column, columns
from clsctl.vocabulary.referentiel import Referentiel

Key = str | int

# An axe is shown with its label and a territoire with its name, as codes are opaque.
NAMES = {
    Dimension.AXE: ("axe", "libelle"),
    Dimension.TERRITOIRE: ("territoire_code", "territoire"),
    Dimension.TYPE: ("type",),
    Dimension.OBJECTIF: ("objectif",),
    Dimension.EXERCICE: ("exercice",),
    Dimension.THEME: ("theme", "libelle"),
}


def key_columns(dimension: Dimension) -> tuple[Column, ...]:
    """The key columns of a dimension, in CSV header order; lines without objectif are named for people."""
    if dimension is Dimension.OBJECTIF:
        return (replace(column("objectif"), words={"": Word(_("without objective"))}),)
    return columns(*NAMES[dimension])


def row_keys(by: Sequence[Dimension], keys: Sequence[Key], referentiel: Referentiel) -> Row:
    """The first cells of a row, which name it."""
    pairs = zip(by, keys, strict=True)
    return tuple(chain(*(key_cells(dimension, key, referentiel) for dimension, key in pairs)))


def key_cells(dimension: Dimension, key: Key, referentiel: Referentiel) -> tuple[Cell, ...]:
    """The cells below those columns."""
    match dimension:
        case Dimension.AXE:
            return (key, referentiel.by_numero[int(key)].libelle)
        case Dimension.TERRITOIRE:
            return (key, referentiel.by_code[str(key)].nom)
        case Dimension.THEME:
            return (key, theme_heading(str(key), referentiel))
        case _:
            return (key,)


def key_name(dimension: Dimension, key: Key) -> str:
    """The name of a cross table's column for this key: `axe_1`, a code, a value."""
    match dimension:
        case Dimension.AXE:
            return f"axe_{key}"
        case Dimension.OBJECTIF if not key:
            return "sans_objectif"
        case Dimension.THEME if not key:
            return "sans_theme"
        case _:
            return str(key)


def key_heading(dimension: Dimension, key: Key, referentiel: Referentiel) -> str:
    """The heading of that column for people."""
    match dimension:
        case Dimension.AXE:
            return _("Axis {number}: {label}").format(number=key, label=referentiel.by_numero[int(key)].libelle_court)
        case Dimension.TERRITOIRE:
            return referentiel.by_code[str(key)].nom
        case Dimension.TYPE:
            return column("type").words[str(key)].text
        case Dimension.THEME:
            return theme_heading(str(key), referentiel)
        case _:
            return str(key) or _("without objective")


def theme_heading(theme: str, referentiel: Referentiel) -> str:
    """The label of a theme; words for lines without one."""
    return referentiel.themes.by_name[theme].libelle if theme else _("without theme")
