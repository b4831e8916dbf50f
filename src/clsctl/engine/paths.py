"""Paths in SQL: absolute and literal, so that the engine opens exactly the file named."""

import re
from pathlib import Path

# Characters that the engine expands in the path of an input, each written as a set of itself.
EXPANDED = re.compile(r"[*?\[]")


def read_path(path: Path) -> str:
    """The path of an input, in SQL.

    Absolute, because the engine reads a relative `~/f.csv` as a file at home and `file:/f.csv` as `/f.csv`.
    """
    return sql_literal(EXPANDED.sub(r"[\g<0>]", str(path.absolute())))


def written_path(path: Path) -> str:
    """The path of an output, in SQL: there the engine expands nothing."""
    return sql_literal(str(path.absolute()))


def is_literal(path: Path) -> bool:
    """True where the engine accepts the path literally.

    To resolve special characters it lists folders, which the system may forbid, and a neighbour with a backslash in its
    name stops it. It rejects names that are not UTF-8.
    """
    text = str(path.absolute())
    return not EXPANDED.search(text) and not any("\ud800" <= char <= "\udfff" for char in text)


def sql_literal(text: str) -> str:
    """The text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
