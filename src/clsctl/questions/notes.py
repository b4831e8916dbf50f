"""The notes that several questions share: the source of the lines, the selection, the lines left out of a total."""

import re
from collections.abc import Iterator
from decimal import Decimal

from clsctl.dataset.dataset import Dataset
from clsctl.language import _, language, mark, ngettext, quoted
from clsctl.montant import display_montant
from clsctl.table import ShownPart
from clsctl.vocabulary.referentiel import Referentiel
from clsctl.vocabulary.schema import package
from clsctl.vocabulary.selection import Selection
from clsctl.vocabulary.suggest import nearest


def source_line(dataset: Dataset) -> str:
    """The source of the lines: the brochure for the bundled data, else the files named."""
    if dataset.is_bundled:
        return package().source
    return ", ".join(source.name for source in dataset.sources)


LABELS = 20_000  # labels at most in which near words are sought: reading more takes seconds
WORD = re.compile(r"[^\W\d_]{4,}")
# The conditions of a selection, by the option that sets each.
CONDITIONS = {
    "exercice": mark("year"),
    "territoire": mark("territory"),
    "type": mark("type"),
    "axe": mark("axis"),
    "objectif": mark("objective"),
    "search": mark("words"),
}


def selection_note(selection: Selection, referentiel: Referentiel) -> list[str]:
    """The note that names the selection of an answer, so that a part is not taken for the whole; none without one."""
    if not selection.as_written:
        return []
    written = {
        **selection.as_written,
        "territoire": tuple(referentiel.by_code[code].nom for code in selection.territoires),
    }
    conditions = [
        _("{condition} {values}").format(condition=_(CONDITIONS[option]), values=", ".join(written[option]))
        for option in selection.as_written
    ]
    return [_("Selection: {conditions}.").format(conditions=_("; ").join(conditions))]


def no_line_notes(dataset: Dataset, selection: Selection) -> Iterator[str]:
    """The notes of an answer without lines: that nothing matches, and the words of the labels near those searched."""
    yield _("No line matches the selection.")
    if selection.words:
        labels = (ligne.action for ligne in dataset.lignes(limit=LABELS))
        known = dict.fromkeys(word for label in labels for word in WORD.findall(label))
        near = dict.fromkeys(name for word in selection.words for name in nearest(word, known))
        if near:
            yield _("Near words in the labels: {names}.").format(names=", ".join(map(quoted, near)))


def shown_note(shown: ShownPart, whole: Decimal | None) -> str:
    """What a limit leaves, in euros of all euros; the end of a sentence."""
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
