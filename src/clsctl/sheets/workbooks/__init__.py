"""Workbooks: each cell as its file writes it, held against what the library reads."""
