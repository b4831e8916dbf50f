"""Start-up on the bundled data, against the bare program and peers, as ratios of one run (design, section 8).

Run it with `make bench`, which compiles the byte code first: PYTHONDONTWRITEBYTECODE would make it time the
compiler. Programs take turns, and each one's best time counts, so that noise hits all alike.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "data" / "contracts_2025.csv"
CLSCTL = str(Path(sys.executable).parent / "clsctl")
ROUNDS = 25


@dataclass(frozen=True, slots=True)
class Program:
    """A command to time, and the greatest ratio to the bare program that its budget allows, if it has one."""

    name: str
    command: Sequence[str]
    budget: float | None = None


PROGRAMS = (
    Program("bare Typer + Rich", [sys.executable, str(HERE / "peers" / "bare.py")]),
    Program("clsctl totals --by axe (csv)", [CLSCTL, "totals", "--by", "axe"], 1.8),
    Program("clsctl totals --by axe (table)", [CLSCTL, "totals", "--by", "axe", "--format", "table"], 1.8),
    Program("clsctl check", [CLSCTL, "check"]),
    Program("clsctl --help", [CLSCTL, "--help"], 1.15),
    Program("clsctl --version", [CLSCTL, "--version"], 1.15),
    Program("clsctl totals --bye", [CLSCTL, "totals", "--bye"], 1.15),
    Program("pandas script", [sys.executable, str(HERE / "peers" / "frame.py"), str(DATA)]),
    Program("Miller", ["mlr", "--icsv", "--opprint", "stats1", "-a", "sum", "-f", "montant", "-g", "axe", str(DATA)]),
)


def main() -> None:
    """Print a table of best times and ratios; a peer that is not installed is said to be missing."""
    present = [program for program in PROGRAMS if shutil.which(program.command[0])]
    best = measure(present)
    bare = best[PROGRAMS[0].name]
    print(f"{'program':<34}{'ms':>8}{'ratio':>8}{'budget':>8}")
    for program in PROGRAMS:
        if program.name not in best:
            print(f"{program.name:<34}  not installed")
            continue
        budget = f"{program.budget:8.2f}" if program.budget else ""
        print(f"{program.name:<34}{best[program.name] * 1000:8.0f}{best[program.name] / bare:8.2f}{budget}")


def measure(programs: Sequence[Program]) -> Mapping[str, float]:
    """The best wall time of each program in seconds, over rounds in which all take a turn."""
    best = {program.name: float("inf") for program in programs}
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    for _round in range(ROUNDS):
        for program in programs:
            start = time.perf_counter()
            subprocess.run(program.command, capture_output=True, env=environment, check=False)
            best[program.name] = min(best[program.name], time.perf_counter() - start)
    return best


if __name__ == "__main__":
    main()
