"""A selection of lines: the user's words resolved to exact codes and values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TypeVar

from clsctl.errors import UsageError
from clsctl.language import _
from clsctl.vocabulary.referentiel import Referentiel, fold, fold_words
from clsctl.vocabulary.suggest import unknown_word

T = TypeVar("T", int, str, tuple[str, ...])


@dataclass(frozen=True, slots=True)
class Selection:
    """Conditions that a line must all meet; an empty selection passes every line.

    `territoires` are the codes named, `covered` those whose lines are meant (a region's: all inside it). `words` are
    folded. `as_written` holds, per option, the text for notes and JSON.
    """

    exercices: tuple[int, ...] = ()
    territoires: tuple[str, ...] = ()
    covered: frozenset[str] = frozenset()
    types: tuple[str, ...] = ()
    axes: tuple[int, ...] = ()
    objectifs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    as_written: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Request:
    """The selection as typed: names, codes and aliases, in any case, with or without accents."""

    exercice: Sequence[str] = ()
    territoire: Sequence[str] = ()
    type: Sequence[str] = ()
    axe: Sequence[str] = ()
    objectif: Sequence[str] = ()
    search: Sequence[str] = ()


def select(request: Request, referentiel: Referentiel, exercices: Iterable[int], objectifs: Iterable[str]) -> Selection:
    """The request resolved for data with these exercices and objectifs; UsageError for an unknown name."""
    territoires = _each("--territoire", request.territoire, referentiel.territoire_names, _names(referentiel))
    libelles = {axe.libelle: axe.numero for axe in referentiel.axes}
    axes = _each("--axe", request.axe, referentiel.axe_names, libelles, libelles.values())
    types = _known({territoire.type for territoire in referentiel.territoires})
    years = {str(year): year for year in exercices}
    labels: dict[str, tuple[str, ...]] = {}
    for objectif in objectifs:  # two spellings that fold to one are one to the user
        labels[fold(objectif)] = (*labels.get(fold(objectif), ()), objectif)
    selection = Selection(
        exercices=_each("--exercice", request.exercice, years, years),
        territoires=territoires,
        covered=frozenset(code for named in territoires for code in referentiel.covered(named)),
        types=_each("--type", request.type, types, types.values()),
        axes=axes,
        objectifs=tuple(chain(*_each("--objectif", request.objectif, labels, chain(*labels.values())))),
        words=tuple(dict.fromkeys(word for text in request.search for word in _words(text))),
    )
    return _with_writing(selection, request)


def _with_writing(selection: Selection, request: Request) -> Selection:
    written = {
        "exercice": tuple(str(year) for year in selection.exercices),
        "territoire": selection.territoires,
        "type": selection.types,
        "axe": tuple(str(axe) for axe in selection.axes),
        "objectif": selection.objectifs,
        "search": tuple(request.search),
    }
    return replace(selection, as_written={option: values for option, values in written.items() if values})


def _names(referentiel: Referentiel) -> list[str]:
    return [name for territoire in referentiel.territoires for name in (territoire.nom, *territoire.alias)]


def _known(values: Iterable[str]) -> dict[str, str]:
    return {fold(value): value for value in values}


def _each(
    option: str, words: Sequence[str], known: Mapping[str, T], names: Iterable[str], codes: Iterable[object] = ()
) -> tuple[T, ...]:
    found = [known.get(fold(word)) for word in words]
    for word, value in zip(words, found, strict=True):
        if value is None:
            raise unknown_word(option, word, names, codes)
    return tuple(dict.fromkeys(value for value in found if value is not None))


def _words(text: str) -> tuple[str, ...]:
    words = fold_words(text)
    if not words:
        raise UsageError(
            _("--search: “{text}” contains no word.").format(text=text),
            _("Give one word or several, for example --search 'aide alimentaire'."),
        )
    return words
