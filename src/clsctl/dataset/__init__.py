"""The dataset: sound lines that answer with sums by dimensions and lines in an order."""
