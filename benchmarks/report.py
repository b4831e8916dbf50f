"""`make bench`: every measurement of one run in `docs/benchmarks.md`, with machine, versions and date."""

import os
import platform
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from measure import Cost

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"


@dataclass(frozen=True, slots=True)
class Line:
    """A program, what it cost (None: it is not installed), and the bar that it must meet."""

    name: str
    cost: Cost | None
    bar: str


def table(lines: Iterable[Line], base: Cost) -> str:
    """Milliseconds, the ratio to `base`, peak memory, and the bar."""
    rows = ["| program | ms | ratio | peak MiB | bar |", "|---|---:|---:|---:|---|"]
    for line in lines:
        if line.cost is None:
            rows.append(f"| {line.name} | not installed | | | {line.bar} |")
            continue
        ratio = line.cost.seconds / base.seconds
        rows.append(
            f"| {line.name} | {line.cost.seconds * 1000:.0f} | {ratio:.2f} | {line.cost.mebibytes:.0f} | {line.bar} |"
        )
    return "\n".join(rows) + "\n"


def main() -> None:
    """Measure all and write the document; the folder for the generated files may be given."""
    from scale import growth, peers  # noqa: PLC0415 (they import this module's table)
    from startup import startup  # noqa: PLC0415 (the same)

    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(temporary)
        DOCUMENT.write_text(
            "\n".join(
                [
                    "# Benchmarks",
                    "",
                    "Written by `make bench`. Programs take turns; each one's best time counts. The ratio is to the",
                    "first line of each table. Nothing in the tests is timed.",
                    "",
                    f"{machine()}.",
                    "",
                    "## Start-up, on the bundled data",
                    "",
                    startup(),
                    "## Two million lines (500 MB), on a file in the page cache",
                    "",
                    peers(folder),
                    "## Growth",
                    "",
                    growth(folder),
                ]
            ),
            encoding="utf-8",
        )


def machine() -> str:
    """What it was measured on."""
    names = ("duckdb", "typer", "rich", "pandas", "babel", "clsctl")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    today = datetime.now(UTC).date().isoformat()
    where = f"{platform.machine()} {platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return f"{today}, {where}; {versions}"


if __name__ == "__main__":
    main()
