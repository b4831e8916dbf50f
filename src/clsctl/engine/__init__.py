"""The engine: DuckDB, with everything declared and nothing inferred. No other package imports it."""
