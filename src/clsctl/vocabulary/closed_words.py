"""Words of a closed list, in any case; for any other, the nearest ones."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from clsctl.vocabulary.folding import fold
from clsctl.vocabulary.suggestions import unknown_word

Word = TypeVar("Word", bound=StrEnum)


def word(option: str, text: str, words: type[Word]) -> Word:
    """The word of the closed list, in any case; UsageError with the nearest ones for any other."""
    known = {fold(each): each for each in words}
    if fold(text) in known:
        return known[fold(text)]
    raise unknown_word(option, text, known.values())


def words(option: str, texts: Iterable[str], known: type[Word]) -> tuple[Word, ...]:
    """Each of the words; a text may hold several, with commas between them."""
    return tuple(word(option, part, known) for text in texts for part in text.split(","))
