"""What the texts on the command line stand for: files, words of a closed list, numbers of rows."""

import os
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from clsctl.errors import UsageError
from clsctl.language import _
from clsctl.vocabulary.referentiel import fold
from clsctl.vocabulary.suggest import unknown_word

MOST_ROWS = 10**18  # more than any file has, and what the engine's integers hold
Word = TypeVar("Word", bound=StrEnum)


def data_arguments(given: list[str] | None) -> list[str]:
    """What `--data` names, else CLSCTL_DATA (several paths as in PATH), else nothing: the bundled data."""
    if given:
        return given
    return [path for path in os.environ.get("CLSCTL_DATA", "").split(os.pathsep) if path]


def word(option: str, text: str, words: type[Word]) -> Word:
    """The word that the user means, in any case; UsageError with the nearest for one that there is not."""
    known = {fold(each): each for each in words}
    if fold(text) in known:
        return known[fold(text)]
    raise unknown_word(option, text, known.values())


def words(option: str, texts: Iterable[str], known: type[Word]) -> tuple[Word, ...]:
    """Each word that the user means."""
    return tuple(word(option, text, known) for text in texts)


def whole_number(option: str, text: str | None) -> int | None:
    """A number of rows, 1 or more; None where the option is not given."""
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or not text.strip("0"):
        raise UsageError(
            _("{option}: «{word}» is no number of rows.").format(option=option, word=text),
            _("Give a whole number, 1 or more."),
        )
    return int(text) if len(text) < len(str(MOST_ROWS)) else MOST_ROWS
