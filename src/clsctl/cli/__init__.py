"""The command line: options parsed, one question asked, one answer rendered, one exit code returned."""

import gc
import sys

# Python's collector runs after every 700 new objects, and over all of them at exit: a tenth of a short run.
UNSEEN = 100_000


def main() -> None:
    """The `clsctl` program."""
    gc.set_threshold(UNSEEN)
    try:
        from clsctl.cli.run import end_stuck, release_signals, run

        code = run(sys.argv[1:])
        release_signals()
        end_stuck(code)
        if code == 0:  # the traceback of a refusal may hold the engine in a cycle, which the collector alone frees
            gc.freeze()
        sys.exit(code)
    except KeyboardInterrupt:
        sys.exit(130)
