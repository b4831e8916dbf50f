"""The meaning of texts on the command line: files, numbers of rows, a year."""

import os

from clsctl.errors import UsageError
from clsctl.language import _

MOST_SECONDS = 86_400  # a day
MOST_ROWS = 10**18  # more than any file has, and within the engine's integers


def data_arguments(given: list[str] | None) -> list[str]:
    """The paths of `--data`, else of CLSCTL_DATA (separated as in PATH), else none: the bundled data."""
    if given:
        return given
    return [path for path in os.environ.get("CLSCTL_DATA", "").split(os.pathsep) if path]


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
