"""The command line: options in, one call, one render, one exit code."""

import gc
import sys

# Python looks for cycles after every 700 new objects, and through all of them at the end: a tenth of a short run.
UNSEEN = 100_000


def main() -> None:
    """The `clsctl` program."""
    gc.set_threshold(UNSEEN)
    try:
        from clsctl.cli.run import run

        code = run(sys.argv[1:])
        gc.freeze()
        sys.exit(code)
    except KeyboardInterrupt:
        sys.exit(130)
