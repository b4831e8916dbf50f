"""Scenes: the charts of sums, each drawn from the lines of a selection."""
