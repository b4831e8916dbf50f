"""From a fresh clone to the printed answer of `make run`, against `pip install` of the same pinned packages."""

import shlex
import sys
from pathlib import Path

from budgets import Bar, Measured
from measure import measure

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 2
OURS = "make run"
PIP = "a new venv, and pip install"
BARS = {OURS: Bar(PIP, most=0.4)}


def measured(folder: Path) -> Measured:
    """Both, each from a clone of its own with empty caches; the network is part of it."""
    clone, cache = folder / "clone", folder / "caches"
    again = [f"rm -rf {quoted(clone)} {quoted(cache)}", f"git clone -q {quoted(ROOT)} {quoted(clone)}"]
    caches = f"export UV_CACHE_DIR={quoted(cache / 'uv')} PIP_CACHE_DIR={quoted(cache / 'pip')}"
    python = shlex.quote(sys.executable)
    steps = {
        PIP: [f"{python} -m venv .venv", "PIP_CONSTRAINT=constraints.txt .venv/bin/pip -q install --editable ."],
        OURS: [f"make -s PYTHON={python} run"],
    }
    commands = {
        name: ["bash", "-ec", "; ".join([*again, caches, f"cd {quoted(clone)}", *ours])] for name, ours in steps.items()
    }
    return Measured(list(commands), measure(commands, ROUNDS), BARS)


def quoted(path: Path) -> str:
    """A path as one word of a shell."""
    return shlex.quote(str(path))


if __name__ == "__main__":
    print(measured(Path(sys.argv[1])).table())
