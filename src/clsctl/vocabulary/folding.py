"""The folding of texts: without case, accents and variants of marks, as names, headings and searches are compared."""

import re
import unicodedata
from collections.abc import Mapping

# Letters that Unicode does not decompose into a base and an accent.
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "’": "'"})
ACCENTS = re.compile("[\u0300-\u036f]+")  # nearly all combining marks, matched at once rather than one by one
BLANKS = re.compile(r"[\s\-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}]+")
# Expansions for a search, in Python and in SQL alike: ligatures, and superscript letters and digits.
SPELLED_OUT: Mapping[str, str] = {
    **dict(zip("œæßﬀﬁﬂﬃﬄ", ("oe", "ae", "ss", "ff", "fi", "fl", "ffi", "ffl"), strict=True)),
    **dict(zip("¹²³ªºᵈᵉᵐⁿʳˢ", "123aodemnrs", strict=True)),
}
WRITTEN_OUT = str.maketrans(dict(SPELLED_OUT))


def fold(text: str) -> str:
    """`text` without case, accents, ligatures, and variants of apostrophes, hyphens and spaces."""
    bare = text.lower()
    if not bare.isascii():  # most headings are ASCII; a wide sheet has hundreds of thousands of candidate cells
        plain = ACCENTS.sub("", unicodedata.normalize("NFKD", bare.translate(LIGATURES)))
        bare = plain if plain.isascii() else "".join(char for char in plain if not unicodedata.combining(char))
    return BLANKS.sub(" ", bare).strip()


def fold_words(text: str) -> tuple[str, ...]:
    """The words of `text` without case and accents, each without a final s or x, so that singular and plural match."""
    return tuple(map(_stem, re.findall(r"[^\W_]+", _bare(text))))


def fold_search(text: str) -> tuple[str, ...]:
    """The words of a search as in `fold_words`; one that ends in `*`, the beginning of a word, keeps its s or x."""
    words = re.findall(r"[^\W_]+\*?", _bare(text))
    return tuple(word if word.endswith("*") else _stem(word) for word in words)


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.lower().translate(WRITTEN_OUT))
    return "".join(char for char in plain if not unicodedata.combining(char))


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 1 and word[-1] in "sx" else word
