"""One run of the program, from its arguments to its exit code."""

import os
import signal
import sys
import traceback
from collections.abc import Sequence
from types import FrameType

from clsctl.cli import framework
from clsctl.cli.output.streams import is_closed, settle, write_utf8
from clsctl.cli.output.talk import say_error, say_refusal
from clsctl.errors import NO_SPACE, ClsctlError, ExitCode
from clsctl.language import _

PROGRAM = "clsctl"
COMPLETION = "_CLSCTL_COMPLETE"
# Signals of the terminal (Ctrl-C, hang-up, unknown on Windows) and the request to terminate.
SIGNALS = tuple(signal.Signals[name] for name in ("SIGINT", "SIGTERM", "SIGHUP") if name in signal.Signals.__members__)
ENGINE = "clsctl.engine.connection"
SIGNAL_BASE = 128  # a shell adds this to a signal's number


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code; every failure ends here, and only a bug prints a traceback."""
    ended = _end_on_signals()
    write_utf8()
    try:
        return _outcome(arguments)
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except Exception:  # noqa: BLE001 (anything unforeseen is a bug, and reported as one)
        if ended:  # the engine reports any signal as an interrupted query
            return SIGNAL_BASE + ended[0]
        traceback.print_exc()
        say_error(
            _("This is a bug in clsctl, not a fault in your data."),
            _("Report the lines above with the command that you ran."),
        )
        return ExitCode.BUG
    finally:
        settle()


def _outcome(arguments: Sequence[str]) -> int:
    """The exit code of a command that ends normally or with an error that the user can correct."""
    try:
        code = _command(arguments)
        if not is_closed():
            sys.stdout.flush()  # write errors surface here, before the exit code is settled
    except ClsctlError as error:
        say_refusal(error)
        return error.exit_code
    except framework.UsageError as error:
        say_error(framework.fact(error), _meant(error) or framework.remedy(error))
        return ExitCode.USAGE
    except BrokenPipeError:
        return ExitCode.NOTHING_TO_REPORT
    except OSError as error:
        if error.errno not in NO_SPACE:
            raise
        say_error(_("No space is left on the disk."), _("Free some space, or write elsewhere."))
        return ExitCode.UNREADABLE
    except framework.Abort:
        return ExitCode.INTERRUPTED
    return code


def _meant(error: framework.UsageError) -> str:
    """The option that a misplaced word was meant for; empty for any other error."""
    words = framework.misplaced(error)
    if words is None:
        return ""
    from clsctl.cli.misplaced import option_meant

    return option_meant(*words)


def _command(arguments: Sequence[str]) -> int:
    from clsctl.cli.app import command

    completes = COMPLETION in os.environ
    program = command(arguments[0] if arguments and not completes else "")
    if completes:
        from clsctl.cli.shells import take_over

        take_over()
        program.main(list(arguments), PROGRAM)
    return framework.invoke(program, PROGRAM, list(arguments))


def end_stuck(code: int) -> None:
    """End at once where a query of the engine goes on that obeys no interrupt: an ordinary end would wait for it."""
    engine = sys.modules.get(ENGINE)
    if engine is not None and engine.is_stuck():
        os._exit(code)


def release_signals() -> None:
    """Leave signals to the system: while Python ends, an exception of ours could only be printed."""
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)


def _engine_loads() -> bool:
    """True while the engine is being imported."""
    return bool(getattr(getattr(sys.modules.get(ENGINE), "__spec__", None), "_initializing", False))


def _end_on_signals() -> list[int]:
    """Exit normally on a signal, so that temporary files are removed and output files are never left half-written.

    The list receives the number of the signal. A signal ignored by the caller stays ignored.
    """
    ended: list[int] = []

    def end(number: int, _frame: FrameType | None) -> None:
        ended.append(number)
        if _engine_loads():  # C++ code, which would abort on an exception; no file is open yet
            os._exit(SIGNAL_BASE + number)
        raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(SIGNAL_BASE + number)

    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, end)
    return ended
