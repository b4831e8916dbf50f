"""A selection of lines: the user's words resolved to exact codes and values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import chain
from typing import TypeVar

from clsctl.errors import UsageError
from clsctl.language import _
from clsctl.montant import montant_text
from clsctl.vocabulary.bounds import read_bounds
from clsctl.vocabulary.folding import fold, fold_search
from clsctl.vocabulary.referentiel import Referentiel
from clsctl.vocabulary.suggestions import unknown_word
from clsctl.vocabulary.themes import Themes

T = TypeVar("T", int, str, tuple[str, ...])


@dataclass(frozen=True, slots=True)
class Selection:
    """Conditions that a line must all meet; an empty selection passes every line.

    `territoires` are the codes named, `covered` those whose lines are meant (a region's: all inside it). `searches` are
    alternatives, each the folded words that a line must all contain. `marques` are themes that a line touches beside
    its own, which must be another. `least` and `most` are bounds in euros, inclusive, within which a line without
    amount cannot be. `as_written` holds, per option, the text for notes and JSON.
    """

    exercices: tuple[int, ...] = ()
    territoires: tuple[str, ...] = ()
    covered: frozenset[str] = frozenset()
    types: tuple[str, ...] = ()
    axes: tuple[int, ...] = ()
    objectifs: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    marques: tuple[str, ...] = ()
    searches: tuple[tuple[str, ...], ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None
    without_amount: bool = False
    as_written: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_bounded(self) -> bool:
        """True where only lines with an amount can be within the bounds."""
        return self.least is not None or self.most is not None

    @property
    def reads_lines(self) -> bool:
        """True where sums by group cannot answer: a line's words or its own amount decide."""
        return bool(self.searches) or self.reads_themes or self.is_bounded or self.without_amount

    @property
    def reads_themes(self) -> bool:
        """True where the theme of a line decides, or its marks."""
        return bool(self.themes) or bool(self.marques)


@dataclass(frozen=True, slots=True)
class Request:
    """The selection as typed: names, codes and aliases, in any case, with or without accents, and amounts as written.

    Several names may be typed as one, with commas between them.
    """

    exercice: Sequence[str] = ()
    territoire: Sequence[str] = ()
    type: Sequence[str] = ()
    axe: Sequence[str] = ()
    objectif: Sequence[str] = ()
    search: Sequence[str] = ()
    min: str | None = None
    max: str | None = None
    without_amount: bool = False
    theme: Sequence[str] = ()


def select(request: Request, referentiel: Referentiel, exercices: Iterable[int], objectifs: Iterable[str]) -> Selection:
    """The request resolved for data with these exercices and objectifs.

    UsageError for an unknown name, and for bounds that are not amounts or that exclude every line.
    """
    territoires = _each(
        "--territoire",
        _split(request.territoire, referentiel.territoire_names),
        referentiel.territoire_names,
        _names(referentiel),
        listed=[territoire.nom for territoire in referentiel.territoires],
    )
    libelles = {axe.libelle: axe.numero for axe in referentiel.axes}
    axes = _each(
        "--axe", _split(request.axe, referentiel.axe_names), referentiel.axe_names, libelles, libelles.values()
    )
    types = _known({territoire.type for territoire in referentiel.territoires})
    years = {str(year): year for year in exercices}
    labels: dict[str, tuple[str, ...]] = {}
    for objectif in objectifs:  # two spellings that fold to one are one to the user
        labels[fold(objectif)] = (*labels.get(fold(objectif), ()), objectif)
    themes = _theme_names(referentiel.themes)
    least, most = read_bounds(request.min, request.max, without_amount=request.without_amount)
    selection = Selection(
        exercices=_each("--exercice", _split(request.exercice, years), years, years),
        territoires=territoires,
        covered=frozenset(code for named in territoires for code in referentiel.covered(named)),
        types=_each("--type", _split(request.type, types), types, types.values()),
        axes=axes,
        objectifs=tuple(chain(*_each("--objectif", request.objectif, labels, chain(*labels.values())))),
        themes=_each("--theme", _split(request.theme, themes), themes, referentiel.themes.by_name),
        searches=tuple(dict.fromkeys(_words(text) for text in request.search)),
        least=least,
        most=most,
        without_amount=request.without_amount,
    )
    return _with_writing(selection, request)


def _with_writing(selection: Selection, request: Request) -> Selection:
    written = {
        "exercice": tuple(str(year) for year in selection.exercices),
        "territoire": selection.territoires,
        "type": selection.types,
        "axe": tuple(str(axe) for axe in selection.axes),
        "objectif": selection.objectifs,
        "theme": selection.themes,
        "search": tuple(request.search),
        "min": () if selection.least is None else (montant_text(selection.least),),
        "max": () if selection.most is None else (montant_text(selection.most),),
        "without_amount": ("true",) if selection.without_amount else (),
    }
    return replace(selection, as_written={option: values for option, values in written.items() if values})


def _names(referentiel: Referentiel) -> list[str]:
    return [name for territoire in referentiel.territoires for name in (territoire.nom, *territoire.alias)]


def _theme_names(themes: Themes) -> dict[str, str]:
    """The short name for each folded short name, label and alias, in that order of precedence."""
    aliases = {fold(alias): theme.theme for theme in reversed(themes.themes) for alias in theme.alias}
    labels = {fold(theme.libelle): theme.theme for theme in reversed(themes.themes)}
    return aliases | labels | {fold(theme.theme): theme.theme for theme in themes.themes}


def _known(values: Iterable[str]) -> dict[str, str]:
    return {fold(value): value for value in values}


def _split(words: Sequence[str], known: Mapping[str, object]) -> list[str]:
    """Each word, or the parts between its commas where it is unknown as a whole (a name may contain one)."""
    return [part for word in words for part in ([word] if fold(word) in known else word.split(","))]


def _each(
    option: str,
    words: Sequence[str],
    known: Mapping[str, T],
    names: Iterable[str],
    codes: Iterable[object] = (),
    *,
    listed: Iterable[str] | None = None,
) -> tuple[T, ...]:
    found = [known.get(fold(word)) for word in words]
    for word, value in zip(words, found, strict=True):
        if value is None:
            raise unknown_word(option, word, names, codes, listed=listed)
    return tuple(dict.fromkeys(value for value in found if value is not None))


def _words(text: str) -> tuple[str, ...]:
    words = tuple(dict.fromkeys(fold_search(text)))
    if not words:
        raise UsageError(
            _("--search: “{text}” contains no word.").format(text=text),
            _("Give one word or several, for example --search 'aide alimentaire'."),
        )
    return words
