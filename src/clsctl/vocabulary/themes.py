"""Themes: subjects of actions, a classification of clsctl and not of the State; one principal theme for each line."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Theme:
    """A subject by its short name, with its label, what it covers, and its other names."""

    theme: str
    libelle: str
    definition: str
    alias: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LigneTheme:
    """The theme of a line, found by its key and its label together; `marques` are themes that it touches too."""

    cle: str
    action: str
    theme: str
    marques: tuple[str, ...]
    raison: str
    decision: str


@dataclass(frozen=True)
class Themes:
    """The themes in file order, and the themes of lines; `is_own` where the dictionary is not that of clsctl."""

    themes: tuple[Theme, ...] = ()
    lignes: tuple[LigneTheme, ...] = ()
    is_own: bool = False

    @cached_property
    def by_name(self) -> Mapping[str, Theme]:
        """Themes by short name."""
        return {theme.theme: theme for theme in self.themes}
