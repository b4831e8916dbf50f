"""Figures of other programmes beside the contracts: listed, and crossed with them by theme and territory."""
