"""`totals --by axe` on two million lines and more, against peers on the same work (design, section 8)."""

import csv
import shutil
import subprocess
import sys
from pathlib import Path

from budgets import Bar, Budget, Measured, at_most
from measure import measure

HERE = Path(__file__).resolve().parent
CLSCTL = str(Path(sys.executable).parent / "clsctl")
MILLER = ("mlr", "--icsv", "--ojson")
ROUNDS = 3
MILLION = 1_000_000
BASE = "DuckDB alone, checking nothing"
OURS = "clsctl totals --by axe, every rule checked"
LARGEST = "10 M lines"
BARS = {
    OURS: Bar(BASE, most=2.0),
    "pandas, checking nothing": Bar(OURS, least=1),
    "pandas, checking as much": Bar(OURS, least=3),
    "Miller, checking nothing": Bar(OURS, least=3),
    "Miller, checking as much": Bar(OURS, least=3),
    "csvkit, checking nothing": Bar(OURS, least=3),
}


def generated(millions: int, folder: Path) -> str:
    """The path of a generated file of so many million lines, made once."""
    target = folder / f"contracts_{millions}m.csv"
    if not target.exists():
        subprocess.run([sys.executable, str(HERE / "generate.py"), str(millions * MILLION), str(target)], check=True)
    return str(target)


def peers(folder: Path) -> Measured:
    """Two million lines, against every peer that is installed."""
    path = generated(2, folder)
    commands = {
        BASE: _script("duckdb_sum.py", path),
        OURS: [CLSCTL, "totals", "--by", "axe", "--data", path],
        "clsctl validate, warnings too": [CLSCTL, "validate", path],
        "polars, checking nothing": _script("polars_sum.py", path, _peer_python()),
        "pandas, checking nothing": _script("pandas_sum.py", path),
        "pandas, checking as much": _script("pandas_checked.py", path),
        "Miller, checking nothing": [*MILLER, *["stats1", "-a", "sum", "-f", "montant", "-g", "axe"], path],
        "Miller, checking as much": [*MILLER, *_miller_checked(), path],
        "csvkit, checking nothing": ["csvstat", "--columns", "montant", "--sum", path],
        "sqlite-utils, checking nothing": [
            *("sqlite-utils", "memory", path, "--no-detect-types"),
            Path(path).stem.join(["select axe, sum(montant) from [", "] group by axe"]),
        ],
    }
    present = {name: command for name, command in commands.items() if shutil.which(command[0])}
    return Measured(list(commands), measure(present, ROUNDS), BARS)


def growth(folder: Path) -> Measured:
    """One million lines and ten: time and peak memory."""
    commands = {
        f"{millions} M lines": [CLSCTL, "totals", "--by", "axe", "--data", generated(millions, folder)]
        for millions in (1, 10)
    }
    return Measured(list(commands), measure(commands, ROUNDS), {LARGEST: Bar("1 M lines", most=10.5)})


def memory(growth: Measured) -> Budget:
    """The peak memory of the largest file."""
    return at_most(f"memory of {LARGEST}", 1024, growth.costs[LARGEST].mebibytes, "MiB")


def _script(name: str, path: str, python: str = sys.executable) -> list[str]:
    return [python, str(HERE / "peers" / name), path]


def _miller_checked() -> list[str]:
    with (HERE.parent / "data" / "territoires.csv").open(encoding="utf-8", newline="") as stream:
        names = [f"{row['territoire_code']}={row['territoire']}" for row in csv.DictReader(stream)]
    return ["put", "-q", "-s", f"territoires={';'.join(names)}", "-f", str(HERE / "peers" / "checked.mlr")]


def _peer_python() -> str:
    """A Python that has polars: that of sqlite-utils, where peers are installed apart from clsctl."""
    found = shutil.which("sqlite-utils")
    return str(Path(found).parent / "python") if found else "no python with polars"


if __name__ == "__main__":
    where = Path(sys.argv[1])
    print(peers(where).table())
    print(growth(where).table())
