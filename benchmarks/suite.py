"""The seconds that `make test` and `make fast` take on this machine; it must be quiet, and have two cores."""

from pathlib import Path

from budgets import Budget, at_most
from measure import measure

ROOT = Path(__file__).resolve().parent.parent
BARS = {"test": 150, "fast": 40}


def budgets() -> list[Budget]:
    """One run of each target, its environment made before."""
    commands = {target: ["make", "-s", "-C", str(ROOT), target] for target in BARS}
    costs = measure(commands, rounds=1)
    return [at_most(f"make {target}", most, costs[target].seconds, "s") for target, most in BARS.items()]


if __name__ == "__main__":
    print(*budgets(), sep="\n")
