"""The check of published figures: each against the sum of its lines, with causes of gaps and sums without a figure."""
