"""Invented brochures: made, damaged, printed as Markdown or PDF, and read again."""
