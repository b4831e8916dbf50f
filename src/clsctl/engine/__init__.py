"""The engine: DuckDB, with every type and option declared and nothing inferred. Only this package imports it."""
