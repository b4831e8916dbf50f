"""What was granted, summed by axe, territoire, type, objectif or exercice, in one way or crossed with another."""
