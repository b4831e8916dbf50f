"""Why a total is off: candidates to verify, ranked by what they explain and how simple they are."""

from clsctl.check.explain.candidate import Candidate, Cause, Effect
from clsctl.check.explain.search import Explanation, Ranked, explain
from clsctl.check.explain.situation import Situation, cell_of

__all__ = [
    "Candidate",
    "Cause",
    "Effect",
    "Explanation",
    "Ranked",
    "Situation",
    "cell_of",
    "explain",
]
