"""The outline of a source: its lines as they stand on the page, before anyone says what they are."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum, auto

# Letters that a typesetter joins and an extraction leaves joined; a label never means them.
JOINED_LETTERS = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
UNKNOWN = "\N{REPLACEMENT CHARACTER}"  # a letter that the source does not tell
SOFT_HYPHEN = "\N{SOFT HYPHEN}"
# Where a word goes on behind it, even on what was the next line; not before the gap of a column or at the end.
SOFT_INSIDE = re.compile(f"{SOFT_HYPHEN}(?:\n| (?=\\w))?(?=[^\\s{SOFT_HYPHEN}])")
SPACES = re.compile(r"\s+")


class Above(StrEnum):
    """How a line stands to the text line above it, as far as the page shows."""

    UNKNOWN = auto()
    SAME = auto()  # the same cell or sentence goes on
    APART = auto()  # a cell or paragraph of its own


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source, free of markup; `cells` are its columns (one where none are seen).

    `number` counts from 1 (in a PDF, over the whole document), `sheet` is the physical page from 1 (0: none),
    `page` the printed one; `also` are the numbers of further lines that a wrapped heading took in, `unsettled` a word
    of it whose hyphen nothing settles.
    """

    number: int
    text: str
    cells: tuple[str, ...]
    page: int | None = None
    sheet: int = 0
    level: int = 0
    bold: bool = False
    hard_break: bool = False
    above: Above = Above.UNKNOWN
    edge: bool = False
    also: tuple[int, ...] = ()
    unsettled: str = ""

    @property
    def is_heading(self) -> bool:
        """True where the page sets the line off as a heading."""
        return self.level > 0 or self.bold

    @property
    def numbers(self) -> tuple[int, ...]:
        """All the source lines that it stands for."""
        return (self.number, *self.also)


@dataclass(frozen=True, slots=True)
class Outline:
    """The non-blank lines of a source in reading order; `source` is the name that the user gave it.

    `textless` are the sheets of a PDF of which no text was read: images or turned pages, where a table may hide.
    """

    source: str
    lines: tuple[Line, ...]
    textless: tuple[int, ...] = ()


def clean(text: str) -> str:
    """`text` composed, without joined letters, controls and invisible marks; a soft hyphen stays where a cell ends."""
    composed = unicodedata.normalize("NFC", text).translate(JOINED_LETTERS)
    parted = SOFT_INSIDE.sub("", composed)
    return "".join(
        char for char in parted if char in f"\t {SOFT_HYPHEN}" or unicodedata.category(char) not in {"Cc", "Cf"}
    )


def one_space(text: str) -> str:
    """`text` with every run of spaces, of whatever width, as one plain space."""
    return SPACES.sub(" ", text).strip()
