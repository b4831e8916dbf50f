"""An outline → tables of rows, with what each line of the source was used as."""
