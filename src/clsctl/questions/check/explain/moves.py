"""Lines in the wrong table: two tables with opposite gaps, and a line of one that equals the gap."""

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from clsctl.ligne import Ligne
from clsctl.questions.check.explain.candidate import Candidate, Cause, Effect
from clsctl.questions.check.explain.prices import PRIORS, STRAY
from clsctl.questions.check.explain.situation import Need, Situation, euros
from clsctl.questions.check.proof import TableKey

ZERO_NEED = Need(Decimal(0), Decimal(0))  # of a table without a printed sum


def find_moves(situation: Situation) -> Iterator[Candidate]:
    """Each line whose amount is the surplus of its table and the deficit of another table of its exercice.

    A table without an axis total may be either side: only its contract total would show it.
    """
    strays = cache(lambda here, there: _strays(situation.by_cell, here, there))
    unwatched = [(cell, ZERO_NEED) for cell in situation.unwatched]
    watched = [(cell, need) for cell in situation.cells for need in situation.needs(cell)]
    for here, surplus in (*watched, *unwatched):
        for ligne in situation.by_cell.get(here, ()):
            if not ligne.montant or not (surplus is ZERO_NEED or -ligne.montant in surplus):
                continue
            for there, lack in watched if surplus is ZERO_NEED else (*watched, *unwatched):
                if there != here and there[0] == here[0] and (lack is ZERO_NEED or ligne.montant in lack):
                    yield _moved(ligne, here, there, STRAY if ligne in strays(here, there) else 0)


def _moved(ligne: Ligne, here: TableKey, there: TableKey, witness: int) -> Candidate:
    montant = euros(ligne)
    effect = Effect(((here, -montant), (there, montant)))
    cause = _cause(here, there)
    return Candidate(cause, PRIORS.get(cause, 0) + witness, effect, (ligne,), ligne.montant, there)


def _cause(here: TableKey, there: TableKey) -> Cause:
    if here[1] == there[1]:
        return Cause.AXE
    return Cause.TERRITOIRE if here[2] == there[2] else Cause.TABLEAU


def _strays(by_cell: Mapping[TableKey, tuple[Ligne, ...]], here: TableKey, there: TableKey) -> frozenset[Ligne]:
    """The lines of a table whose page or sub-heading matches the other table's lines, and no other line here."""
    others, lignes = by_cell.get(there, ()), by_cell.get(here, ())
    pages = {ligne.page for ligne in others} - {None}
    objectifs = {ligne.objectif for ligne in others} - {""}
    on_page, under = Counter(ligne.page for ligne in lignes), Counter(ligne.objectif for ligne in lignes)
    return frozenset(
        ligne
        for ligne in lignes
        if (ligne.page in pages and on_page[ligne.page] == 1)
        or (ligne.objectif in objectifs and under[ligne.objectif] == 1)
    )
