"""The territoire of each table, from its headings and from the figures."""
