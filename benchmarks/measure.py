"""The time that a command takes and the memory that it holds, in turns with others so that noise hits all alike."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Noise weighs little in a command that takes longer than so many seconds: one round is enough.
LONG = 20


@dataclass(frozen=True, slots=True)
class Cost:
    """The best wall time in seconds, and the greatest resident memory in MiB."""

    seconds: float
    mebibytes: float


def measure(commands: Mapping[str, Sequence[str]], rounds: int) -> Mapping[str, Cost]:
    """The cost of each command over rounds in which all take a turn; a command that fails is an error."""
    costs = {name: Cost(float("inf"), 0) for name in commands}
    for turn in range(rounds):
        for name, command in commands.items():
            if turn and costs[name].seconds > LONG:
                continue
            once = _run(command)
            costs[name] = Cost(min(costs[name].seconds, once.seconds), max(costs[name].mebibytes, once.mebibytes))
    return costs


def _run(command: Sequence[str]) -> Cost:
    # PYTHONDONTWRITEBYTECODE would make us time the compiler.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    ) as process:
        _pid, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 2}:  # 2: the wrong option, which is timed too
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(seconds, usage.ru_maxrss / 1024)
