"""The bar of a long command: on a terminal only, and gone when the answer stands."""

import re
from pathlib import Path

import pytest

from conftest import ENVIRONMENT
from support.processes import on_terminal
from support.samples import PARTIES, line, write
from support.warm_runs import Job, answered

pytestmark = pytest.mark.slow(reason="the bar comes only over a long reading")

# The program as it is, but for a bar that waits for no second, and a reading that ends only when it has been drawn.
IMPATIENT = """
import sys, threading
from clsctl.cli import run
from clsctl.cli.output import progress_bar

class Stop(threading.Event):
    waits, drawn = 0, threading.Event()

    def wait(self, timeout):
        Stop.waits += 1
        if Stop.waits > 3:
            Stop.drawn.set()
        return super().wait(timeout)

    def set(self):
        assert Stop.drawn.wait(20)
        super().set()

progress_bar.DELAY = progress_bar.PERIOD = 0.0
progress_bar.Event = Stop
sys.exit(run.run(sys.argv[1:]))
"""
HIDE_CURSOR, SHOW_CURSOR = "\x1b[?25l", "\x1b[?25h"
CONTROL = re.compile(r"\x1b\[\?25[lh]|\x1b\[[0-9;]*m|\x1b\[2K|\x1b\[1A|\r|\n|[^\x1b\r\n]")


def screen(shown: str) -> str:
    """The last screen of a terminal, by the few controls that the bar and the tables use; others fail."""
    rows, row = [""], 0
    assert CONTROL.sub("", shown) == ""
    for control in CONTROL.findall(shown):
        match control:
            case "\n":
                row += 1
                rows += [""] * (row + 1 - len(rows))
            case "\x1b[1A":
                row -= 1
            case "\r" | "\x1b[2K":  # the bar goes to the left and empties the line, always both
                rows[row] = ""
            case _ if not control.startswith("\x1b"):
                rows[row] += control
    return "\n".join(map(str.rstrip, rows)).rstrip()


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lines enough that the engine is at work when the bar is drawn."""
    rows = (
        line(rang, territoire_code=code, territoire=name, action=f"Une action, la {rang}e", montant="100.50")
        for code, name in PARTIES.items()
        for rang in range(1, 1_001)
    )
    return write(tmp_path_factory.mktemp("large") / "large.csv", rows)


@pytest.mark.posix
@pytest.mark.parametrize("command", ["totals", "lines --limit 3", "validate", "fmt --check"])
def test_the_bar_comes_and_leaves_no_trace(command: str, large: Path) -> None:
    file = ["--data", str(large)] if command.startswith(("totals", "lines")) else [str(large)]
    code, shown = on_terminal(*command.split(), *file, script=IMPATIENT)
    quiet_code, quiet = on_terminal(*command.split(), *file, env={"TERM": "dumb"})
    assert code == quiet_code
    assert "Reading" in shown
    assert shown.count(HIDE_CURSOR) == shown.count(SHOW_CURSOR) > 0
    assert "Reading" not in quiet
    assert screen(shown) == screen(quiet)


@pytest.mark.posix
def test_a_short_command_shows_no_bar() -> None:
    shown = on_terminal("totals")[1]
    assert "Reading" not in shown
    assert HIDE_CURSOR not in shown


@pytest.mark.posix
@pytest.mark.parametrize("env", [{"TERM": "dumb"}, {"TERM": ""}])
def test_a_terminal_that_cannot_move_its_cursor_gets_no_bar(env: dict[str, str], large: Path) -> None:
    assert "Reading" not in on_terminal("totals", "--data", str(large), script=IMPATIENT, env=env)[1]


@pytest.mark.posix
def test_off_a_terminal_there_is_no_bar(large: Path, tmp_path: Path) -> None:
    done = answered(Job(("totals", "--data", str(large)), IMPATIENT), tmp_path, ENVIRONMENT)
    assert (done.returncode, done.stderr) == (0, b"")
