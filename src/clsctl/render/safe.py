"""Cells are hostile: one function per medium makes a text harmless there, and keeps it legible."""

import re
from functools import lru_cache
from unicodedata import category, combining, normalize

# Controls, invisible format characters (bidirectional marks, zero widths), halves of surrogate pairs, private
# use, unassigned, line and paragraph separators: what a reader cannot see, or what acts on the medium.
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
MARKS = {"Mn", "Me"}  # accents, which at the head of a text would stand on the border before it
NEWLINE = re.compile(r"\r\n|\n")
ASCII = str.maketrans(
    {"\u202f": " ", "\u00a0": " ", "\u2212": "-", "–": "-", "—": "-", "’": "'", "«": '"', "»": '"', "“": '"', "”": '"'}
    | {"…": "...", "€": "EUR", "⏎": "/", "→": "->", "œ": "oe", "Œ": "OE"}
)
FORMULA = re.compile(r"[=+\-@\t\r']")
# GitHub makes links of addresses that no bracket announces.
MARKDOWN = re.compile(r"[\\`*_\[\]<>&#~|$@]|:(?=//)|(?<=www)\.|\A[-+=]")
RST = re.compile(r"[\\`*_|<>@]|:(?=\S|\Z)|\A[!-/:-@\[-`{-~•‣⁃]")
ENUMERATOR = re.compile(r"\A(\w+)([.)])(?=\s|\Z)")  # `1.`, `a)`, `iv.` at the head start a list
LIGATURE = re.compile(r"([-'])(?=\1)")
LATEX = str.maketrans(
    {char: f"\\{char}" for char in "&%$#_{}"}
    # LaTeX's own eight, and what would be an argument of the line end before it or a ligature
    | {
        "\\": r"\textbackslash{}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        "[": "{[}",
        "*": "{*}",
    }
    | {"<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", "`": r"\textasciigrave{}"}
    | {'"': r"\textquotedbl{}"}
    # and what plain pdflatex has no character for
    | {"\u202f": r"\,", "\u00a0": "~", "€": r"\texteuro{}", "\u2212": r"\ensuremath{-}"}
    | {"⏎": r"\ensuremath{\hookleftarrow}", "→": r"\ensuremath{\rightarrow}", "≈": r"\ensuremath{\approx}"}
)


def visible(text: str) -> str:
    r"""One line that a terminal shows as it is: `\x1b` for an escape, `\u202e` for a bidirectional mark.

    A line end becomes ` ⏎ `, a tab a space.
    """
    if text.isascii() and text.isprintable():
        return text
    line = NEWLINE.sub(" ⏎ ", text).replace("\t", " ")
    return "".join(map(_visible, line, f" {line}"))


@lru_cache(100_000)
def _visible(char: str, before: str) -> str:
    kind = category(char)
    if kind not in UNSEEN and not (kind in MARKS and before.isspace()):
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def visible_ascii(text: str) -> str:
    """For an encoding that carries ASCII alone: accents fall, what has no ASCII form becomes an escape."""
    line = normalize("NFD", visible(text).translate(ASCII))
    return "".join(char for char in line if not combining(char)).encode("ascii", "backslashreplace").decode()


def encodable(text: str) -> str:
    """Text that has bytes: half a surrogate pair (a file name that is not UTF-8) becomes a visible `\\udce9`."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def guarded(text: str) -> str:
    """Text that a spreadsheet takes for text: `'` before what starts like a formula, or with `'` itself."""
    return f"'{text}" if FORMULA.match(text) else text


def markdown(text: str) -> str:
    """Text in which Markdown finds no markup, no block, no cell border and no link."""
    return _escaped(MARKDOWN, text)


def rst(text: str) -> str:
    """Text in which reStructuredText finds no markup, no list, no border and no link."""
    line = _escaped(RST, text)
    # a line of backslashes alone would be a border; an escaped space is nothing
    return f"\\ {line}" if line.startswith("\\\\") else line


def _escaped(markup: re.Pattern[str], text: str) -> str:
    return ENUMERATOR.sub(r"\1\\\2", markup.sub(r"\\\g<0>", visible(text).strip()))


def latex(text: str) -> str:
    """Text for pdflatex with UTF-8, fontenc T1 for quotation marks; letters it lacks are left to XeLaTeX."""
    return LIGATURE.sub(r"\1{}", visible(text).strip().translate(LATEX))
