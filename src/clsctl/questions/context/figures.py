"""The figures of other programmes that a question is about, and the sentences that stand with every answer on them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clsctl.dataset.dataset import Dataset
from clsctl.language import _, ngettext
from clsctl.questions.notes import context_note
from clsctl.vocabulary.contexte import Contexte
from clsctl.vocabulary.folding import fold
from clsctl.vocabulary.referentiel import Referentiel
from clsctl.vocabulary.selection import Selection
from clsctl.vocabulary.suggestions import unknown_word


@dataclass(frozen=True, slots=True)
class ContextFigures:
    """The figures of a selection, in file order; `wider` are those of its themes that cover more than its territoires.

    `programmes` are those asked for, all if none.
    """

    selection: Selection
    programmes: tuple[str, ...]
    chosen: tuple[Contexte, ...]
    wider: tuple[Contexte, ...]


def context_figures(dataset: Dataset, selection: Selection, programmes: Sequence[str] = ()) -> ContextFigures:
    """The figures of these themes, territoires and programmes; UsageError for an unknown programme."""
    known = {fold(each.programme): each.programme for each in dataset.contexte}
    for name in programmes:
        if fold(name) not in known:
            raise unknown_word("--programme", name, dict.fromkeys(known.values()))
    named = tuple(dict.fromkeys(known[fold(name)] for name in programmes))
    themed = [
        each
        for each in dataset.contexte
        if (not selection.themes or each.theme in selection.themes) and (not named or each.programme in named)
    ]
    above = _above(selection, dataset.referentiel)
    inside = [each for each in themed if not selection.territoires or each.territoire_code in selection.covered]
    return ContextFigures(
        selection, named, tuple(inside), tuple(each for each in themed if each.territoire_code in above)
    )


def context_notes(figures: ContextFigures) -> Iterator[str]:
    """The notes: the figures are never added, and some are left out of the answer."""
    yield context_note()
    if not figures.chosen:
        yield not_documented()
    if figures.wider:
        names = ", ".join(dict.fromkeys(each.territoire or each.perimetre for each in figures.wider))
        note = ngettext(
            "{count} figure of a wider scope is left out: {names}.",
            "{count} figures of wider scopes are left out: {names}.",
            len(figures.wider),
        )
        yield note.format(count=len(figures.wider), names=names)


def not_documented() -> str:
    """The meaning of an absent figure."""
    return _("Not documented here: none of the documents read gives a figure. That is not “nothing”.")


def documents(figures: Sequence[Contexte]) -> str:
    """The documents of the figures with their dates, each once."""
    return _("; ").join(dict.fromkeys(f"{each.source}, {each.date_source}" for each in figures))


def _above(selection: Selection, referentiel: Referentiel) -> frozenset[str]:
    """The codes of what contains the selected territoires and is not selected; the empty one for what is wider."""
    if not selection.territoires:
        return frozenset()
    found = {""}
    for code in selection.territoires:
        container = referentiel.by_code[code].inclus_dans
        while container in referentiel.by_code and container not in found:
            found.add(container)
            container = referentiel.by_code[container].inclus_dans
    return frozenset(found - selection.covered)
