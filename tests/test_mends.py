"""The remedy of each finding and refusal, followed to the letter; where it cannot be, the reason in a line."""

import re
from pathlib import Path

import pytest

from support.gallery import CASES
from support.mends import Way, reason, ways

pytestmark = pytest.mark.slow(reason="180 cases in each of the ways that they offer, each a whole run")

WAYS = [way for case in CASES for way in ways(case)]
SLUG = re.compile(r"\[([a-z-]+)\]$", re.MULTILINE)


def test_a_case_says_how_its_remedy_is_followed_or_why_not() -> None:
    assert [case.name for case in CASES if not case.mend] == []
    assert [case.name for case in CASES if bool(reason(case)) == bool(ways(case))] == []
    assert [case.name for case in CASES if "\n" in reason(case)] == []


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_remedy_followed_to_the_letter_mends(way: Way, tmp_path: Path) -> None:
    said = way.followed(tmp_path / "case")
    assert set(SLUG.findall(said)) == way.leaves, said
    assert way.leaves or said.endswith("[exit 0]\n"), said
    assert "Error" not in said
