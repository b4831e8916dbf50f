"""What was granted, summed by axe, territoire, type, objectif or exercice, in one way or crossed with another."""

from clsctl.totals.question import totals
from clsctl.totals.shape import Shape, Share, Sort

__all__ = ["Shape", "Share", "Sort", "totals"]
