"""Amounts displaced by one row: within a table, or from one table into the next."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from clsctl.ligne import Ligne
from clsctl.questions.check.explain.candidate import Candidate, Cause, Effect
from clsctl.questions.check.explain.prices import PRIORS, REPEATED
from clsctl.questions.check.explain.situation import Situation, euros
from clsctl.questions.check.proof import TableKey

MOST_TABLES = 40
Rows = Sequence[Ligne]


def find_shifts(situation: Situation) -> Iterator[Candidate]:
    """Amounts one row too low, or too high, from an empty or repeated amount to the end of a table.

    The last amount of a table stands then in the next one, table by table; that of the last is lost.
    """
    for tables in (
        list(situation.by_cell.items()),
        [(cell, rows[::-1]) for cell, rows in situation.by_cell.items()][::-1],
    ):
        for place, (cell, rows) in enumerate(tables):
            for begin in _begins(rows) if situation.needs(cell) else ():
                yield from _from(situation, tables[place : place + MOST_TABLES], begin)


def _begins(rows: Rows) -> Iterator[int]:
    """The rows where a displacement may begin: without an amount, or with that of the row before."""
    for place, row in enumerate(rows):
        if row.montant is None or (place and row.montant == rows[place - 1].montant):
            yield place


def _from(situation: Situation, tables: Sequence[tuple[TableKey, Rows]], begin: int) -> Iterator[Candidate]:
    """The displacement that begins there: through each table that it closes, to the first that lost its last amount."""
    base = PRIORS[Cause.SHIFTED] + (REPEATED if tables[0][1][begin].montant else 0)
    effects: list[tuple[TableKey, Decimal]] = []
    lignes: list[Ligne] = []
    proposed: list[Decimal | None] = []
    for place, (cell, rows) in enumerate(tables):
        moved = rows[begin:] if not place else rows
        for need in situation.needs(cell):
            lost = euros(moved[0]) + need.middle
            if lost > 0 and len(lignes) + len(moved) > 1:
                amounts = (*(row.montant for row in moved[1:]), lost)
                price = base + situation.amounts.price(lost)
                effect = Effect((*effects, (cell, need.middle)))
                yield Candidate(
                    Cause.SHIFTED, price, effect, (*lignes, *moved), proposed=(*proposed, *amounts), cell=cell
                )
        follower = tables[place + 1] if place + 1 < len(tables) else None
        if follower is None or follower[0][0] != cell[0]:
            return
        more = euros(follower[1][0]) - euros(moved[0])
        if not any(more in need for need in situation.needs(cell)):
            return
        effects.append((cell, more))
        lignes += moved
        proposed += [*(row.montant for row in moved[1:]), follower[1][0].montant]
