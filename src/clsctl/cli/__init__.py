"""The command line: options in, one call, one render, one exit code."""

import sys


def main() -> None:
    """The `clsctl` program."""
    try:
        from clsctl.cli.run import run  # noqa: PLC0415 (a signal may come while it loads)

        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
