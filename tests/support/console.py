"""The console blocks of a page of documentation, and the commands in them."""

import re

BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"^\$ (.*)$", re.MULTILINE)
