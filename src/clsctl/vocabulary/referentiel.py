"""Territoires and axes: their codes, names and aliases, and the resolution of a user's word to one of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from clsctl.vocabulary.folding import fold
from clsctl.vocabulary.themes import Themes


@dataclass(frozen=True, slots=True)
class Territoire:
    """A party to the contracts, or the region that contains them; `inclus_dans` is the code of its container.

    `avec_article` is its name within a French sentence (`l'Aisne`, `la MEL`), empty where no file gives it.
    """

    code: str
    nom: str
    type: str
    inclus_dans: str
    population: int | None
    millesime: int | None
    population_source: str
    alias: tuple[str, ...]
    avec_article: str = ""
    siren: str = ""


@dataclass(frozen=True, slots=True)
class Axe:
    """An axis of the pact, with the label of its chapter and its other printed wordings."""

    numero: int
    libelle: str
    libelle_court: str
    alias: tuple[str, ...]


@dataclass(frozen=True)
class Referentiel:
    """All territoires and axes, in file order, which is the order of every table; themes once they are asked for."""

    territoires: tuple[Territoire, ...]
    axes: tuple[Axe, ...]
    themes: Themes = Themes()  # noqa: RUF009 (frozen)

    @cached_property
    def by_code(self) -> Mapping[str, Territoire]:
        """Territoires by code, compared whole."""
        return {territoire.code: territoire for territoire in self.territoires}

    @cached_property
    def by_numero(self) -> Mapping[int, Axe]:
        """Axes by number."""
        return {axe.numero: axe for axe in self.axes}

    @cached_property
    def territoire_names(self) -> Mapping[str, str]:
        """The code for each folded code, name and alias; codes outrank names, and names aliases."""
        aliases = {fold(alias): known.code for known in reversed(self.territoires) for alias in known.alias}
        names = {fold(known.nom): known.code for known in reversed(self.territoires)}
        return aliases | names | {fold(known.code): known.code for known in self.territoires}

    def meant(self, code: str, nom: str) -> Territoire | None:
        """The only territoire that a code and a name can both mean; None where they contradict each other.

        The code may lack its leading zeros, which spreadsheets drop; the name may be an alias, in any case.
        """
        named = fold(nom)
        for known in self.territoires:
            if code in {known.code, known.code.lstrip("0")} and named in map(fold, (known.nom, *known.alias)):
                return known
        return None

    @cached_property
    def axe_names(self) -> Mapping[str, int]:
        """The number for each folded number, label, short label and alias, in that order; `axe 1` is accepted too."""
        aliases = {fold(alias): axe.numero for axe in reversed(self.axes) for alias in axe.alias}
        shorts = {fold(axe.libelle_court): axe.numero for axe in reversed(self.axes)}
        labels = {fold(axe.libelle): axe.numero for axe in reversed(self.axes)}
        numbers = {name: axe.numero for axe in self.axes for name in (f"axe {axe.numero}", str(axe.numero))}
        return aliases | shorts | labels | numbers

    def covered(self, code: str) -> frozenset[str]:
        """The territoires whose lines a figure of `code` covers: itself; for a region, all inside it."""
        if self.by_code[code].type != "region":
            return frozenset({code})
        return frozenset(territoire.code for territoire in self.territoires if self._is_inside(territoire, code))

    def _is_inside(self, territoire: Territoire, code: str) -> bool:
        seen: set[str] = set()
        current: Territoire | None = territoire
        while current is not None and current.code not in seen:
            if current.code == code:
                return True
            seen.add(current.code)
            current = self.by_code.get(current.inclus_dans)
        return False

    def overlap(self, codes: Iterable[str]) -> bool:
        """True where one of the territoires is inside another: their populations must not be added."""
        wanted = set(codes)
        return any(self._is_inside(self.by_code[code], other) for code in wanted for other in wanted if other != code)
