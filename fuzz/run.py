"""`make fuzz`: every harness with a stated budget, its outcome in fuzz/last_run.json and docs/reliability.md."""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

import harnesses
import reliability
import shard
import trial

HERE = Path(__file__).resolve().parent
CHUNK = 500  # inputs that a process tries before it ends
PACKAGES = ("clsctl", "duckdb", "python-calamine", "pypdfium2", "typer", "openpyxl", "polars", "hypothesis", "atheris")


@dataclass(frozen=True, slots=True)
class Budget:
    """A budget: inputs, seconds of guided search, the seed, and processes at once."""

    mutants: int
    lines: int
    seconds: int
    seed: int
    jobs: int


def main() -> None:
    """Spend the budget, write both files, and exit 1 where there was a fault."""
    budget = _budget()
    begin = time.monotonic()
    results = {name: {"counts": found.counts, "faults": found.faults} for name, found in _tallies(budget).items()}
    run = {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": f"{platform.machine()} {platform.system()}, {os.cpu_count()} cores",
        "versions": {"Python": platform.python_version(), **{name: _version(name) for name in PACKAGES}},
        "budget": asdict(budget),
        "minutes": round((time.monotonic() - begin) / 60),
        "results": results,
    }
    reliability.RESULTS.write_text(json.dumps(run, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    reliability.PAGE.write_text(reliability.page(run), encoding="utf-8")
    faults = [fault for found in results.values() for fault in found["faults"]]
    for fault in faults:
        print(fault, file=sys.stderr)
    sys.exit(bool(faults))


def _budget() -> Budget:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutants", type=int, default=2000, help="files (2000)")
    parser.add_argument("--lines", type=int, default=1000, help="command lines (1000)")
    parser.add_argument("--seconds", type=int, default=60, help="of atheris, where it is installed (60)")
    parser.add_argument("--seed", type=int, default=1, help="another seed tries other inputs (1)")
    parser.add_argument("--jobs", type=int, default=1, help="processes at once (1)")
    return Budget(**vars(parser.parse_args()))


def _tallies(budget: Budget) -> dict[str, shard.Tally]:
    """The findings of each harness."""
    counts = {name: round(budget.mutants * each.share) for name, each in harnesses.ALL.items()}
    counts[harnesses.LINES] = budget.lines
    found = {harness: shard.Tally() for harness in counts}
    chunks = [
        (harness, start, min(start + CHUNK, last))
        for harness, last in counts.items()
        for start in range(0, last, CHUNK)
    ]
    with ThreadPoolExecutor(budget.jobs) as pool:
        guided = pool.submit(_guided, budget) if budget.seconds and find_spec("atheris") else None
        for (harness, start, stop), tally in zip(
            chunks, pool.map(lambda each: _shard(budget, *each), chunks), strict=True
        ):
            found[harness].add(tally)
            print(f"{harness}: {start}…{stop - 1}: {dict(tally.counts)}", file=sys.stderr)
        if guided is not None:
            found["atheris"] = guided.result()
    return found


def _shard(budget: Budget, harness: str, start: int, stop: int) -> shard.Tally:
    """The inputs from `start` to before `stop` in a process of their own, and in another after one that killed it."""
    found = shard.Tally()
    while start < stop:
        words = [sys.executable, str(HERE / "shard.py"), harness, *map(str, (budget.seed, start, stop))]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        tried = [shard.told(line) for line in done.stdout.splitlines()]
        for tally in tried:
            found.add(tally)
        start += len(tried)
        if start < stop:
            seen = f"the process ended with {done.returncode}: {done.stderr[-trial.SEEN :]}"
            found.add(shard.death(harness, budget.seed, start, seen))
            start += 1
    return found


def _guided(budget: Budget) -> shard.Tally:
    """The coverage-guided search of the readers."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "tally.json"
        words = [sys.executable, str(HERE / "guided.py"), str(result), str(budget.seconds), str(budget.seed)]
        done = subprocess.run(words, capture_output=True, text=True, cwd=folder, check=False)
        found = shard.told(result.read_text("utf-8"))
        if done.returncode:  # a hang, or memory past all measure: libFuzzer shows the input
            found.add(shard.death("atheris", budget.seed, 0, done.stderr[-trial.SEEN :]))
        return found


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


if __name__ == "__main__":
    main()
