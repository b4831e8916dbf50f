"""The refusal of a check in each CI format, so that yesterday's report is not taken for today's."""

import json
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from clsctl.errors import ClsctlError
from clsctl.finding import InvalidDataError
from clsctl.render.ci.github import annotated
from clsctl.render.ci.gitlab import quality_report
from clsctl.render.ci.issues import Issue, Level, Spot, finding_issue
from clsctl.render.ci.sarif import SCHEMA, location
from clsctl.render.formats import CiFormat
from clsctl.render.safe import visible

SLUG = "refused"


def render_refusal(error: ClsctlError, into: CiFormat, root: Path) -> str:
    """JUnit errors, SARIF notifications, annotations or issues: one per finding, or one for the error itself."""
    found = _issues(error, root)
    match into:
        case CiFormat.JUNIT:
            return _junit(found)
        case CiFormat.SARIF:
            return _sarif(found, int(error.exit_code))
        case CiFormat.GITHUB:
            return annotated(found)
        case CiFormat.GITLAB:
            return quality_report(found)


def _issues(error: ClsctlError, root: Path) -> tuple[Issue, ...]:
    if isinstance(error, InvalidDataError):
        return tuple(finding_issue(finding, root) for finding in error.findings.kept)
    text = visible(" ".join(filter(None, (error.fact, error.remedy))))
    return (Issue(SLUG, Level.ERROR, Spot(".", 1), text, identity=error.fact),)


def _junit(found: Sequence[Issue]) -> str:
    count = str(len(found))
    suites = ET.Element("testsuites", name="clsctl check", tests=count, failures="0", errors=count)
    suite = ET.SubElement(suites, "testsuite", name="data", tests=count, errors=count, failures="0", skipped="0")
    for issue in found:
        name = f"{issue.spot.path}:{issue.spot.line}" if _has_place(issue) else SLUG
        case = ET.SubElement(suite, "testcase", name=name, classname="clsctl.check.data")
        ET.SubElement(case, "error", type=issue.slug, message=issue.text)
    ET.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, encoding="unicode") + "\n"


def _sarif(found: Sequence[Issue], exit_code: int) -> str:
    invocation = {
        "executionSuccessful": False,
        "exitCode": exit_code,
        "toolExecutionNotifications": [_notification(issue) for issue in found],
    }
    driver = {"name": "clsctl", "version": version("clsctl")}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": [],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _notification(issue: Issue) -> dict[str, Any]:
    notification: dict[str, Any] = {
        "descriptor": {"id": issue.slug},
        "level": "error",
        "message": {"text": issue.text},
    }
    if _has_place(issue):
        notification["locations"] = [location(issue.spot)]
    return notification


def _has_place(issue: Issue) -> bool:
    return issue.spot.path not in {"", "."}
