"""A line in the wrong table: two tables off by opposite gaps, and a line of the one that is the gap."""

from collections.abc import Iterator, Mapping
from functools import cache

from clsctl.check.explain.candidate import Candidate, Cause, Effect, Simplicity
from clsctl.check.explain.situation import Situation, cell_of, suspects
from clsctl.check.proof import Cell
from clsctl.ligne import Ligne


def find_moves(situation: Situation) -> Iterator[Candidate]:
    """Each line whose amount its own table has too much, and another table of its exercice too little."""
    strays = cache(lambda here, there: _strays(situation.by_cell, here, there))
    for ligne, need in suspects(situation):
        if not ligne.montant or -ligne.montant not in need:
            continue
        here = cell_of(ligne)
        for there in situation.cells:
            if there != here and there[0] == here[0] and any(ligne.montant in other for other in situation.needs(there)):
                stray = ligne in strays(here, there)
                yield _moved(ligne, here, there, Simplicity.SEEN if stray else Simplicity.MOVED)


def _moved(ligne: Ligne, here: Cell, there: Cell, simplicity: Simplicity) -> Candidate:
    montant = ligne.montant or 0
    effect = Effect(((here, -montant), (there, montant)))
    return Candidate(_cause(here, there), simplicity, effect, (ligne,), ligne.montant, there)


def _cause(here: Cell, there: Cell) -> Cause:
    if here[1] == there[1]:
        return Cause.AXE
    return Cause.TERRITOIRE if here[2] == there[2] else Cause.TABLEAU


def _strays(by_cell: Mapping[Cell, tuple[Ligne, ...]], here: Cell, there: Cell) -> frozenset[Ligne]:
    """The lines of a table whose page or sub-heading is that of the other table's lines, and of no other here."""
    others = by_cell.get(there, ())
    pages = {ligne.page for ligne in others} - {None}
    objectifs = {ligne.objectif for ligne in others} - {""}
    lignes = by_cell.get(here, ())
    found = []
    for ligne in lignes:
        alone = {each.page for each in lignes if each is not ligne}, {each.objectif for each in lignes if each is not ligne}
        by_page = ligne.page in pages and ligne.page not in alone[0]
        by_objectif = ligne.objectif in objectifs and ligne.objectif not in alone[1]
        if by_page or by_objectif:
            found.append(ligne)
    return frozenset(found)
