"""Each published figure against the sum of its lines, and what no figure vouches for."""

from clsctl.check.proof import Comparison, Proof, Statut, prove
from clsctl.check.report import check_answer, contradictions

__all__ = ["Comparison", "Proof", "Statut", "check_answer", "contradictions", "prove"]
