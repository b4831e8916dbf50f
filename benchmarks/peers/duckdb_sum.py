"""DuckDB alone: the same sum by axe, all columns as text, the amount cast, and nothing checked."""

import sys

import duckdb

COLUMNS = (
    "exercice",
    "territoire_code",
    "territoire",
    "axe",
    "rang",
    "objectif",
    "action",
    "montant",
    "page",
    "remarque",
)
columns = "{" + ", ".join(f"'{name}': 'VARCHAR'" for name in COLUMNS) + "}"
path = sys.argv[1].replace("'", "''")
print(
    duckdb.connect()
    .execute(
        f"SELECT axe, sum(montant::DECIMAL(18, 2)) FROM read_csv('{path}', columns = {columns}, header = true, "
        "auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = '') GROUP BY axe ORDER BY axe"
    )
    .fetchall()
)
