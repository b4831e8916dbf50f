"""The notes that several questions share: the source of the lines, the selection, the lines left out of a total."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from clsctl.bundled import data_folder
from clsctl.dataset.dataset import Dataset
from clsctl.dataset.sums import Dimension
from clsctl.language import _, language, mark, ngettext, quoted
from clsctl.montant import display_montant
from clsctl.table import ShownPart
from clsctl.vocabulary.referentiel import Referentiel
from clsctl.vocabulary.schema import package
from clsctl.vocabulary.selection import Selection
from clsctl.vocabulary.suggestions import nearest
from clsctl.vocabulary.themes import Themes


def source_line(dataset: Dataset) -> str:
    """The source of the lines: the brochure for the bundled data, the names of other files."""
    folder = data_folder()
    names = (package().source if source.folder == folder else source.name for source in dataset.sources)
    return ", ".join(dict.fromkeys(names))


LABELS = 20_000  # labels at most in which near words are sought: reading more takes seconds
WORD = re.compile(r"[^\W\d_]{4,}")
# The conditions of a selection, by the option that sets each.
CONDITIONS = {
    "exercice": mark("year"),
    "territoire": mark("territory"),
    "type": mark("type"),
    "axe": mark("axis"),
    "objectif": mark("objective"),
    "theme": mark("theme"),
    "search": mark("words"),
    "min": mark("at least"),
    "max": mark("at most"),
    "without_amount": mark("lines without amount"),
}


def selection_note(selection: Selection, referentiel: Referentiel) -> list[str]:
    """The note that names the selection of an answer, so that a part is not taken for the whole; none without one."""
    if not selection.as_written:
        return []
    written = {
        **selection.as_written,
        "territoire": tuple(referentiel.by_code[code].nom for code in selection.territoires),
        "search": (_(" or ").join(selection.as_written.get("search", ())),),
        "min": _euros(selection.least),
        "max": _euros(selection.most),
        "without_amount": (),
    }
    conditions = [
        _("{condition} {values}").format(condition=_(CONDITIONS[option]), values=", ".join(written[option])).strip()
        for option in selection.as_written
    ]
    return [_("Selection: {conditions}.").format(conditions=_("; ").join(conditions))]


def _euros(bound: Decimal | None) -> tuple[str, ...]:
    return () if bound is None else (display_montant(bound, language()),)


def bound_notes(dataset: Dataset, selection: Selection) -> Iterator[str]:
    """The note on lines that bounds of amounts leave out because they have none, so that they are not forgotten."""
    if not selection.is_bounded:
        return
    (others,) = dataset.aggregate((), replace(selection, least=None, most=None, without_amount=True))
    if others.lignes:
        note = ngettext(
            "{count} line without amount is left out: it can be neither above nor below a bound.",
            "{count} lines without amount are left out: they can be neither above nor below a bound.",
            others.lignes,
        )
        yield note.format(count=others.lignes)


def years_note(dataset: Dataset, selection: Selection, sentence: str) -> Iterator[str]:
    """The sentence with the years of the lines, where there are several: the amounts of years are added."""
    years = selection.exercices or dataset.exercices
    if len(years) > 1:
        found = dataset.aggregate((Dimension.EXERCICE,), selection)
        if len(found) > 1:
            yield sentence.format(years=", ".join(str(year.keys[0]) for year in found))


def no_line_notes(dataset: Dataset, selection: Selection) -> Iterator[str]:
    """The notes of an answer without lines: that nothing matches, and the words of the labels near those searched."""
    yield _("No line matches the selection.")
    if selection.searches:
        labels = (ligne.action for ligne in dataset.lignes(limit=LABELS))
        known = dict.fromkeys(word for label in labels for word in WORD.findall(label))
        near = dict.fromkeys(name for words in selection.searches for word in words for name in nearest(word, known))
        if near:
            yield _("Near words in the labels: {names}.").format(names=", ".join(map(quoted, near)))


def shown_note(shown: ShownPart, whole: Decimal | None) -> str:
    """The part that a limit leaves, in euros of all euros; the end of a sentence."""
    part, all_ = (display_montant(each or Decimal(0), language()) for each in (shown.montant, whole))
    return _(": {part} of {whole}; the total covers all of them.").format(part=part, whole=all_)


def missing_montants(count: int) -> list[str]:
    """The note of every total that leaves out lines without an amount."""
    if not count:
        return []
    note = ngettext(
        "{count} line has no amount in the source and is left out of the sums.",
        "{count} lines have no amount in the source and are left out of the sums.",
        count,
    )
    return [note.format(count=count)]


def context_note() -> str:
    """The rule of the context, which stands with every answer that shows it."""
    return _("Figures of other programmes, never added: their periods and scopes differ.")


def theme_note(themes: Themes) -> str:
    """The author of the classification of themes, named with every answer by theme."""
    if themes.is_own:
        return _("Themes are the classification of themes.csv beside the data, not of the State.")
    return _(
        "Themes are a classification of clsctl, not of the State: what is provided decides, then for whom, then how."
    )
