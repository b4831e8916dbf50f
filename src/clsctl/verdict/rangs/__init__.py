"""The rangs of the lines: those that are free in a table, and tables numbered anew."""
