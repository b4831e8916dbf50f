"""A bomb under trial, in a process of its own: the time and the memory that it took, and how it ended."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import mutants
from mutants.bombs import bomb
from trial import Outcome, Verdict

SECONDS, MEGABYTES = 20, 1024  # the budget of the design for any hostile input of 50 MB
GREATEST = 50_000_000
SLACK = 1.2  # of the seconds, which are those of its processors where other processes take theirs
LONGEST = 50  # seconds on the clock, whatever it waits for
TICKS = os.sysconf("SC_CLK_TCK")
KILLED_AT = 1.5  # times the memory: beyond, the machine itself would suffer
VALIDATE = ("validate",)
COMMANDS = (("totals", "--data"), VALIDATE, ("fmt",), ("lines", "--data"))


def try_bomb(dice: random.Random, folder: Path) -> Verdict:
    """A command on a small file that grows; it must end in time, in memory, and as documented."""
    name, content = bomb(dice, mutants.few(dice))
    if len(content) > GREATEST:
        return Verdict(Outcome.REFUSED)
    path = folder / "input"
    path.write_bytes(content)
    command = dice.choice(COMMANDS)
    code, seconds, megabytes, talk = _measured(words(command, path), folder)
    seen = f"{name}, {len(content)} bytes, {command[0]}: exit {code}, {seconds:.1f} s, {megabytes} MB: {talk[-300:]}"
    if seconds > SECONDS * SLACK:
        return Verdict(Outcome.HANG, seen)
    is_ended = code in {0, 3} or (code == 1 and command == VALIDATE)
    if megabytes > MEGABYTES or not is_ended or "Traceback" in talk:
        return Verdict(Outcome.CRASH, seen)
    return Verdict(Outcome.ANSWERED if code == 0 else Outcome.REFUSED, seen)


def words(command: Sequence[str], path: Path) -> list[str]:
    """The program as people start it."""
    return [str(Path(sys.executable).with_name("clsctl")), *command, str(path)]


def _measured(line: list[str], folder: Path) -> tuple[int, float, int, str]:
    """The exit code, the seconds on the clock or of its processors (the fewer), the greatest memory in MB, the talk."""
    with (folder / "talk").open("wb") as talk:
        process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=talk, cwd=folder)
        begin, peak, used, elapsed = time.monotonic(), 0, 0.0, 0.0
        while process.poll() is None:
            peak = max(peak, _memory(process.pid))
            elapsed = time.monotonic() - begin
            used = max(used, min(elapsed, _worked(process.pid)))
            if peak > MEGABYTES * KILLED_AT or used > SECONDS * SLACK or elapsed > LONGEST:
                process.kill()
            time.sleep(0.02)
    return (
        process.returncode,
        used if elapsed < LONGEST else elapsed,
        peak,
        (folder / "talk").read_text("utf-8", "replace"),
    )


def _worked(number: int) -> float:
    """The seconds that processors have worked for the process."""
    try:
        fields = Path(f"/proc/{number}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / TICKS


def _memory(number: int) -> int:
    """The greatest resident memory of the process so far, in MB."""
    try:
        status = Path(f"/proc/{number}/status").read_text("ascii")
    except OSError:
        return 0
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
    return int(found[0]) // 1024 if found else 0
