"""gitlab: a Code Quality report, shown by merge requests on the lines of the CSV."""

import json
from pathlib import Path

from clsctl.questions.check.outcome import Report
from clsctl.render.ci.issues import Issue, Level, issues

SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.NOTE: "info"}


def render_gitlab(report: Report, root: Path) -> str:
    """A JSON array, one object per issue, with fingerprints that are stable from run to run."""
    return json.dumps([_entry(issue) for issue in issues(report, root)], ensure_ascii=False, indent=2) + "\n"


def _entry(issue: Issue) -> dict[str, object]:
    return {
        "description": issue.whole,
        "check_name": issue.slug,
        "fingerprint": issue.fingerprint,
        "severity": SEVERITIES[issue.level],
        "location": {"path": issue.spot.path, "lines": {"begin": issue.spot.line}},
    }
