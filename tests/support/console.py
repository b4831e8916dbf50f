"""The console blocks of a page of documentation, the commands in them, and the marks that a shell alone reads."""

import re

BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"^\$ (.*)$", re.MULTILINE)
QUOTED = re.compile(r"""'[^']*'|"[^"$`\\]*\"""")
SHELL_ALONE = set("|<>$&;()\\*?`\n")


def needs_shell(line: str) -> bool:
    """True where the line holds, outside of quotes, what a shell alone reads: a pipe, a file, a pattern, a value."""
    return bool(SHELL_ALONE & set(QUOTED.sub("", line)))
