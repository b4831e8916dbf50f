"""The findings and warnings of files in each CI format: a suite per file, an issue per finding."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

from clsctl.errors import ExitCode
from clsctl.finding import Findings, Place
from clsctl.language import _
from clsctl.render.ci.github import annotated
from clsctl.render.ci.gitlab import quality_report
from clsctl.render.ci.issues import Issue, Level, Spot, finding_issue, spot, told_apart
from clsctl.render.ci.junit import junit_case, junit_document
from clsctl.render.ci.refusal import SUITE, issue_name, refused_issue
from clsctl.render.ci.sarif import sarif_log
from clsctl.render.findings import more_of_kind, unplaced
from clsctl.render.formats import CiFormat
from clsctl.rules.catalogue import RULES
from clsctl.verdict.examination import Examination

COMMAND = "validate"
PLACEHOLDER = re.compile(r"{\w+}")
CLASSNAME = f"clsctl.{COMMAND}.{SUITE}"


def render_validation(examination: Examination, into: CiFormat, root: Path, *, strict: bool) -> str:
    """Errors and warnings, each with its line; `strict` makes errors of warnings. Without any, an empty report.

    A file that cannot be read is an issue without a place: a JUnit error, a SARIF notification.
    """
    found = tuple(told_apart(_issues(examination, root, strict=strict)))
    refused = tuple(told_apart(map(refused_issue, examination.refused)))
    match into:
        case CiFormat.JUNIT:
            return _junit(examination.files, found, refused, root)
        case CiFormat.SARIF:
            titles = {rule.slug: PLACEHOLDER.sub("…", _(rule.fact)) for rule in RULES}
            return sarif_log(found, titles, "finding", refused, int(ExitCode.UNREADABLE))
        case CiFormat.GITHUB:
            return annotated([*refused, *found])
        case CiFormat.GITLAB:
            return quality_report([*refused, *found])


def _issues(examination: Examination, root: Path, *, strict: bool) -> Iterator[Issue]:
    yield from _of_kind(examination.findings, Level.ERROR, root)
    yield from _of_kind(examination.warnings, Level.ERROR if strict else Level.WARNING, root)


def _of_kind(findings: Findings, level: Level, root: Path) -> Iterator[Issue]:
    """The findings kept; the last of each rule says how many more there are."""
    found = [finding_issue(finding, root, level) for finding in findings.kept]
    kept = Counter(issue.slug for issue in found)
    last = {issue.slug: index for index, issue in enumerate(found)}
    for index, issue in enumerate(found):
        hidden = findings.counts[issue.slug] - kept[issue.slug]
        more = (more_of_kind(issue.slug, hidden),) if hidden > 0 and last[issue.slug] == index else ()
        yield replace(issue, rest=more)
    for slug, count in findings.counts.items():
        if slug not in kept:
            yield Issue(slug, level, Spot(".", 1), unplaced(slug, count))


def _junit(files: Sequence[str], found: Sequence[Issue], refused: Sequence[Issue], root: Path) -> str:
    """A suite per file; one without any issue is a test that passes, a warning a test that was skipped."""
    suites: dict[str, list[ET.Element]] = {spot(Place(name), root).path: [] for name in files}
    for issue in found:
        outcome = "failure" if issue.level is Level.ERROR else "skipped"
        suites.setdefault(issue.spot.path, []).append(_case(issue, outcome))
    for name, cases in suites.items():
        if not cases:
            cases.append(ET.Element("testcase", name=name, classname=CLASSNAME))
    errors = [_case(issue, "error") for issue in refused]
    return junit_document(COMMAND, [*suites.items(), (SUITE, errors)])


def _case(issue: Issue, outcome: str) -> ET.Element:
    return junit_case(issue, f"{issue_name(issue)} [{issue.slug}]", CLASSNAME, outcome)
