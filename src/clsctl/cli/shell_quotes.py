"""The quoting of a completed value: what a shell puts in place of the word at the cursor."""

import re
from enum import StrEnum

SPECIAL = re.compile(r"[^\w@%+=:,./-]")
WITHIN_DOUBLE = re.compile(r'["$`\\]')
ESCAPED = r"\\\g<0>"


class Shell(StrEnum):
    """A shell that completion is written for."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"  # that of Windows; pwsh is the one of any system
    PWSH = "pwsh"


def quoted_value(value: str, typed: str) -> str:
    """The value behind the quote that `typed` leaves open, else with a backslash before each special character."""
    match open_quote(typed):
        case "'":
            return value.replace("'", r"'\''")
        case '"':
            return WITHIN_DOUBLE.sub(ESCAPED, value)
        case _:
            return SPECIAL.sub(ESCAPED, value)


def open_quote(typed: str) -> str:
    """The quote that is open at the end of a line; empty without one."""
    return _end_of(typed)[0]


def is_between_words(typed: str) -> bool:
    """True where the line ends with a blank that parts words: not one in quotes or behind a backslash."""
    return typed.endswith(" ") and _end_of(typed[:-1]) == ("", False)


def single_quoted(text: str) -> str:
    """The text as one word of bash, zsh or another shell of that family."""
    return "'" + text.replace("'", r"'\''") + "'"


def quoted_for_powershell(value: str) -> str:
    """The value as PowerShell reads it: in quotes where it has more than letters and digits."""
    return "'" + re.sub("['‘’‚‛]", r"\g<0>\g<0>", value) + "'" if SPECIAL.search(value) or "," in value else value


def _end_of(typed: str) -> tuple[str, bool]:
    """The quote that is open at the end, and True behind a backslash."""
    quote, is_escaped = "", False
    for char in typed:
        if is_escaped:
            is_escaped = False
        elif char == "\\" and quote != "'":
            is_escaped = True
        elif char == quote:
            quote = ""
        elif not quote and char in "'\"":
            quote = char
    return quote, is_escaped
