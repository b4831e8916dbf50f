"""Sheets of cells from whatever the user named: a header, then rows, each with its line number."""
