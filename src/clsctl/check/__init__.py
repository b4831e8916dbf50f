"""Each published figure against the sum of its lines, why a total is off, and what no figure vouches for."""

from clsctl.check.examine import Examined, Question, examine
from clsctl.check.gaps import draft
from clsctl.check.outcome import Outcome, Report
from clsctl.check.proof import Comparison, Proof, Statut, prove

__all__ = [
    "Comparison",
    "Examined",
    "Outcome",
    "Proof",
    "Question",
    "Report",
    "Statut",
    "draft",
    "examine",
    "prove",
]
