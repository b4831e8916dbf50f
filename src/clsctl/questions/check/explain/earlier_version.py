"""The differences from an earlier version of the lines: lines lost, lines added, amounts changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from clsctl.ligne import Ligne
from clsctl.questions.check.explain.candidate import Candidate, Cause, Effect
from clsctl.questions.check.explain.prices import PRIORS
from clsctl.questions.check.explain.situation import ZERO, Situation, euros
from clsctl.questions.check.proof import TableKey
from clsctl.vocabulary.folding import fold

MOST_CHANGES = 10  # up to these, every set is tried; beyond, all changes together


@dataclass(frozen=True, slots=True)
class _Change:
    """A change since the earlier version: its line, the old amount (None: not there), and what undoing it adds."""

    cause: Cause
    lignes: tuple[Ligne, ...]
    old: Decimal | None
    more: Decimal


def find_since(situation: Situation) -> Iterator[Candidate]:
    """Every change in a suspect table, and the smallest sets of changes that close its gap together."""
    for cell in situation.cells if situation.earlier is not None else ():
        changes = list(_changes(situation.earlier_by_cell.get(cell, ()), situation.by_cell.get(cell, ())))
        for change in changes:
            effect = Effect(((cell, change.more),))
            yield Candidate(
                change.cause,
                PRIORS[change.cause],
                effect,
                change.lignes,
                change.old if change.cause is not Cause.NEW else change.lignes[0].montant,
                cell if change.cause is Cause.LOST else None,
                proposed=(change.old,) if change.cause is not Cause.NEW else (),
            )
        for together in _closing(situation, cell, changes):
            yield Candidate(
                Cause.TOGETHER,
                PRIORS[Cause.TOGETHER],
                Effect(((cell, sum((each.more for each in together), ZERO)),)),
                tuple(each.lignes[0] for each in together),
                proposed=tuple(each.old for each in together),
            )


def _closing(situation: Situation, cell: TableKey, changes: Sequence[_Change]) -> Iterator[Sequence[_Change]]:
    """The smallest sets of two or more changes that close the gap."""
    sizes = range(2, len(changes) + 1) if len(changes) <= MOST_CHANGES else (len(changes),)
    for size in sizes:
        found = False
        for group in combinations(changes, size):
            more = sum((each.more for each in group), ZERO)
            if any(more in need for need in situation.needs(cell)):
                found = True
                yield group
        if found:
            return


def _changes(before: Sequence[Ligne], now: Sequence[Ligne]) -> Iterator[_Change]:
    """The lines of a table that differ between two versions, by label in order; equal lines are paired first."""
    gone, new = _unpaired(before, now)
    old_by_label: dict[str, list[Ligne]] = {}
    for ligne in gone:
        old_by_label.setdefault(fold(ligne.action), []).append(ligne)
    for ligne in new:
        olds = old_by_label.get(fold(ligne.action))
        if olds:
            old = olds.pop(0)
            yield _Change(Cause.CHANGED, (ligne, old), old.montant, euros(old) - euros(ligne))
        elif ligne.montant:
            yield _Change(Cause.NEW, (ligne,), None, -euros(ligne))
    for old in (ligne for olds in old_by_label.values() for ligne in olds):
        if old.montant:
            yield _Change(Cause.LOST, (old,), old.montant, euros(old))


def _unpaired(before: Sequence[Ligne], now: Sequence[Ligne]) -> tuple[list[Ligne], list[Ligne]]:
    """The lines of each version without a line of the same label and amount in the other."""
    waiting: dict[tuple[str, Decimal | None], list[Ligne]] = {}
    for ligne in before:
        waiting.setdefault((fold(ligne.action), ligne.montant), []).append(ligne)
    new = []
    for ligne in now:
        same = waiting.get((fold(ligne.action), ligne.montant))
        if same:
            same.pop(0)
        else:
            new.append(ligne)
    left = {id(ligne) for lignes in waiting.values() for ligne in lignes}
    return [ligne for ligne in before if id(ligne) in left], new
