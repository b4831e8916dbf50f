"""The questions asked of a dataset, each a function from data to a table."""
