"""Errors of several lines, put into sound data: exchanges, whole tables, displaced rows, two errors at once."""

import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import injections
from clsctl.ligne import Ligne
from clsctl.questions.check.explain.candidate import Effect
from clsctl.questions.check.explain.situation import cell_of
from clsctl.questions.check.proof import TableKey
from injections import Error, Injection, priced, with_lignes
from worlds import World

Fits = Callable[[TableKey, TableKey], bool]
# What one of two errors may be: each happens to a line of its own.
SINGLE: tuple[Injection, ...] = (
    injections.exchanged_digits,
    injections.scaled,
    injections.duplicate,
    injections.digit_dropped,
    injections.digit_added,
    injections.neighbour_key,
    injections.half,
    injections.fifth,
)


def _euros(ligne: Ligne) -> Decimal:
    return ligne.montant or Decimal(0)


def _given(world: World, montants: dict[int, Decimal | None]) -> World:
    """The world with other amounts on some lines."""
    lignes = tuple(
        replace(ligne, montant=montants[ligne.line]) if ligne.line in montants else ligne for ligne in world.lignes
    )
    return replace(world, lignes=lignes)


def _back(world: World, montants: dict[int, Decimal | None]) -> Error:
    """The error of a world with those amounts: each line must get its own back."""
    lignes = [ligne for ligne in world.lignes if ligne.line in montants]
    cells: dict[TableKey, Decimal] = {}
    for ligne in lignes:
        lost = _euros(ligne) - (montants[ligne.line] or Decimal(0))
        cells[cell_of(ligne)] = cells.get(cell_of(ligne), Decimal(0)) + lost
    proposed = frozenset((ligne.line, ligne.montant) for ligne in lignes)
    effect = Effect(tuple((cell, lost) for cell, lost in cells.items() if lost))
    return Error(_given(world, montants), effect, frozenset(montants), proposed=proposed)


def _exchanged(world: World, chance: random.Random, fits: Fits) -> Error | None:
    one = priced(world, chance)
    others = [
        ligne
        for ligne in world.lignes
        if ligne.montant and ligne.montant != one.montant and fits(cell_of(one), cell_of(ligne))
    ]
    if not others:
        return None
    other = chance.choice(others)
    return _back(world, {one.line: other.montant, other.line: one.montant})


def exchanged_in_contract(world: World, chance: random.Random) -> Error | None:
    """The amounts of two lines exchanged, from two tables of one contract."""
    return _exchanged(world, chance, lambda here, there: here[1] == there[1] and here[2] != there[2])


def exchanged_across_contracts(world: World, chance: random.Random) -> Error | None:
    """The amounts of two lines exchanged, from two contracts."""
    return _exchanged(world, chance, lambda here, there: here[1] != there[1])


def _two(world: World, chance: random.Random, fits: Fits) -> Error | None:
    """Two independent errors of single lines, in tables that fit."""
    one = chance.choice(SINGLE)(world, chance)
    if one is None:
        return None
    other = chance.choice(SINGLE)(one.world, chance)
    if other is None or one.lines & other.lines:
        return None
    if not fits(one.effect.cells[0][0], other.effect.cells[0][0]):
        return None
    return replace(other, others=(replace(one, world=other.world),))


def two_in_two_tables(world: World, chance: random.Random) -> Error | None:
    """Two errors of single lines, in two tables."""
    return _two(world, chance, lambda here, there: here != there)


def two_in_one_table(world: World, chance: random.Random) -> Error | None:
    """Two slips in one table: the gap is their sum, and both must be named with their amounts."""
    slips = (
        injections.exchanged_digits,
        injections.digit_dropped,
        injections.digit_added,
        injections.neighbour_key,
        injections.half,
        injections.scaled,
    )
    one = chance.choice(slips)(world, chance)
    if one is None:
        return None
    other = chance.choice(slips)(one.world, chance)
    if other is None or one.lines == other.lines or one.effect.cells[0][0] != other.effect.cells[0][0]:
        return None
    montants = {ligne.line: ligne.montant for ligne in other.world.lignes if ligne.line in one.lines | other.lines}
    return _back(world, montants)


def two_against(world: World, chance: random.Random) -> Error | None:
    """Two amounts of one table replaced by any others, with the earlier version at hand."""
    here = cell_of(priced(world, chance))
    table = [ligne for ligne in world.lignes if ligne.montant and cell_of(ligne) == here]
    if len(table) < 2:
        return None
    written = {ligne.line: _euros(ligne) + chance.randint(1, 4000) for ligne in chance.sample(table, 2)}
    return replace(_back(world, dict(written)), earlier=world.lignes)


def _retitled(world: World, chance: random.Random, fits: Fits) -> Error | None:
    """All lines of a table at the end of another that fits; page and sub-headings stay."""
    here = cell_of(priced(world, chance))
    tables = {cell_of(ligne): ligne for ligne in world.lignes}
    there = [cell for cell in tables if cell != here and fits(here, cell)]
    if not there:
        return None
    target = chance.choice(there)
    model = tables[target]
    moved = [ligne for ligne in world.lignes if cell_of(ligne) == here]
    lines = {ligne.line for ligne in moved}
    lignes = [
        replace(
            ligne,
            territoire_code=model.territoire_code,
            territoire=model.territoire,
            axe=model.axe,
            rang=injections.NEW_LINE + ligne.rang,
        )
        if ligne.line in lines
        else ligne
        for ligne in world.lignes
    ]
    total = sum(map(_euros, moved), Decimal(0))
    return Error(with_lignes(world, lignes), Effect(((target, -total), (here, total))), frozenset(lines))


def retitled_axe(world: World, chance: random.Random) -> Error | None:
    """A whole table under the title of another axis of its contract."""
    return _retitled(world, chance, lambda here, there: here[1] == there[1])


def retitled_territoire(world: World, chance: random.Random) -> Error | None:
    """A whole table under the title of another territory."""
    return _retitled(world, chance, lambda here, there: here[2] == there[2])


def _scaled(world: World, chance: random.Random, factor: str) -> Error:
    here = cell_of(priced(world, chance))
    written = {
        ligne.line: (ligne.montant * Decimal(factor)).quantize(Decimal("0.01"))
        for ligne in world.lignes
        if ligne.montant and cell_of(ligne) == here
    }
    return _back(world, dict(written))


def table_in_thousands(world: World, chance: random.Random) -> Error:
    """A whole table in thousands of euros, to two decimals: what those leave out is lost."""
    return replace(_scaled(world, chance, "0.001"), proposed=frozenset())


def table_halved(world: World, chance: random.Random) -> Error:
    """A whole table with the State's halves."""
    return _scaled(world, chance, "0.5")


def displaced(world: World, chance: random.Random) -> Error | None:
    """The amounts of a table one row too low from some row on: that row is empty, the last amount is lost."""
    here = cell_of(priced(world, chance))
    return _displaced(world, chance, lambda cell: cell == here)


def displaced_in_contract(world: World, chance: random.Random) -> Error | None:
    """The same through the tables of a contract: the last amount of each stands first in the next."""
    code = priced(world, chance).territoire_code
    return _displaced(world, chance, lambda cell: cell[1] == code)


def _displaced(world: World, chance: random.Random, fits: Callable[[TableKey], bool]) -> Error | None:
    rows = [ligne for ligne in world.lignes if fits(cell_of(ligne))]
    moved = rows[chance.randrange(len(rows)) :]
    if len(moved) < 2 or not moved[-1].montant or moved[0].montant is None:
        return None
    montants = {low.line: high.montant for high, low in pairwise(moved)}
    return _back(world, {moved[0].line: None, **montants})
