"""The console blocks of a page of documentation, the commands in them, and the marks that a shell alone reads."""

import re

BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"^\$ (.*)$", re.MULTILINE)
SHELL_ALONE = set("|<>$&;()\\*?`")
