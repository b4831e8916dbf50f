"""The meaning of texts on the command line: files, words of a closed list, numbers of rows."""

import os
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from clsctl.errors import UsageError
from clsctl.language import _
from clsctl.vocabulary.referentiel import fold
from clsctl.vocabulary.suggest import unknown_word

MOST_SECONDS = 86_400  # a day
MOST_ROWS = 10**18  # more than any file has, and within the engine's integers
Word = TypeVar("Word", bound=StrEnum)


def data_arguments(given: list[str] | None) -> list[str]:
    """The paths of `--data`, else of CLSCTL_DATA (separated as in PATH), else none: the bundled data."""
    if given:
        return given
    return [path for path in os.environ.get("CLSCTL_DATA", "").split(os.pathsep) if path]


def word(option: str, text: str, words: type[Word]) -> Word:
    """The word of the closed list, in any case; UsageError with the nearest ones for any other."""
    known = {fold(each): each for each in words}
    if fold(text) in known:
        return known[fold(text)]
    raise unknown_word(option, text, known.values())


def words(option: str, texts: Iterable[str], known: type[Word]) -> tuple[Word, ...]:
    """Each of the words."""
    return tuple(word(option, text, known) for text in texts)


def whole_number(option: str, text: str | None) -> int | None:
    """A number of rows, 1 or more; None where the option is absent."""
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or not text.strip("0"):
        raise UsageError(
            _("{option}: “{word}” is not a number of rows.").format(option=option, word=text),
            _("Give a whole number, 1 or more."),
        )
    return int(text) if len(text) < len(str(MOST_ROWS)) else MOST_ROWS


def seconds(option: str, text: str) -> int:
    """A time, from 1 second to a day; UsageError for any other text."""
    if (
        not text.isascii()
        or not text.isdigit()
        or len(text) > len(str(MOST_SECONDS))
        or not 0 < int(text) <= MOST_SECONDS
    ):
        raise UsageError(
            _("{option}: “{word}” is not a number of seconds.").format(option=option, word=text),
            _("Give a whole number from 1 to {most}.").format(most=MOST_SECONDS),
        )
    return int(text)


def year(text: str) -> int:
    """The exercice; UsageError for a text that is not a year."""
    if len(text) != 4 or not text.isascii() or not text.isdigit():
        raise UsageError(
            _("--exercice: “{word}” is not a year.").format(word=text), _("Write four digits, such as 2026.")
        )
    return int(text)
