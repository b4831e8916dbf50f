"""gitlab: a Code Quality report, shown by merge requests on the lines of the CSV."""

import json
from collections.abc import Iterable
from pathlib import Path

from clsctl.questions.check.outcome import Report
from clsctl.render.ci.issues import Issue, Level, issues

NOWHERE = "data"  # a path is required, also of an issue without a file
SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.NOTE: "info"}


def render_gitlab(report: Report, root: Path) -> str:
    """A JSON array, one object per issue, with fingerprints that are stable from run to run."""
    return quality_report(issues(report, root))


def quality_report(found: Iterable[Issue]) -> str:
    """The report of issues."""
    return json.dumps([_entry(issue) for issue in found], ensure_ascii=False, indent=2) + "\n"


def _entry(issue: Issue) -> dict[str, object]:
    return {
        "description": issue.whole,
        "check_name": issue.slug,
        "fingerprint": issue.fingerprint,
        "severity": SEVERITIES[issue.level],
        "location": {"path": issue.spot.path.strip(".") or NOWHERE, "lines": {"begin": issue.spot.line}},
    }
