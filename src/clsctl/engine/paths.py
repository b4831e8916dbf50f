"""Paths as the engine takes them in SQL: absolute and literal, so that it opens the file named and no other."""

import re
from pathlib import Path

# What the engine expands in the path of a file to read, each as a set of that one character.
EXPANDED = re.compile(r"[*?\[]")


def read_path(path: Path) -> str:
    """The path of a file to read, in SQL.

    Absolute, because the engine takes a relative `~/f.csv` for one at home and `file:/f.csv` for `/f.csv`.
    """
    return quoted(EXPANDED.sub(r"[\g<0>]", str(path.absolute())))


def written_path(path: Path) -> str:
    """The path of a file to write, in SQL: there the engine expands nothing."""
    return quoted(str(path.absolute()))


def is_literal(path: Path) -> bool:
    """True where the engine takes the whole path as it is.

    It finds what it would expand by listing folders, which the system may forbid, and a neighbour with a backslash in
    its name stops it. A name that is not UTF-8 it does not take at all.
    """
    text = str(path.absolute())
    return not EXPANDED.search(text) and not any("\ud800" <= char <= "\udfff" for char in text)


def quoted(text: str) -> str:
    """The text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"
