"""The quoting of a completed value: bash puts the text that it is given in place of the word at the cursor."""

import re

SPECIAL = re.compile(r"[^\w@%+=:,./-]")
WITHIN_DOUBLE = re.compile(r'["$`\\]')
ESCAPED = r"\\\g<0>"


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
    return quote
