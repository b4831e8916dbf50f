"""One run of the program, from its arguments to its exit code."""

import os
import signal
import sys
import traceback
from collections.abc import Sequence
from types import FrameType

from clsctl.cli import framework
from clsctl.cli.say import say_error, say_findings, say_notes
from clsctl.errors import ClsctlError, ExitCode
from clsctl.finding import InvalidDataError
from clsctl.language import _

PROGRAM = "clsctl"
COMPLETION = "_CLSCTL_COMPLETE"


def run(arguments: Sequence[str]) -> int:  # noqa: PLR0911 (a way to fail, a return)
    """Run a command and return its exit code; every way to fail ends here, and only a bug shows a traceback."""
    signal.signal(signal.SIGTERM, _terminate)
    try:
        return _command(arguments)
    except InvalidDataError as error:
        say_notes(error.notes)
        say_findings(error.findings)
        say_error(error.fact)
        return error.exit_code
    except ClsctlError as error:
        say_error(error.fact, error.remedy)
        return error.exit_code
    except framework.UsageError as error:
        say_error(framework.fact(error), framework.remedy(error))
        return ExitCode.USAGE
    except BrokenPipeError:
        _silence_stdout()
        return ExitCode.NOTHING_TO_REPORT
    except (KeyboardInterrupt, framework.Abort):
        return ExitCode.INTERRUPTED
    except Exception:  # noqa: BLE001 (what nobody foresaw is a bug, and is said to be one)
        traceback.print_exc()
        say_error(
            _("This is a bug of clsctl, not of your data."),
            _("Report the lines above with the command you ran."),
        )
        return ExitCode.BUG


def _command(arguments: Sequence[str]) -> int:
    from clsctl.cli.app import command  # noqa: PLC0415 (under `run`'s try: a signal may come while it loads)

    program = command()
    if COMPLETION in os.environ:
        program.main(list(arguments), PROGRAM)
    return framework.invoke(program, PROGRAM, list(arguments))


def _terminate(_number: int, _frame: FrameType | None) -> None:
    """Leave as at an exit, so that temporary files go and no output file is left half-written."""
    raise SystemExit(ExitCode.TERMINATED)


def _silence_stdout() -> None:
    """Nobody reads on: what Python flushes at its end must not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
