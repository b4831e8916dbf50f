"""Workbooks: each cell as its file writes it, checked against the value that the library reads."""
