"""Start-up on the bundled data, against the bare program and peers, as ratios of one run (design, section 8)."""

import contextlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from budgets import Bar, Budget, Measured, at_most
from measure import measure

HERE = Path(__file__).resolve().parent
DATA = str(HERE.parent / "data" / "contracts_2025.csv")
CLSCTL = str(Path(sys.executable).parent / "clsctl")
ROUNDS = 25
BARE = "bare Typer + Rich program"
TABLE = "clsctl totals --by axe, table"
COMPARE = "clsctl compare of 2025 and a synthetic year, CSV"
SECOND = "contracts_2026.csv"  # written where the commands run
COMMANDS = {
    BARE: [sys.executable, str(HERE / "peers" / "bare.py")],
    "clsctl totals --by axe, CSV": [CLSCTL, "totals", "--by", "axe"],
    TABLE: [CLSCTL, "totals", "--by", "axe", "--format", "table"],
    "clsctl check": [CLSCTL, "check"],
    "clsctl --help": [CLSCTL, "--help"],
    "clsctl --version": [CLSCTL, "--version"],
    "clsctl totals --bye (a wrong option)": [CLSCTL, "totals", "--bye"],
    "clsctl report": [CLSCTL, "report"],
    COMPARE: [CLSCTL, "compare", DATA, SECOND, "--format", "csv"],
    "pandas script that checks nothing": [sys.executable, str(HERE / "peers" / "pandas_sum.py"), DATA],
    "Miller": ["mlr", "--icsv", "--opprint", "stats1", "-a", "sum", "-f", "montant", "-g", "axe", DATA],
}
BARS = {  # design, section 8
    "clsctl totals --by axe, CSV": Bar(BARE, most=1.1),
    TABLE: Bar(BARE, most=1.35),
    "clsctl check": Bar(BARE, most=1.4),
    "clsctl --help": Bar(BARE, most=0.6),
    "clsctl --version": Bar(BARE, most=0.6),
    "clsctl totals --bye (a wrong option)": Bar(BARE, most=0.6),
    "clsctl report": Bar(TABLE, most=2),
    COMPARE: Bar("clsctl totals --by axe, CSV", most=1.6),
}


def measured() -> Measured:
    """The cost of each command, and of the peers that are installed."""
    present = {name: command for name, command in COMMANDS.items() if shutil.which(command[0])}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        year = subprocess.run([sys.executable, str(HERE / "second_year.py")], check=True, capture_output=True).stdout
        Path(SECOND).write_bytes(year)
        return Measured(list(COMMANDS), measure(present, ROUNDS), BARS)


def page() -> Budget:
    """The size of the report of the bundled data."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "rapport.html"
        subprocess.run([CLSCTL, "report", "-o", str(target)], check=True, capture_output=True)
        return at_most("page of clsctl report", 250, target.stat().st_size / 1000, "kB")


if __name__ == "__main__":
    print(measured().table())
