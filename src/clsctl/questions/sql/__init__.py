"""SQL over the data: one SELECT, answered by a closed engine as a table."""
