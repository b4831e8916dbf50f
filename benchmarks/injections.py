"""Errors as people make them, put into sound data: one function per kind, each saying what it did."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from clsctl.ligne import Figure, Ligne
from clsctl.montant import montant_text, parse_montant
from clsctl.questions.check.explain.candidate import Candidate, Effect
from clsctl.questions.check.explain.situation import cell_of
from clsctl.questions.check.proof import TableKey
from worlds import World

NEW_LINE = 10_000  # no line of the sound data has it


@dataclass(frozen=True)
class Error:
    """A world with one error; a candidate is its true cause if it names the line and what would mend it.

    `lines` are those of which the candidate must name one first; all of them, where there are several. `proposed` are
    the amounts that it must give back to them. `others` are further errors of the same world, each with its own cause.
    """

    world: World
    effect: Effect
    lines: frozenset[int] = frozenset()
    earlier: Sequence[Ligne] | None = None
    proposed: frozenset[tuple[int, Decimal | None]] = frozenset()
    others: tuple["Error", ...] = ()

    def is_caused_by(self, candidate: Candidate) -> bool:
        """True where the candidate says exactly this error, or one of the others."""
        return self._is_said_by(candidate) or any(each.is_caused_by(candidate) for each in self.others)

    def _is_said_by(self, candidate: Candidate) -> bool:
        named = [ligne.line for ligne in candidate.lignes]
        names = self.lines <= set(named) if len(self.lines) > 1 else self.lines == set(named[:1])
        gives = self.proposed <= set(zip(named, candidate.proposed, strict=False))
        return names and gives and _effect(candidate.effect) == _effect(self.effect)


Injection = Callable[[World, random.Random], Error | None]


def _effect(effect: Effect) -> tuple[frozenset[object], frozenset[object]]:
    return frozenset(effect.cells), frozenset(effect.figures)


def priced(world: World, chance: random.Random) -> Ligne:
    return chance.choice([ligne for ligne in world.lignes if ligne.montant])


def with_lignes(world: World, lignes: Sequence[Ligne]) -> World:
    """The lines in the order of the brochure, rangs from 1 in each table."""
    codes = [territoire.code for territoire in world.referentiel.territoires]
    ordered = sorted(lignes, key=lambda each: (each.exercice, codes.index(each.territoire_code), each.axe, each.rang))
    counts: dict[TableKey, int] = {}
    numbered = []
    for ligne in ordered:
        counts[cell_of(ligne)] = counts.get(cell_of(ligne), 0) + 1
        numbered.append(replace(ligne, rang=counts[cell_of(ligne)]))
    return replace(world, lignes=tuple(numbered))


def amend(world: World, ligne: Ligne, montant: Decimal | None) -> Error:
    lignes = [replace(each, montant=montant) if each is ligne else each for each in world.lignes]
    euros = (ligne.montant or Decimal(0)) - (montant or Decimal(0))
    return Error(replace(world, lignes=tuple(lignes)), Effect(((cell_of(ligne), euros),)), frozenset({ligne.line}))


def amount_of(text: str) -> Decimal | None:
    """The amount, if the text is one that a file may hold."""
    if len(text) > 1 and text[0] == "0" and text[1] != ".":
        return None
    try:
        return parse_montant(text)
    except ValueError:
        return None


def _rewritten(world: World, chance: random.Random, rewrite: Callable[[str, random.Random], str]) -> Error | None:
    ligne = priced(world, chance)
    montant = amount_of(rewrite(montant_text(ligne.montant or Decimal(0)), chance))
    return None if montant is None or montant == ligne.montant else amend(world, ligne, montant)


def _exchange(text: str, chance: random.Random) -> str:
    places = [i for i in range(len(text) - 1) if text[i] != text[i + 1] and "." not in text[i : i + 2]]
    if not places:
        return text
    i = chance.choice(places)
    return text[:i] + text[i + 1] + text[i] + text[i + 2 :]


def _drop(text: str, chance: random.Random) -> str:
    i = chance.choice([i for i, char in enumerate(text) if char != "."])
    return text[:i] + text[i + 1 :]


def _add(text: str, chance: random.Random) -> str:
    i = chance.randint(0, len(text))
    return text[:i] + chance.choice("0123456789") + text[i:]


def exchanged_digits(world: World, chance: random.Random) -> Error | None:
    """Two digits next to each other, exchanged."""
    return _rewritten(world, chance, _exchange)


def digit_dropped(world: World, chance: random.Random) -> Error | None:
    """One digit left out."""
    return _rewritten(world, chance, _drop)


def digit_added(world: World, chance: random.Random) -> Error | None:
    """One digit too many, anywhere."""
    return _rewritten(world, chance, _add)


def scaled(world: World, chance: random.Random) -> Error | None:
    """× 10, × 100 or × 1 000."""
    ligne = priced(world, chance)
    return amend(world, ligne, (ligne.montant or Decimal(0)) * chance.choice((10, 100, 1000)))


# Rows of keys: the digits above the letters, and the numeric pad line by line and column by column.
ROW = ("1234567890",)
PAD = ("789", "456", "123", "0", "7410", "852", "963")


def _key_of(rows: Sequence[str]) -> Callable[[str, random.Random], str]:
    """A digit replaced by one beside it in a row of keys."""

    def rewrite(text: str, chance: random.Random) -> str:
        i = chance.choice([i for i, char in enumerate(text) if char != "."])
        beside = {
            row[place]
            for row in rows
            for here, char in enumerate(row)
            for place in (here - 1, here + 1)
            if char == text[i] and 0 <= place < len(row)
        }
        return text[:i] + chance.choice(sorted(beside)) + text[i + 1 :]

    return rewrite


def neighbour_key(world: World, chance: random.Random) -> Error | None:
    """A digit replaced by a key beside it, above the letters."""
    return _rewritten(world, chance, _key_of(ROW))


def neighbour_key_of_pad(world: World, chance: random.Random) -> Error | None:
    """A digit replaced by a key beside it, above or below it, on the numeric pad."""
    return _rewritten(world, chance, _key_of(PAD))


def digit_replaced(world: World, chance: random.Random) -> Error | None:
    """A digit replaced by any other."""
    return _rewritten(world, chance, _replace)


def _replace(text: str, chance: random.Random) -> str:
    i = chance.choice([i for i, char in enumerate(text) if char != "."])
    return text[:i] + chance.choice("0123456789".replace(text[i], "")) + text[i + 1 :]


def _times(world: World, chance: random.Random, *factors: str) -> Error | None:
    ligne = priced(world, chance)
    montant = ligne.montant or Decimal(0)
    written = (montant * Decimal(chance.choice(factors))).quantize(Decimal("0.01"))
    return None if written == montant else amend(world, ligne, written)


def half(world: World, chance: random.Random) -> Error | None:
    """The State's half in place of the whole."""
    return _times(world, chance, "0.5")


def twice(world: World, chance: random.Random) -> Error | None:
    """Twice the amount, by whom takes the whole for a half."""
    return _times(world, chance, "2")


def fifth(world: World, chance: random.Random) -> Error | None:
    """An amount 20 % too great or too small."""
    return _times(world, chance, "1.2", "0.8")


def rounded(world: World, chance: random.Random) -> Error | None:
    """An amount rounded to the thousand."""
    ligne = priced(world, chance)
    montant = ligne.montant or Decimal(0)
    written = (montant / 1000).quantize(Decimal(1)) * 1000
    return None if written == montant else amend(world, ligne, written)


def duplicate(world: World, chance: random.Random) -> Error:
    """A line entered twice."""
    ligne = priced(world, chance)
    lignes = [
        each for line in world.lignes for each in ((line, replace(line, line=NEW_LINE)) if line is ligne else (line,))
    ]
    effect = Effect(((cell_of(ligne), -(ligne.montant or Decimal(0))),))
    return Error(with_lignes(world, lignes), effect, frozenset({ligne.line, NEW_LINE}))


def missing(world: World, chance: random.Random) -> Error:
    """A line left out, the rangs closed."""
    ligne = priced(world, chance)
    lignes = [each for each in world.lignes if each is not ligne]
    return Error(with_lignes(world, lignes), Effect(((cell_of(ligne), ligne.montant or Decimal(0)),)))


def missing_against(world: World, chance: random.Random) -> Error:
    """The same, with the earlier version at hand; the candidate must name its line."""
    error = missing(world, chance)
    (lost,) = {ligne.line for ligne in world.lignes} - {ligne.line for ligne in error.world.lignes}
    return replace(error, earlier=world.lignes, lines=frozenset({lost}))


def changed_against(world: World, chance: random.Random) -> Error:
    """An amount replaced by any other, with the earlier version at hand."""
    ligne = priced(world, chance)
    montant = (ligne.montant or Decimal(0)) + chance.choice((-1, 1)) * chance.randint(1, 4000)
    return replace(amend(world, ligne, abs(montant)), earlier=world.lignes)


def _moved(
    world: World, chance: random.Random, fits: Callable[[TableKey, TableKey], bool], count: int = 1, *, whole: bool
) -> Error | None:
    """`count` lines of one table at the end of another; `whole`: page and sub-heading are the other table's."""
    first = priced(world, chance)
    here = cell_of(first)
    table = [ligne for ligne in world.lignes if cell_of(ligne) == here and ligne.montant]
    tables = {cell_of(ligne): ligne for ligne in world.lignes}
    there = [cell for cell in tables if cell != here and fits(here, cell)]
    if not there or len(table) < count:
        return None
    target = chance.choice(there)
    picked = [first] if count == 1 else chance.sample(table, count)
    model = tables[target]
    lines = {ligne.line for ligne in picked}
    lignes = [_into(ligne, model, whole=whole) if ligne.line in lines else ligne for ligne in world.lignes]
    euros = sum((ligne.montant or Decimal(0) for ligne in picked), Decimal(0))
    return Error(with_lignes(world, lignes), Effect(((target, -euros), (here, euros))), frozenset(lines))


def _into(ligne: Ligne, model: Ligne, *, whole: bool) -> Ligne:
    moved = replace(
        ligne,
        territoire_code=model.territoire_code,
        territoire=model.territoire,
        axe=model.axe,
        rang=NEW_LINE + ligne.rang,
    )
    return replace(moved, page=model.page, objectif=model.objectif) if whole else moved


def wrong_axe(world: World, chance: random.Random) -> Error | None:
    """A whole line in the table of another axis: page and sub-heading of its new neighbours."""
    return _moved(world, chance, lambda here, there: here[1] == there[1], whole=True)


def wrong_axe_alone(world: World, chance: random.Random) -> Error | None:
    """A wrong number of axis alone: page and sub-heading stay."""
    return _moved(world, chance, lambda here, there: here[1] == there[1], whole=False)


def wrong_territoire(world: World, chance: random.Random) -> Error | None:
    """A whole line in the table of another territory."""
    return _moved(world, chance, lambda here, there: here[2] == there[2], whole=True)


def wrong_territoire_alone(world: World, chance: random.Random) -> Error | None:
    """A wrong territory alone: page and sub-heading stay."""
    return _moved(world, chance, lambda here, there: here[2] == there[2], whole=False)


def several_moved(world: World, chance: random.Random) -> Error | None:
    """Two or three lines of a table in the table of another axis."""
    return _moved(world, chance, lambda here, there: here[1] == there[1], chance.choice((2, 3)), whole=True)


def neighbour(world: World, chance: random.Random) -> Error | None:
    """A row with the amount of the row above or below it."""
    index = chance.randrange(len(world.lignes))
    other = index + chance.choice((-1, 1))
    if not 0 <= other < len(world.lignes):
        return None
    ligne, model = world.lignes[index], world.lignes[other]
    if ligne.montant is None or model.montant is None or ligne.montant == model.montant:
        return None
    return amend(world, ligne, model.montant)


def blank(world: World, chance: random.Random) -> Error:
    """An amount left empty."""
    return amend(world, priced(world, chance), None)


def sign(world: World, chance: random.Random) -> Error:
    """An amount that the brochure takes away: its figures count it below 0, the data above."""
    ligne = priced(world, chance)
    twice = 2 * (ligne.montant or Decimal(0))
    figures = [
        replace(figure, montant=figure.montant - twice)
        if figure.territoire_code == ligne.territoire_code and figure.axe in {None, ligne.axe}
        else figure
        for figure in world.figures
    ]
    return Error(replace(world, figures=tuple(figures)), Effect(((cell_of(ligne), -twice),)), frozenset({ligne.line}))


def wrong_figure(world: World, chance: random.Random) -> Error | None:
    """A published figure with two digits exchanged, one dropped or one added; the lines are right."""
    figure = chance.choice([each for each in world.figures if each.arrondi == 1])
    rewrite = chance.choice((_exchange, _drop, _add))
    montant = amount_of(rewrite(montant_text(figure.montant), chance))
    if montant is None or montant == figure.montant:
        return None
    wrong: Figure = replace(figure, montant=montant)
    figures = tuple(wrong if each is figure else each for each in world.figures)
    return Error(replace(world, figures=figures), Effect(figures=((wrong, figure.montant),)))
