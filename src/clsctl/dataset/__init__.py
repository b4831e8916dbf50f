"""The lines as something that answers: sums by dimensions, and the lines in an order."""
