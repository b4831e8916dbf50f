"""Each kind of error in the 2025 data is named with its line; sound data are given no candidate."""

import random
from dataclasses import replace
from decimal import Decimal

import pytest

import injections
import table_errors
from clsctl.questions.check.explain.candidate import Candidate, Cause
from injections import Error, Injection
from worlds import World, bundled_world

pytestmark = pytest.mark.slow(reason="each test searches for causes")

# For each kind, the causes that may stand for it: a digit dropped from 6 000 is a factor of ten.
CAUSES: dict[Injection, set[Cause]] = {
    injections.exchanged_digits: {Cause.SLIP},
    injections.scaled: {Cause.SLIP},
    injections.digit_dropped: {Cause.SLIP},
    injections.digit_added: {Cause.SLIP},
    injections.duplicate: {Cause.TWICE},
    injections.missing: {Cause.MISSING},
    injections.missing_against: {Cause.LOST},
    injections.changed_against: {Cause.CHANGED},
    injections.wrong_axe: {Cause.AXE},
    injections.wrong_territoire: {Cause.TERRITOIRE},
    injections.several_moved: {Cause.LINES},
    injections.neighbour: {Cause.NEIGHBOUR},
    injections.blank: {Cause.FILL},
    injections.sign: {Cause.SIGN},
    injections.wrong_figure: {Cause.FIGURE},
    injections.neighbour_key: {Cause.SLIP},
    injections.neighbour_key_of_pad: {Cause.SLIP},
    injections.digit_replaced: {Cause.SLIP},
    injections.half: {Cause.SLIP},
    injections.twice: {Cause.SLIP},
    injections.fifth: {Cause.SLIP},
    injections.rounded: {Cause.SLIP},
    table_errors.exchanged_in_contract: {Cause.EXCHANGED},
    table_errors.exchanged_across_contracts: {Cause.EXCHANGED},
    table_errors.two_against: {Cause.TOGETHER},
    table_errors.retitled_axe: {Cause.TITLE, Cause.AXE},
    table_errors.retitled_territoire: {Cause.TITLE, Cause.TERRITOIRE},
    table_errors.table_in_thousands: {Cause.UNIT, Cause.SLIP},
    table_errors.table_halved: {Cause.UNIT, Cause.SLIP},
    table_errors.displaced: {Cause.SHIFTED, Cause.FILL},
    table_errors.displaced_in_contract: {Cause.SHIFTED, Cause.FILL},
}


@pytest.fixture(scope="module")
def world() -> World:
    return bundled_world()


@pytest.mark.parametrize("injection", CAUSES, ids=lambda injection: injection.__name__)
def test_the_true_cause_is_among_the_candidates(injection: Injection, world: World) -> None:
    chance = random.Random(7)
    errors = [error for error in (injection(world, chance) for _ in range(40)) if error is not None][:10]
    causes = [{candidate.cause for candidate in _true(error)} for error in errors]
    assert len(errors) == 10
    assert all(found & CAUSES[injection] for found in causes)


def _true(error: Error) -> list[Candidate]:
    """The candidates that name the line and what mends it."""
    found = error.world.explain(error.world.proof(), error.earlier)
    every = [each.candidate for explanation in found for each in explanation.ranked]
    return [candidate for candidate in every if error.is_caused_by(candidate)]


def test_sound_data_have_nothing_to_explain(world: World) -> None:
    assert world.explain(world.proof()) == ()


def test_a_line_new_since_the_earlier_version_is_named(world: World) -> None:
    earlier = world.lignes[1:]
    figures = [
        replace(figure, montant=figure.montant - 6000)
        if figure.territoire_code == "02" and figure.axe in {None, 1}
        else figure
        for figure in world.figures
    ]
    changed = replace(world, figures=tuple(figures))
    first = changed.explain(changed.proof(), earlier)[0].ranked[0].candidate
    assert (first.cause, first.lignes[0].cle) == (Cause.NEW, "2025-02-1-01")


def test_rows_exchanged_across_two_tables_are_named(world: World) -> None:
    index = next(i for i, ligne in enumerate(world.lignes) if ligne.cle == "2025-02-3-01")
    last, first = world.lignes[index - 1], world.lignes[index]
    swapped = {last: replace(last, montant=first.montant), first: replace(first, montant=last.montant)}
    changed = replace(world, lignes=tuple(swapped.get(ligne, ligne) for ligne in world.lignes))
    ranked = changed.explain(changed.proof())[0].ranked
    assert (ranked[0].candidate.cause, len(ranked[0].candidate.mends)) == (Cause.EXCHANGED, 2)


def test_candidates_of_equal_standing_share_a_rank_and_the_next_counts_them(world: World) -> None:
    # 120 000 and 12 000 euros of a line too much: in PdC, axis 1, two lines of 100 000 stand at its head.
    ligne = next(each for each in world.lignes if each.cle == "2025-62-1-01")
    moved = [replace(each, axe=3, rang=99) if each is ligne else each for each in world.lignes]
    extra = replace(ligne, axe=3, rang=98, montant=Decimal(100000), line=9999, action="autre")
    figures = [
        replace(figure, montant=figure.montant + 100000)
        if (figure.territoire_code, figure.axe) in {("62", 3), ("62", None)}
        else figure
        for figure in world.figures
    ]
    changed = replace(world, lignes=(*moved, extra), figures=tuple(figures))
    for explanation in changed.explain(changed.proof()):
        ranks = [each.rank for each in explanation.ranked]
        for place, each in enumerate(explanation.ranked):
            before = sum(other.candidate.standing < each.candidate.standing for other in explanation.ranked)
            assert each.rank == before + 1
            assert ranks[place] >= ranks[max(0, place - 1)]
    tied = [each for explanation in changed.explain(changed.proof()) for each in explanation.ranked if each.rank == 1]
    assert len(tied) > len(changed.explain(changed.proof()))


def test_a_gap_that_nothing_simple_makes_says_that_the_search_stopped(world: World) -> None:
    lignes = tuple(
        replace(ligne, rang=rang, montant=Decimal(2 * rang + 10**7), action=f"{rang}", line=rang)
        for rang in range(1, 121)
        for ligne in world.lignes[:1]
    )
    total = sum((ligne.montant or Decimal(0) for ligne in lignes), Decimal(0))
    figure = replace(world.figures[1], montant=total - Decimal(7 * 10**7 + 1))
    changed = replace(world, lignes=lignes, figures=(figure,))
    (explanation,) = changed.explain(changed.proof())
    assert not explanation.complete
