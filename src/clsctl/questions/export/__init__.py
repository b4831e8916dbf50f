"""The whole dataset for other programs: a Data Package, a Table Schema, a SQLite file."""
