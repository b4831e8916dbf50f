"""The width of a text in a picture, and its lines: the advances of Liberation Sans, which are those of Arial."""

from collections.abc import Mapping
from functools import lru_cache
from unicodedata import combining, east_asian_width, normalize

from clsctl.render.layout import split_words

FAMILY = "Arial, 'Liberation Sans', Helvetica, sans-serif"

# Characters by their advance in thousandths of the size; any other letter of a European script has 667 at most.
REGULAR = {
    191: "'",
    200: "\u202f",
    222: "ijl’",
    260: "|",
    278: " !,./:;I[\\]ft\u00a0",
    333: "()-`r·“”{}",
    355: '"',
    389: "*",
    469: "^",
    500: "Jcksvxyz",
    556: "#$0123456789?L_abdeghnopqu–€«»",
    584: "+<=>~−",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@…",
}
BOLD = {
    200: "\u202f",
    238: "'",
    278: " ,./I\\ijl\u00a0’",
    333: "!()-:;[]`ft·|",
    389: "*r{}",
    500: 'z“”"',
    556: "#$0123456789J_aceksvxy–€«»",
    584: "+<=>^~−",
    611: "?FLTZbdghnopqu",
    667: "EPSVXY",
    722: "&ABCDHKNRU",
    778: "GOQw",
    833: "M",
    889: "%m",
    944: "W",
    1000: "@…",
}
OTHER, WIDE = 667, 1000


def _by_char(table: Mapping[int, str]) -> Mapping[str, int]:
    return {char: advance for advance, chars in table.items() for char in chars}


ADVANCES = {False: _by_char(REGULAR), True: _by_char(BOLD)}


def text_width(text: str, size: int, *, bold: bool = False) -> float:
    """The width of the text in pixels."""
    return sum(_advance(char, bold=bold) for char in text) * size / 1000


@lru_cache(10_000)
def _advance(char: str, *, bold: bool) -> int:
    if combining(char):
        return 0
    base = normalize("NFD", char)[0]
    return ADVANCES[bold].get(base, WIDE if east_asian_width(base) in "WF" else OTHER)


def text_lines(text: str, width: float, size: int, *, bold: bool = False) -> list[str]:
    """Lines of at most `width` pixels, broken at spaces; a longer word is broken inside."""
    lines: list[str] = []
    line = ""
    for word in split_words(text):
        joined = f"{line} {word}" if line else word
        if text_width(joined, size, bold=bold) <= width:
            line = joined
            continue
        lines += [line] if line else []
        *full, line = _pieces(word, width, size, bold=bold)
        lines += full
    return [*lines, line]


def _pieces(word: str, width: float, size: int, *, bold: bool) -> list[str]:
    pieces = [""]
    for char in word:
        if pieces[-1] and text_width(pieces[-1] + char, size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += char
    return pieces
