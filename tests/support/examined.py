"""Many files examined together, each in a year of its own: one reading for all, and the findings of each."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from clsctl.verdict.examination import examine
from support.samples import Cells, line

AT_ONCE = 16  # of each kind of finding, the first twenty are kept
FIRST_YEAR = 2001


def two_lines(number: int) -> list[Cells]:
    """Two sound lines of a year that no other number has."""
    return [line(rang, exercice=str(FIRST_YEAR + number)) for rang in (1, 2)]


def slugs_of(files: Mapping[str, Path]) -> dict[str, dict[str, int]]:
    """The number of findings of each kind in each file."""
    found: dict[str, dict[str, int]] = {}
    names = list(files)
    for first in range(0, len(names), AT_ONCE):
        part = {str(files[name]): name for name in names[first : first + AT_ONCE]}
        findings = examine(part).findings
        assert len(findings.kept) == sum(findings.counts.values())
        by_file = Counter((each.place.file, each.rule.slug) for each in findings.kept)
        assert {file for file, _slug in by_file} <= part.keys()
        found |= {name: {} for name in part.values()}
        for (file, slug), count in by_file.items():
            found[part[file]][slug] = count
    return found
