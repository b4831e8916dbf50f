"""The compiled templates, kept beside them as Python keeps compiled modules: compiling takes half of a page's time."""

import os
import sys
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

FOLDER = Path(__file__).parent / "templates" / "__pycache__"


class CompiledTemplates(BytecodeCache):
    """Compiled templates on disk; where the folder cannot be written, they are compiled at each run."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read the template's code, where it is of these sources, this Python and this Jinja."""
        try:
            with _path(bucket).open("rb") as stream:
                bucket.load_bytecode(stream)
        except OSError:
            pass

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code, whole or not at all, unless Python is told to keep none."""
        if sys.dont_write_bytecode:
            return
        new = FOLDER / f"{os.urandom(8).hex()}.new"
        try:
            FOLDER.mkdir(exist_ok=True)
            new.write_bytes(bucket.bytecode_to_string())
            new.replace(_path(bucket))
        except OSError:
            new.unlink(missing_ok=True)


def _path(bucket: Bucket) -> Path:
    return FOLDER / f"{bucket.key}.{sys.implementation.cache_tag}.jinja"
