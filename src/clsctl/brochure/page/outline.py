"""The outline of a source: its non-blank lines, before any of them is interpreted."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum, auto

from clsctl.brochure.page.cells import BoxedRow

# Ligatures that an extraction leaves joined; a label never intends them.
JOINED_LETTERS = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
UNKNOWN = "\N{REPLACEMENT CHARACTER}"  # a letter missing from the source
NBSP, NNBSP = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
SOFT_HYPHEN = "\N{SOFT HYPHEN}"
# A soft hyphen with more of the word behind it, possibly on the next line; not before a column gap or at the end.
SOFT_INSIDE = re.compile(f"{SOFT_HYPHEN}(?:\n| (?=\\w))?(?=[^\\s{SOFT_HYPHEN}])")
SPACES = re.compile(r"\s+")


class Above(StrEnum):
    """The relation of a line to the text line above it, as far as the page shows it."""

    UNKNOWN = auto()
    SAME = auto()  # the same cell or sentence continues
    APART = auto()  # a new cell or paragraph


@dataclass(frozen=True, slots=True)
class Extent:
    """The position of a label on its page, in points: its left edge, its end, the width of its first word.

    `top` is the distance of its baseline from the head of the page.
    """

    left: float
    end: float
    first: float
    size: float
    top: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source, without markup; `cells` are its columns (one where none are visible).

    `number` counts from 1 (in a PDF, over the whole document), `sheet` is the physical page from 1 (0: none), `page`
    the printed one; `also` are the numbers of further lines that a wrapped heading took in, `unsettled` a word in it
    whose hyphen is undecided. `margin`: at the head or foot of its page.

    `boxed` are its cells, where the source draws them. Of such a table, `head` is a row of column headings, and `whole`
    a row whose cells are its label and its amount, which may be empty; `shares` are parts of that amount, as printed,
    `rank` the number of the row, where a column gives it.
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
    margin: bool = False
    extent: Extent | None = None
    boxed: BoxedRow | None = None
    head: bool = False
    whole: bool = False
    shares: tuple[str, ...] = ()
    rank: int | None = None

    @property
    def is_heading(self) -> bool:
        """True where the page sets the line apart as a heading."""
        return self.level > 0 or self.bold

    @property
    def numbers(self) -> tuple[int, ...]:
        """All source lines that it covers."""
        return (self.number, *self.also)


@dataclass(frozen=True, slots=True)
class Outline:
    """The non-blank lines of a source in reading order; `source` is the name that the user gave it.

    `textless` are the sheets of a PDF without readable text: images or rotated pages, which may hold a table.
    """

    source: str
    lines: tuple[Line, ...]
    textless: tuple[int, ...] = ()


def clean(text: str) -> str:
    """`text` in composed form, without ligatures, controls and invisible marks; a soft hyphen stays at the end of a
    cell.
    """
    composed = unicodedata.normalize("NFC", text).translate(JOINED_LETTERS)
    parted = SOFT_INSIDE.sub("", composed)
    if parted.replace("\t", "").replace(NBSP, "").replace(NNBSP, "").isprintable():  # nearly every cell
        return parted
    return "".join(
        char for char in parted if char in f"\t {SOFT_HYPHEN}" or unicodedata.category(char) not in {"Cc", "Cf"}
    )


def one_space(text: str) -> str:
    """`text` with every run of spaces, of any width, as one plain space."""
    return SPACES.sub(" ", text).strip()
