"""Signals and readers that leave, at moments drawn by lot: a documented end, nothing half-written, nothing left."""

import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from cli.processes import session
from cli.test_streams import started, wait_for_work
from conftest import ENVIRONMENT, PROGRAM
from samples import PARTIES, csv_text, line

COMMANDS = {
    "totals": ("totals", "--format", "json", "-o", "answer.json", "--data", "in.csv"),
    "lines": ("lines", "--format", "json", "-o", "answer.json", "--data", "in.csv"),
    "careful": ("totals", "--format", "json", "-o", "answer.json", "--data", "careful.csv"),
    "workbook": ("lines", "-o", "answer.xlsx", "--limit", "5000", "--data", "in.csv"),
    "in-place": ("fmt", "--in-place", "unsorted.csv"),
}
MOMENTS = 4
ENDS = {signal.SIGINT: 130, signal.SIGTERM: 143}


@pytest.fixture(scope="module")
def contents() -> dict[str, str]:
    """Lines enough for half a second; the same in other spellings, and in another order."""
    rows = [
        line(rang, territoire_code=code, territoire=name, action=f"Une action, la {rang}e")
        for code, name in PARTIES.items()
        for rang in range(1, 5001)
    ]
    return {
        "in.csv": csv_text(rows),
        "careful.csv": csv_text(({**row, "montant": "1 000,50 €"} for row in rows), ";"),
        "unsorted.csv": csv_text(reversed(rows)),
    }


@pytest.fixture
def folder(contents: dict[str, str], tmp_path: Path) -> Path:
    for name, content in contents.items():
        (tmp_path / name).write_text(content, "utf-8")
    return tmp_path


@pytest.mark.parametrize("number", ENDS)
@pytest.mark.parametrize("name", COMMANDS)
def test_a_signal_at_any_moment(name: str, number: signal.Signals, folder: Path, contents: dict[str, str]) -> None:
    begin = time.perf_counter()
    assert session(f"$CLSCTL {' '.join(COMMANDS[name])}", folder).returncode == 0
    lasts = time.perf_counter() - begin
    whole = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    dice = random.Random(f"{name} {number}")  # noqa: S311 (reproducible, not secret)
    for _moment in range(MOMENTS):
        (folder / "unsorted.csv").write_text(contents["unsorted.csv"], "utf-8")
        for path in folder.glob("answer.*"):
            path.unlink()
        with started(folder, *COMMANDS[name]) as process:
            wait_for_work(process, folder)
            time.sleep(dice.random() * lasts)
            process.send_signal(number)
            _out, talk = process.communicate(timeout=60)
        assert process.returncode in {0, ENDS[number], -number}, talk  # -: as Python itself ends, for a shell the same
        assert b"Traceback" not in talk
        assert list((folder / "tmp").iterdir()) == []
        for path in folder.iterdir():
            if path.is_file() and path.read_bytes() != whole[path.name]:
                assert (path.name, path.read_text("utf-8")) == ("unsorted.csv", contents["unsorted.csv"])


@pytest.mark.parametrize("command", ["lines --data in.csv", "lines --format json --data in.csv", "fmt unsorted.csv"])
def test_a_reader_that_leaves_at_any_moment(command: str, folder: Path) -> None:
    size = len(session(f"$CLSCTL {command}", folder).stdout)
    dice = random.Random(command)  # noqa: S311 (reproducible, not secret)
    for _moment in range(MOMENTS):
        with subprocess.Popen(
            [PROGRAM, *command.split()], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder, env=ENVIRONMENT
        ) as process:
            assert process.stdout
            assert process.stderr
            process.stdout.read(dice.randrange(size))
            process.stdout.close()
            talk = process.stderr.read()
            process.wait(timeout=60)
        assert process.returncode == 0
        assert b"Traceback" not in talk
        assert b"Error" not in talk


@pytest.mark.parametrize("number", ENDS)
def test_a_signal_while_the_program_starts(number: signal.Signals, tmp_path: Path) -> None:
    dice = random.Random(f"start {number}")  # noqa: S311 (reproducible, not secret)
    for _moment in range(3 * MOMENTS):
        with started(tmp_path, "totals") as process:
            time.sleep(dice.random() * 0.3)  # the engine is loaded in there, which no exception may interrupt
            process.send_signal(number)
            out, talk = process.communicate(timeout=60)
        assert process.returncode in {0, ENDS[number], -number}, talk
        assert process.returncode == 0 or out == b"" or out.endswith(b"\n")
