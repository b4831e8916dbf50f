"""The groups by which two years are compared: names of both, and the key of a line, its theme included."""

from collections.abc import Iterator, Mapping, Sequence

from clsctl.dataset.sums import Dimension
from clsctl.language import ngettext
from clsctl.ligne import Ligne
from clsctl.questions.compare.carried_themes import carried_themes
from clsctl.questions.compare.causes import Key
from clsctl.questions.compare.links import Links
from clsctl.questions.compare.sides import Side
from clsctl.questions.notes import theme_note
from clsctl.vocabulary.referentiel import Referentiel
from clsctl.vocabulary.themes import LigneTheme, Themes


class BothYears:
    """The territoires and axes of both years: those of the second, and what only the first has."""

    def __init__(self, a: Referentiel, b: Referentiel) -> None:
        territoires = (*b.territoires, *(each for each in a.territoires if each.code not in b.by_code))
        axes = (*b.axes, *(each for each in a.axes if each.numero not in b.by_numero))
        themes = (*b.themes.themes, *(each for each in a.themes.themes if each.theme not in b.themes.by_name))
        self.merged = Referentiel(territoires, axes, Themes(themes, is_own=a.themes.is_own or b.themes.is_own))


class YearThemes:
    """The themes of the lines of both years by key; those of the second, else carried over from the first."""

    def __init__(self, a: Side, b: Side, links: Links) -> None:
        self.before = a.themes
        self._rule = theme_note(b.referentiel.themes)
        carried = carried_themes(a.themes, links)
        self.after = {**carried, **b.themes}
        self._carried = len(carried.keys() - b.themes.keys())

    @property
    def notes(self) -> Iterator[str]:
        """The rule of themes, and the number of lines whose theme is that of their line in the first year."""
        if self._carried:
            note = ngettext(
                "{count} line of the second year has the theme of its line in the first: the link is sure.",
                "{count} lines of the second year have the themes of their lines in the first: the links are sure.",
                self._carried,
            )
            yield note.format(count=self._carried)
        yield self._rule


def year_key(by: Sequence[Dimension], both: BothYears, themes: Mapping[str, LigneTheme]) -> Key:
    """The key of a line of one year for these dimensions; `themes` are those of its lines."""

    def part(ligne: Ligne, dimension: Dimension) -> str | int:
        match dimension:
            case Dimension.AXE:
                return ligne.axe
            case Dimension.TERRITOIRE:
                return ligne.territoire_code
            case Dimension.TYPE:
                return both.merged.by_code[ligne.territoire_code].type
            case Dimension.OBJECTIF:
                return ligne.objectif
            case Dimension.THEME:
                return themes[ligne.cle].theme if ligne.cle in themes else ""
            case _:
                return ligne.exercice

    return lambda ligne: tuple(part(ligne, dimension) for dimension in by)
