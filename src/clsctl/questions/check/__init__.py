"""Each published figure against the sum of its lines, why a total is off, and what no figure vouches for."""
