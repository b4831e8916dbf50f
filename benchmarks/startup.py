"""Start-up on the bundled data, against the bare program and peers, as ratios of one run (design, section 8)."""

import shutil
import sys
from pathlib import Path

from measure import measure
from report import Bar, table

HERE = Path(__file__).resolve().parent
DATA = str(HERE.parent / "data" / "contracts_2025.csv")
CLSCTL = str(Path(sys.executable).parent / "clsctl")
ROUNDS = 25
BARE = "bare Typer + Rich program"
COMMANDS = {
    BARE: [sys.executable, str(HERE / "peers" / "bare.py")],
    "clsctl totals --by axe, CSV": [CLSCTL, "totals", "--by", "axe"],
    "clsctl totals --by axe, table": [CLSCTL, "totals", "--by", "axe", "--format", "table"],
    "clsctl check": [CLSCTL, "check"],
    "clsctl --help": [CLSCTL, "--help"],
    "clsctl --version": [CLSCTL, "--version"],
    "clsctl totals --bye (a wrong option)": [CLSCTL, "totals", "--bye"],
    "pandas script that checks nothing": [sys.executable, str(HERE / "peers" / "pandas_sum.py"), DATA],
    "Miller": ["mlr", "--icsv", "--opprint", "stats1", "-a", "sum", "-f", "montant", "-g", "axe", DATA],
}
BARS = {  # design, section 8
    "clsctl totals --by axe, CSV": Bar(BARE, most=1.1),
    "clsctl totals --by axe, table": Bar(BARE, most=1.35),
    "clsctl check": Bar(BARE, most=1.4),
    "clsctl --help": Bar(BARE, most=0.6),
    "clsctl --version": Bar(BARE, most=0.6),
    "clsctl totals --bye (a wrong option)": Bar(BARE, most=0.6),
}


def startup() -> str:
    """A Markdown table of times and of ratios to the bare program; a peer that is missing is said to be so."""
    present = {name: command for name, command in COMMANDS.items() if shutil.which(command[0])}
    return table(COMMANDS, measure(present, ROUNDS), BARS)


if __name__ == "__main__":
    print(startup())
