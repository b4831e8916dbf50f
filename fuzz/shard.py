"""Trials in one process: inputs by their numbers, counted by outcome."""

import faulthandler
import json
import os
import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import harnesses
import trial

ROOT = Path(__file__).resolve().parent.parent
HUNG = 60  # seconds after which not even the engine lets a signal in: the process ends, and its last input is named


@dataclass(slots=True)
class Tally:
    """The number of inputs by outcome, and the faults that were seen."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Count the other's too."""
        self.counts += other.counts
        self.faults += other.faults


def told(text: str) -> Tally:
    """The tally that a process printed."""
    found = json.loads(text)
    return Tally(Counter(found["counts"]), found["faults"])


def death(harness: str, seed: int, number: int, seen: str) -> Tally:
    """The outcome of an input that ended its process: where time was up it hangs, else it crashes."""
    outcome = trial.Outcome.HANG if "Timeout (" in seen or "ALARM" in seen else trial.Outcome.CRASH
    return Tally(Counter([outcome]), [f"{harness} {seed} {number}: {outcome}: {without_root(seen)}"])


def without_root(seen: str) -> str:
    """The text with the paths of the tree as they are in any tree."""
    return seen.replace(f"{ROOT}/", "")


def one(harness: str, seed: int, number: int) -> trial.Verdict:
    """The trial of one input."""
    dice = random.Random(f"{seed} {harness} {number}")
    with trial.folder() as folder:
        return harnesses.ALL[harness].trial(dice, folder)


def main() -> None:
    """`python fuzz/shard.py HARNESS SEED START STOP`: a tally as JSON for each input, which seed and number tell."""
    harness, *bounds = sys.argv[1:]
    seed, *numbers = map(int, bounds)
    os.environ["CLSCTL_LANG"] = "en"
    for number in range(*numbers):
        faulthandler.dump_traceback_later(HUNG, exit=True)
        verdict = one(harness, seed, number)
        faulthandler.cancel_dump_traceback_later()
        faults = [f"{harness} {seed} {number}: {verdict.outcome}: {verdict.seen}"] if verdict.outcome.is_fault else []
        print(json.dumps({"counts": {verdict.outcome: 1}, "faults": faults}), flush=True)


if __name__ == "__main__":
    main()
