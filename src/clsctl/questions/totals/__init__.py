"""The totals: amounts summed by axe, territoire, type, objectif or exercice, optionally crossed by another."""
