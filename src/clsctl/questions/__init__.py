"""Questions asked of a dataset, each answered with a table."""
