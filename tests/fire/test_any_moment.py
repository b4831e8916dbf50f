"""Signals and readers that leave, at moments drawn by lot: a documented end, nothing half-written, nothing left."""

import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from cli.test_streams import started, wait_for_work
from support.launched import LOAD, in_turn
from support.samples import PARTIES, csv_text, line

COMMANDS = (
    "totals -o answer.json --data in.csv",
    "lines -o answer.json --data in.csv",
    "totals -o answer.json --data careful.csv",
    "lines -o answer.xlsx --limit 2000 --data in.csv",
    "fmt --in-place unsorted.csv",
)
MOMENTS = 1  # of each command and signal; more of them are a matter of patience
ENDS = {signal.SIGINT: 130, signal.SIGTERM: 143}


@dataclass(frozen=True, slots=True)
class Ended:
    """The files that a command leaves, how many bytes it says, and for how many seconds it is at work."""

    files: dict[str, bytes]
    said: int
    lasts: float


@pytest.fixture(scope="module")
def contents() -> dict[str, str]:
    """Lines enough for a moment's work; the same in other spellings, and in another order."""
    rows = [
        line(rang, territoire_code=code, territoire=name, action=f"Une action, la {rang}e")
        for code, name in PARTIES.items()
        for rang in range(1, 501)
    ]
    return {
        "in.csv": csv_text(rows),
        "careful.csv": csv_text(({**row, "montant": "1 000,50 €"} for row in rows), ";"),
        "unsorted.csv": csv_text(reversed(rows)),
    }


def filled(folder: Path, contents: dict[str, str]) -> Path:
    for name, content in contents.items():
        (folder / name).write_text(content, "utf-8")
    return folder


@pytest.fixture
def folder(contents: dict[str, str], tmp_path: Path) -> Path:
    return filled(tmp_path, contents)


@pytest.fixture(scope="module")
def ended(contents: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Ended]:
    """The files that a command leaves, its output and its time, undisturbed."""

    @cache
    def undisturbed(command: str) -> Ended:
        folder = filled(tmp_path_factory.mktemp("undisturbed"), contents)
        with started(folder, *command.split()) as process:
            wait_for_work(process, folder)
            begin = time.perf_counter()
            out, talk = process.communicate()
            lasts = time.perf_counter() - begin
        assert process.returncode == 0, talk
        files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        return Ended(files, len(out), lasts)

    return undisturbed


@pytest.mark.posix
@pytest.mark.parametrize("command", COMMANDS)
def test_a_signal_at_any_moment(
    command: str, folder: Path, contents: dict[str, str], ended: Callable[[str], Ended]
) -> None:
    dice = random.Random(command)
    lasts = ended(command).lasts
    for number in [*ENDS] * MOMENTS:
        code, talk = struck(command, number, folder, contents, dice.random() * lasts)
        # 0: it was done when it heard of it; -: as Python itself ends, for a shell the same as ENDS.
        assert code in {0, ENDS[number], -number}, (number, talk)
        assert b"Traceback" not in talk
        assert list((folder / "tmp").iterdir()) == []
        left = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        if code == 0:
            assert left.keys() == ended(command).files.keys()
        for name, content in left.items():
            if content != ended(command).files[name]:
                assert (name, content.decode()) == ("unsorted.csv", contents["unsorted.csv"])


def struck(
    command: str, number: signal.Signals, folder: Path, contents: dict[str, str], delay: float
) -> tuple[int, bytes]:
    """The exit code and the talk of a run that got the signal so late, or sooner where it had ended by then."""
    while True:
        for path in filled(folder, contents).glob("answer.*"):
            path.unlink()
        with started(folder, *command.split()) as process:
            wait_for_work(process, folder)
            time.sleep(delay)
            is_at_work = process.poll() is None
            process.send_signal(number)
            _out, talk = process.communicate(timeout=60)
        if is_at_work:
            return process.returncode, talk
        delay /= 2


@pytest.mark.posix
@pytest.mark.parametrize("command", ["lines --data in.csv", "lines --format json --data in.csv", "fmt unsorted.csv"])
def test_a_reader_that_leaves_at_any_moment(command: str, folder: Path, ended: Callable[[str], Ended]) -> None:
    dice = random.Random(command)
    for _moment in range(MOMENTS):
        with started(folder, *command.split()) as process:
            assert process.stdout
            assert process.stderr
            process.stdout.read(dice.randrange(ended(command).said))
            process.stdout.close()
            talk = process.stderr.read()
            process.wait(timeout=60)
        assert process.returncode == 0
        assert b"Traceback" not in talk
        assert b"Error" not in talk


@pytest.mark.posix
@pytest.mark.parametrize("number", ENDS)
def test_a_signal_while_the_engine_is_loaded(number: signal.Signals) -> None:
    events = (1, 1000, 2000, 3000)  # an exception at one of the last three aborts the engine
    ends = in_turn(*(f"{int(number)} {event} totals" for event in events), before=LOAD)
    assert [(end.code, end.out, end.talk) for end in ends] == [(ENDS[number], "", "")] * len(events)
