"""Tables and code in Markdown: cells in which a bar, a line break or a mark of Markdown means nothing."""

import re
from collections.abc import Iterable, Sequence

NAMES = re.compile("(`[^`]+`)")
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose cells are Markdown already."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def plain(text: str) -> str:
    """The text as it stands, on one line."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def prose(text: str) -> str:
    """A sentence of the code: names between backticks stay code."""
    return "".join(part if part.startswith("`") else SPECIAL.sub(r"\\\1", part) for part in NAMES.split(text))


def code(text: str) -> str:
    """The text in the letters of code; empty for none."""
    return f"`{text.replace('|', chr(92) + '|')}`" if text else ""


def block(text: str, language: str = "text") -> str:
    """A block of code behind more backticks than the text has."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"\n{fence}{language}\n{text.rstrip()}\n{fence}\n"
