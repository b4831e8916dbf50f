"""Cells are hostile: one function per medium makes a text harmless there, and keeps it legible."""

import re
from functools import cache
from unicodedata import category, combining, normalize

# Controls, invisible format characters (bidirectional marks, zero widths), halves of surrogate pairs, private
# use, line and paragraph separators: what a reader cannot see, or what acts on the medium.
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
NEWLINE = re.compile(r"\r\n|\n")
NEWLINE_MARK = " ⏎ "


def visible(text: str) -> str:
    r"""One line that a terminal shows as it is: `\x1b` for an escape, `\u202e` for a bidirectional mark.

    A line end becomes ` ⏎ `, a tab a space.
    """
    if text.isascii() and text.isprintable():
        return text
    line = NEWLINE.sub(NEWLINE_MARK, text).replace("\t", " ")
    return "".join(map(_visible, line))


@cache
def _visible(char: str) -> str:
    if category(char) not in UNSEEN:
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


ASCII = str.maketrans(
    {"\u202f": " ", "\u00a0": " ", "\u2212": "-", "–": "-", "—": "-", "’": "'", "«": '"', "»": '"'}
    | {"…": "...", "€": "EUR", "⏎": "/", "→": "->", "œ": "oe", "Œ": "OE"}
)


def visible_ascii(text: str) -> str:
    """For an encoding that carries ASCII alone: accents fall, what has no ASCII form becomes an escape."""
    line = normalize("NFD", visible(text).translate(ASCII))
    return "".join(char for char in line if not combining(char)).encode("ascii", "backslashreplace").decode()


FORMULA = re.compile(r"[=+\-@\t\r']")


def guarded(text: str) -> str:
    """Text that a spreadsheet takes for text: `'` before what starts like a formula, or with `'` itself."""
    return f"'{text}" if FORMULA.match(text) else text
