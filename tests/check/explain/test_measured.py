"""A sample of the measurement of docs/check.md: the aim holds, with seeds that the table does not use."""

import pytest

from check_errors import measure, shares_of
from clsctl.questions.check.explain.candidate import Candidate, Cause, Effect
from clsctl.questions.check.explain.search import Explanation, Ranked
from clsctl.questions.check.proof import Comparison, Scope, Statut
from injections import INJECTIONS, Error
from worlds import World, bundled_world, generated_world

pytestmark = pytest.mark.slow(reason="thousands of injected errors are explained")

AIMED = [
    "two digits exchanged",
    "× 10, × 100, × 1 000",
    "line entered twice",
    "wrong axis (the whole line moved)",
    "wrong axis (the number alone)",
    "wrong territory (the whole line moved)",
    "wrong territory (the name alone)",
]


@pytest.fixture(scope="module")
def world() -> World:
    return bundled_world()


@pytest.mark.parametrize("name", AIMED)
def test_the_true_cause_stands_first_in_nine_of_ten_errors_of_the_2025_data(name: str, world: World) -> None:
    score = measure(INJECTIONS[name], lambda _number: world, 200, seed=11)
    assert score.first >= 0.9
    assert score.three >= 0.99


@pytest.mark.parametrize("name", INJECTIONS)
def test_generated_data_leave_traces_that_are_explained(name: str, world: World) -> None:
    score = measure(INJECTIONS[name], lambda number: generated_world(number, world.referentiel), 20, seed=12)
    assert score.traced >= 16
    assert score.three >= 0.5


def test_a_cause_among_equals_counts_its_share(world: World) -> None:
    comparison = Comparison(Scope(2025, "02", 1), Statut.ECART, 1, 0, None)
    effect = Effect()
    true = Candidate(Cause.MISSING, 0, effect)
    others = [Candidate(Cause.SURPLUS, 0, effect, world.lignes[:1])] * 3
    error = Error(world, effect)
    tied = Explanation(comparison, tuple(Ranked(1, each) for each in [*others, true]))
    assert shares_of(error, tied) == (0.25, 0.75)
    behind = Explanation(comparison, (Ranked(1, others[0]), Ranked(2, true)))
    assert shares_of(error, behind) == (0.0, 1.0)
    assert shares_of(error, Explanation(comparison, ())) == (0.0, 0.0)
