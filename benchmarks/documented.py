"""The measured tables of docs/ and docs/fr/, each between `<!-- NAME -->` and `<!-- end -->` in its page."""

import re
from collections.abc import Mapping
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs"
ENGLISH, FRENCH = DOCS, DOCS / "fr"


def write(page: str, name: str, table: str, french: Mapping[str, str]) -> None:
    """Put the table into both editions of the page, its words in French in the second."""
    for folder, text in ((ENGLISH, table), (FRENCH, in_french(table, french))):
        path = folder / page
        before = path.read_text(encoding="utf-8")
        path.write_text(before.replace(_found(before, name), text), encoding="utf-8")


def read(folder: Path, page: str, name: str) -> str:
    """The table of that name in an edition of the page."""
    return _found((folder / page).read_text(encoding="utf-8"), name)


def in_french(table: str, words: Mapping[str, str]) -> str:
    """The table with its words in French, and its figures as they are printed there: `0,917`, `64 %`, `43 sur 100`."""
    return "".join(f"{_row_in_french(row, words)}\n" for row in table.splitlines())


def _row_in_french(row: str, words: Mapping[str, str]) -> str:
    if row.startswith("|---"):
        return row
    cells = [words.get(cell) or _figure_in_french(cell) for cell in row[2:-2].split(" | ")]
    return f"| {' | '.join(cells)} |"


def _figure_in_french(text: str) -> str:
    return re.sub(r"(?<=\d)%", "\u00a0%", text.replace(".", ",").replace(" of ", " sur "))


def _found(text: str, name: str) -> str:
    begin, end = f"<!-- {name} -->\n", "<!-- end -->"
    return text[text.index(begin) + len(begin) : text.index(end, text.index(begin))]
