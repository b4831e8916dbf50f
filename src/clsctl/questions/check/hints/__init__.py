"""The words on causes: sentences, the first candidates of a gap, the tables to look in, and the table for machines."""
