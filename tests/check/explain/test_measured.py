"""A sample of the measurement of docs/check.md: the aim holds, with seeds that the table does not use."""

import pytest

from check_errors import measure, shares_of
from clsctl.questions.check.explain.candidate import Candidate, Cause, Effect
from clsctl.questions.check.explain.search import Explanation, Ranked
from clsctl.questions.check.proof import Comparison, Scope, Statut
from injections import Error
from kinds import INJECTIONS
from worlds import World, bundled_world, generated_world

pytestmark = pytest.mark.slow(reason="a thousand injected errors are explained")

# The least share at rank one in 25 errors of each kind in the 2025 data; docs/check.md has the figures of a thousand.
LEAST = {
    "two digits exchanged": 0.85,
    "× 10, × 100, × 1 000": 0.9,
    "line entered twice": 0.9,
    "wrong axis (the whole line moved)": 0.9,
    "wrong axis (the number alone)": 0.9,
    "wrong territory (the whole line moved)": 0.9,
    "wrong territory (the name alone)": 0.9,
    "digit dropped": 0.7,
    "line missing": 0.55,
    "amount left empty": 0.7,
    "line missing, `--against`": 1,
    "two amounts of a table, `--against`": 1,
    "2 or 3 lines in another axis": 0.75,
    "wrong published figure": 0.8,
    "digit replaced by a key beside it": 0.5,
    "the State's half": 0.75,
    "± 20 %": 0.85,
    "two amounts exchanged, in a contract": 0.75,
    "two amounts exchanged, across contracts": 0.8,
    "two errors in two tables": 0.7,
    "two slips in one table": 0.45,
    "table under another axis": 0.85,
    "table under another territory": 0.85,
    "table in k€": 0.9,
    "table of halves": 0.9,
}
# In generated data: their lines have cents, odd euros, and tables of one line.
GENERATED = ("two digits exchanged", "line missing", "the State's half", "two amounts exchanged, in a contract")


@pytest.fixture(scope="module")
def world() -> World:
    return bundled_world()


@pytest.mark.parametrize("name", LEAST)
def test_the_true_cause_stands_first_in_the_2025_data_and_no_wrong_one_alone(name: str, world: World) -> None:
    score = measure(INJECTIONS[name], lambda _number: world, 25, seed=11)
    assert score.first >= LEAST[name]
    assert score.silent <= 0.04
    assert score.lone <= 0.1


@pytest.mark.parametrize("name", GENERATED)
def test_generated_data_leave_traces_that_are_explained(name: str, world: World) -> None:
    score = measure(INJECTIONS[name], lambda number: generated_world(number, world.referentiel), 12, seed=12)
    assert score.traced >= 9
    assert score.three >= 0.7


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
