"""Polars: the same sum by axe, exact decimals, and nothing checked."""

import sys

import polars as pl

lines = pl.scan_csv(sys.argv[1], infer_schema=False)
print(lines.group_by("axe").agg(pl.col("montant").cast(pl.Decimal(18, 2)).sum()).sort("axe").collect())
