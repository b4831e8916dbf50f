"""A synthetic year after 2025, as canonical CSV on standard output: what `compare` is measured with."""

import sys
from operator import attrgetter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent / "tests")]

from clsctl.vocabulary.canonical_csv import canonical_csv  # noqa: E402 (after the path set above)
from clsctl.vocabulary.schema import package  # noqa: E402 (after the path set above)
from support.years import lines_of_2025, synthetic_year  # noqa: E402 (found by the path set above)

SEED = 3

if __name__ == "__main__":
    names = package().schema("contracts").names
    year = synthetic_year(lines_of_2025(), SEED)
    sys.stdout.buffer.write(canonical_csv([names, *map(attrgetter(*names), year.lignes)]))
