"""`totals --by axe` on two million lines and more, against peers on the same work (design, section 8)."""

import csv
import shutil
import subprocess
import sys
from pathlib import Path

from measure import measure
from report import Line, table

HERE = Path(__file__).resolve().parent
CLSCTL = str(Path(sys.executable).parent / "clsctl")
MILLER = ("mlr", "--icsv", "--ojson")
ROUNDS = 3
MILLION = 1_000_000
BASE = "DuckDB alone, checking nothing"
BARS = {
    "clsctl totals --by axe, every rule checked": "≤ 2.2 × DuckDB alone",
    "pandas, checking as much": "clsctl 3 × faster",
    "Miller, checking nothing": "clsctl 3 × faster",
    "Miller, checking as much": "clsctl 3 × faster",
    "csvkit, checking nothing": "clsctl 3 × faster",
    "pandas, checking nothing": "clsctl faster",
}


def generated(millions: int, folder: Path) -> str:
    """The path of a generated file of so many million lines, made once."""
    target = folder / f"contracts_{millions}m.csv"
    if not target.exists():
        subprocess.run([sys.executable, str(HERE / "generate.py"), str(millions * MILLION), str(target)], check=True)
    return str(target)


def peers(folder: Path) -> str:
    """Two million lines: a Markdown table against every peer that is installed."""
    path = generated(2, folder)
    commands = {
        BASE: _script("duckdb_sum.py", path),
        "clsctl totals --by axe, every rule checked": [CLSCTL, "totals", "--by", "axe", "--data", path],
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
    costs = measure(present, ROUNDS)
    return table([Line(name, costs.get(name), BARS.get(name, "")) for name in commands], costs[BASE])


def growth(folder: Path) -> str:
    """One million lines and ten: a Markdown table of time and peak memory."""
    commands = {
        f"{millions} M lines": [CLSCTL, "totals", "--by", "axe", "--data", generated(millions, folder)]
        for millions in (1, 10)
    }
    costs = measure(commands, ROUNDS)
    bars = {"10 M lines": "≤ 10.5 × the time, ≤ 1024 MiB"}
    return table([Line(name, costs[name], bars.get(name, "")) for name in commands], costs["1 M lines"])


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
    print(peers(where))
    print(growth(where))
