"""`make bench`: every measurement of one run in `docs/benchmarks.md`, with machine, versions, date and budgets."""

import os
import platform
import sys
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import installation
import scale
import startup
import suite
from budgets import budget_table

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"


def main() -> None:
    """Measure all, write the document and print its budgets; the folder for the generated files may be given."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(temporary)
        started, large, growth = startup.measured(), scale.peers(folder), scale.growth(folder)
        installed = installation.measured(folder)
        import brochure_pages  # its libraries would count as memory of the programs measured before

        budgets = [
            *started.budgets(),
            startup.page(),
            *installed.budgets(),
            *large.budgets(),
            *growth.budgets(),
            scale.memory(growth),
            brochure_pages.budget(),
            *suite.budgets(),
        ]
    table = budget_table(budgets)
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
                "## Budgets",
                "",
                table,
                "## Start-up, on the bundled data",
                "",
                started.table(),
                "## From a fresh clone to the answer of `make run`, without any cache",
                "",
                installed.table(),
                "## Two million lines (500 MB), on a file in the page cache",
                "",
                large.table(),
                "## Growth",
                "",
                growth.table(),
            ]
        ),
        encoding="utf-8",
    )
    print(table)


def machine() -> str:
    """The date, the machine and the versions of a measurement."""
    names = ("duckdb", "typer", "rich", "pandas", "babel", "clsctl")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    today = datetime.now(UTC).date().isoformat()
    where = f"{platform.machine()} {platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return f"{today}, {where}; {versions}"


if __name__ == "__main__":
    main()
