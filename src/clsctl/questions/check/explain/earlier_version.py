"""The differences from an earlier version of the lines: lines lost, lines added, amounts changed."""

from collections import Counter
from collections.abc import Iterable, Iterator

from clsctl.ligne import Ligne
from clsctl.questions.check.explain.candidate import Candidate, Cause, Effect
from clsctl.questions.check.explain.choices import choices
from clsctl.questions.check.explain.situation import Situation, euros
from clsctl.questions.check.proof import TableKey
from clsctl.vocabulary.referentiel import fold


def find_since(situation: Situation) -> Iterator[Candidate]:
    """The lines of a table found only in the earlier version, only in the data, or in both with different amounts."""
    if situation.earlier is None:
        return
    for cell in situation.cells:
        gone = _beyond(situation.earlier_by_cell.get(cell, ()), situation.by_cell.get(cell, ()))
        new = _beyond(situation.by_cell.get(cell, ()), situation.earlier_by_cell.get(cell, ()))
        labels_gone, labels_new = {fold(ligne.action) for ligne in gone}, {fold(ligne.action) for ligne in new}
        yield from _changed(situation, cell, gone, new)
        yield from _lost(situation, cell, [ligne for ligne in gone if fold(ligne.action) not in labels_new])
        yield from _added(situation, cell, [ligne for ligne in new if fold(ligne.action) not in labels_gone])


def _beyond(lignes: Iterable[Ligne], others: Iterable[Ligne]) -> list[Ligne]:
    """The lines that `others` lack, by label and amount, counted with their repetitions."""
    left = Counter((fold(ligne.action), ligne.montant) for ligne in others)
    beyond: list[Ligne] = []
    for ligne in lignes:
        key = (fold(ligne.action), ligne.montant)
        if left[key]:
            left[key] -= 1
        else:
            beyond.append(ligne)
    return beyond


def _changed(situation: Situation, cell: TableKey, gone: Iterable[Ligne], new: Iterable[Ligne]) -> Iterator[Candidate]:
    before = list(gone)
    for ligne in new:
        for old in before:
            lost = euros(old) - euros(ligne)
            if fold(old.action) == fold(ligne.action) and any(lost in need for need in situation.needs(cell)):
                effect = Effect(((cell, lost),))
                yield Candidate(Cause.CHANGED, choices(Cause.CHANGED), effect, (ligne, old), old.montant)


def _lost(situation: Situation, cell: TableKey, gone: Iterable[Ligne]) -> Iterator[Candidate]:
    for old in gone:
        if old.montant and any(old.montant in need for need in situation.needs(cell)):
            effect = Effect(((cell, old.montant),))
            yield Candidate(Cause.LOST, choices(Cause.LOST), effect, (old,), old.montant, cell)


def _added(situation: Situation, cell: TableKey, new: Iterable[Ligne]) -> Iterator[Candidate]:
    for ligne in new:
        if ligne.montant and any(-ligne.montant in need for need in situation.needs(cell)):
            effect = Effect(((cell, -ligne.montant),))
            yield Candidate(Cause.NEW, choices(Cause.NEW), effect, (ligne,), ligne.montant)
