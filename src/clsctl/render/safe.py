"""The escaping of hostile cells: one function per medium makes a text harmless there and keeps it legible."""

import re
from functools import lru_cache
from unicodedata import category, combining, normalize

# Controls, invisible format characters (bidirectional marks, zero widths), halves of surrogate pairs, private use,
# unassigned, line and paragraph separators: invisible to a reader, or active on the medium.
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
MARKS = {"Mn", "Me"}  # accents, which at the start of a text would combine with the border before it
NEWLINE = re.compile(r"\r\n|\n")
ASCII = str.maketrans(
    {"\u202f": " ", "\u00a0": " ", "\u2212": "-", "–": "-", "—": "-", "’": "'", "«": '"', "»": '"', "“": '"', "”": '"'}
    | {"…": "...", "€": "EUR", "⏎": "/", "→": "->", "œ": "oe", "Œ": "OE"}
)
# A full-width sign is one to a spreadsheet of an East Asian language.
FORMULA = re.compile(r"[=+\-@\t\r'＝＋－＠]")
# Commands of a log: GitHub's `::name` at the head of a line and `##[name]` anywhere in it, Azure's `##vso[`, GitLab's
# `section_start:`. A label may come to stand at the head of a line, so `::` is defused everywhere.
COMMAND = re.compile(r"##(?=\[|vso\[)|::(?=[A-Za-z])|section_(?=(?:start|end):)")
# GitHub turns bare addresses into links.
MARKDOWN = re.compile(r"[\\`*_\[\]<>&#~|$@]|:(?=//)|(?<=www)\.|\A[-+=]")
RST = re.compile(r"[\\`*_|<>@]|:(?=\S|\Z)|\A[!-/:-@\[-`{-~•‣⁃]")
ENUMERATOR = re.compile(r"\A(\w+)([.)])(?=\s|\Z)")  # `1.`, `a)`, `iv.` at the start begin a list
LIGATURE = re.compile(r"([-'])(?=\1)")
LATEX = str.maketrans(
    {char: f"\\{char}" for char in "&%$#_{}"}
    # LaTeX's special characters, and those that would be an argument of the line end before them or a ligature
    | {
        "\\": r"\textbackslash{}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        "[": "{[}",
        "*": "{*}",
    }
    | {"<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", "`": r"\textasciigrave{}"}
    | {'"': r"\textquotedbl{}"}
    # and characters missing from plain pdflatex
    | {"\u202f": r"\,", "\u00a0": "~", "€": r"\texteuro{}", "\u2212": r"\ensuremath{-}"}
    | {"⏎": r"\ensuremath{\hookleftarrow}", "→": r"\ensuremath{\rightarrow}", "≈": r"\ensuremath{\approx}"}
)


def visible(text: str) -> str:
    r"""One line that a terminal and a CI log show literally: `\x1b` for an escape, `\u202e` for a bidirectional mark.

    A line end becomes ` ⏎ `, a tab a space. A command to a runner gets a backslash inside: `:\:error`, `#\#[group]`.
    """
    if text.isascii() and text.isprintable():
        return COMMAND.sub(_defused, text)
    line = NEWLINE.sub(" ⏎ ", text).replace("\t", " ")
    return COMMAND.sub(_defused, "".join(map(_visible, line, f" {line}")))


def _defused(found: re.Match[str]) -> str:
    """The start of a command with a backslash before its last character."""
    return f"{found[0][:-1]}\\{found[0][-1]}"


@lru_cache(100_000)
def _visible(char: str, before: str) -> str:
    kind = category(char)
    if kind not in UNSEEN and not (kind in MARKS and before.isspace()):
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def visible_ascii(text: str) -> str:
    """For an encoding limited to ASCII: accents are dropped, characters without an ASCII form become escapes."""
    line = normalize("NFD", visible(text).translate(ASCII))
    return "".join(char for char in line if not combining(char)).encode("ascii", "backslashreplace").decode()


def encodable(text: str) -> str:
    r"""Encodable text: half a surrogate pair (a file name that is not UTF-8) becomes a visible `\udce9`."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def guarded(text: str) -> str:
    """Text that a spreadsheet reads as text: `'` before an apparent formula, or before a leading `'`."""
    return f"'{text}" if FORMULA.match(text) else text


def markdown(text: str) -> str:
    """Text without markup, blocks, cell borders or links in Markdown."""
    return _escaped(MARKDOWN, text)


def rst(text: str) -> str:
    """Text without markup, lists, borders or links in reStructuredText."""
    line = _escaped(RST, text)
    # a line of backslashes alone would be a border; an escaped space has no width
    return f"\\ {line}" if line.startswith("\\\\") else line


def _escaped(markup: re.Pattern[str], text: str) -> str:
    return ENUMERATOR.sub(r"\1\\\2", markup.sub(r"\\\g<0>", visible(text).strip()))


def latex(text: str) -> str:
    """Text for pdflatex with UTF-8, fontenc T1 for quotation marks; letters that it lacks need XeLaTeX."""
    return LIGATURE.sub(r"\1{}", visible(text).strip().translate(LATEX))
