"""The CI formats: a check's report as annotations, test cases or issues, one writer per system."""

from pathlib import Path

from clsctl.questions.check.outcome import Report
from clsctl.render.formats import CiFormat


def render_ci(report: Report, into: CiFormat, root: Path) -> str:
    """The report in that format; paths under `root` are relative to it, as the systems require."""
    # A writer is imported when needed, like those of tables.
    match into:
        case CiFormat.JUNIT:
            from clsctl.render.ci.junit import render_junit

            return render_junit(report, root)
        case CiFormat.GITHUB:
            from clsctl.render.ci.github import render_github

            return render_github(report, root)
        case CiFormat.GITLAB:
            from clsctl.render.ci.gitlab import render_gitlab

            return render_gitlab(report, root)
        case CiFormat.SARIF:
            from clsctl.render.ci.sarif import render_sarif

            return render_sarif(report, root)
