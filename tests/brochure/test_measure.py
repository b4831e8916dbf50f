"""A sample of the invented brochures: no reading claims a proof and is wrong. The script measures a thousand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.brochures.damage import DAMAGES
from support.brochures.measure import Verdict, judge, make

pytestmark = [
    pytest.mark.slow(reason="invented brochures are set, damaged and read"),
    pytest.mark.usefixtures("within_this_process"),
]

SAMPLES = [("Markdown", start) for start in range(0, 48, 12)] + [("PDF", start) for start in range(48, 72, 6)]
SIZES = {"Markdown": 12, "PDF": 6}  # a PDF is set and read in three times the time


@pytest.mark.parametrize(("form", "start"), SAMPLES)
def test_no_claim_is_wrong(form: str, start: int) -> None:
    for seed in range(start, start + SIZES[form]):
        case = make(seed)
        verdict, found, _reading = judge(case, pdf=form == "PDF")
        assert verdict is not Verdict.WRONG, (seed, case.damages, found)


def test_many_are_read_whole() -> None:
    whole = [case for case in map(make, range(40)) if not case.damages and judge(case)[0] is Verdict.WHOLE]
    assert len(whole) >= 4


@settings(max_examples=10, deadline=None)
@given(st.integers(min_value=10_000, max_value=10**9), st.sampled_from(DAMAGES))
def test_each_damage_is_seen_or_does_no_harm(seed: int, damage: object) -> None:
    case = make(seed, damage)  # type: ignore[arg-type] # a function among DAMAGES
    verdict, found, _reading = judge(case)
    assert verdict is not Verdict.WRONG, (case.damages, found)


@pytest.mark.parametrize("seed", [0, 1, 3])
def test_the_same_seed_is_the_same_brochure(seed: int) -> None:
    assert make(seed).tables == make(seed).tables
