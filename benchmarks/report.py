"""`make bench`: every measurement of one run in `docs/benchmarks.md`, with machine, versions and date."""

import os
import platform
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from math import inf
from pathlib import Path

from measure import Cost

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"


@dataclass(frozen=True, slots=True)
class Bar:
    """The highest, or lowest, allowed ratio of a program's time to that of `against` (design, section 8)."""

    against: str
    most: float = inf
    least: float = 0

    def verdict(self, cost: Cost, costs: Mapping[str, Cost]) -> str:
        """The bar, the figure, and whether it is met."""
        times = cost.seconds / costs[self.against].seconds
        bar = f"≤ {self.most}" if self.most < inf else f"≥ {self.least}"
        met = "met" if self.least <= times <= self.most else "**not met**"
        return f"{bar} × {self.against}: {times:.2f}, {met}"


def table(names: Iterable[str], costs: Mapping[str, Cost], bars: Mapping[str, Bar]) -> str:
    """Milliseconds, ratio to the first program, peak memory and bar; a program without a cost is not installed."""
    rows = ["| program | ms | ratio | peak MiB | bar |", "|---|---:|---:|---:|---|"]
    first = next(iter(costs.values()))
    for name in names:
        cost = costs.get(name)
        if cost is None:
            rows.append(f"| {name} | not installed | | | |")
            continue
        verdict = bars[name].verdict(cost, costs) if name in bars else ""
        ratio = cost.seconds / first.seconds
        rows.append(f"| {name} | {cost.seconds * 1000:.0f} | {ratio:.2f} | {cost.mebibytes:.0f} | {verdict} |")
    return "\n".join(rows) + "\n"


def main() -> None:
    """Measure all and write the document; the folder for the generated files may be given."""
    from scale import growth, peers
    from startup import startup

    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(temporary)
        DOCUMENT.write_text(
            "\n".join(
                [
                    "# Benchmarks",
                    "",
                    "Written by `make bench`. The programs run in turn, and the best time of each one counts.",
                    "The ratio is to the first line of each table. The tests themselves do not measure time.",
                    "",
                    f"{machine()}.",
                    "",
                    "## Start-up, on the bundled data",
                    "",
                    startup(),
                    "## Two million lines (500 MB), on a file in the page cache",
                    "",
                    peers(folder),
                    "## Growth, in 1024 MiB at most",
                    "",
                    growth(folder),
                ]
            ),
            encoding="utf-8",
        )


def machine() -> str:
    """The date, the machine and the versions of a measurement."""
    names = ("duckdb", "typer", "rich", "pandas", "babel", "clsctl")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    today = datetime.now(UTC).date().isoformat()
    where = f"{platform.machine()} {platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return f"{today}, {where}; {versions}"


if __name__ == "__main__":
    main()
