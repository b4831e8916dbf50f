"""The comparison of two years: lines linked by their labels, what changed, and the causes of each difference."""
