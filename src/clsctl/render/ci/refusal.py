"""The refusal of a command in each CI format, so that yesterday's report is not taken for today's."""

from collections.abc import Iterator
from pathlib import Path

from clsctl.errors import ClsctlError
from clsctl.finding import InvalidDataError
from clsctl.render.ci.github import annotated
from clsctl.render.ci.gitlab import quality_report
from clsctl.render.ci.issues import Issue, Level, Spot, finding_issue, told_apart
from clsctl.render.ci.junit import junit_case, junit_document
from clsctl.render.ci.sarif import sarif_log
from clsctl.render.formats import CiFormat
from clsctl.render.safe import visible

SLUG = "refused"
SUITE = "data"


def render_refusal(error: ClsctlError, command: str, into: CiFormat, root: Path) -> str:
    """JUnit errors, SARIF notifications, annotations or issues: one per finding, or one for the error itself."""
    found = tuple(told_apart(_issues(error, root)))
    match into:
        case CiFormat.JUNIT:
            cases = [junit_case(issue, issue_name(issue), f"clsctl.{command}.{SUITE}", "error") for issue in found]
            return junit_document(command, [(SUITE, cases)])
        case CiFormat.SARIF:
            return sarif_log((), {}, SUITE, found, int(error.exit_code))
        case CiFormat.GITHUB:
            return annotated(found)
        case CiFormat.GITLAB:
            return quality_report(found)


def refused_issue(error: ClsctlError) -> Issue:
    """The issue of a refusal, which has no place."""
    text = visible(" ".join(filter(None, (error.fact, error.remedy))))
    return Issue(SLUG, Level.ERROR, Spot(".", 1), text)


def issue_name(issue: Issue) -> str:
    """The name of a test case: the place of its issue, or its slug."""
    return f"{issue.spot.path}:{issue.spot.line}" if issue.has_place else issue.slug


def _issues(error: ClsctlError, root: Path) -> Iterator[Issue]:
    if isinstance(error, InvalidDataError):
        yield from (finding_issue(finding, root) for finding in error.findings.kept)
    else:
        yield refused_issue(error)
