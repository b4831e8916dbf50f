"""sarif: OASIS' format for analysis results, version 2.1.0, read by code hosts and editors."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from clsctl.language import _
from clsctl.questions.check.outcome import Report
from clsctl.render.ci.issues import TITLES, Issue, Spot, issues
from clsctl.version import VERSION

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render_sarif(report: Report, root: Path) -> str:
    """One run; a result per issue, with candidates as related locations and known gaps as suppressed."""
    return sarif_log(issues(report, root), {slug: _(title) for slug, title in TITLES.items()}, "figure")


def sarif_log(
    found: Sequence[Issue], titles: Mapping[str, str], subject: str, refused: Sequence[Issue] = (), exit_code: int = 0
) -> str:
    """The log of issues whose slugs have these titles, each about a `subject`; of a refused run, with notifications."""
    slugs = list(dict.fromkeys(issue.slug for issue in found))
    driver: dict[str, Any] = {"name": "clsctl", "version": VERSION}
    if slugs or not refused:
        driver["rules"] = [{"id": slug, "shortDescription": {"text": titles[slug]}} for slug in slugs]
    run: dict[str, Any] = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints"}
    if refused:
        notifications = [_notification(issue) for issue in refused]
        invocation = {"executionSuccessful": False, "exitCode": exit_code}
        run["invocations"] = [{**invocation, "toolExecutionNotifications": notifications}]
    run["results"] = [_result(issue, slugs.index(issue.slug), subject) for issue in found]
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _result(issue: Issue, rule: int, subject: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": issue.slug,
        "ruleIndex": rule,
        "level": issue.level.value,
        "message": {"text": issue.whole},
        "partialFingerprints": {f"{subject}/v1": issue.fingerprint},
    }
    if issue.has_place:
        result["locations"] = [_location(issue.spot)]
    related = [
        {"id": number, **_location(suspect.spot), "message": {"text": suspect.text}}
        for number, suspect in enumerate(issue.suspects, 1)
        if suspect.spot
    ]
    if related:
        result["relatedLocations"] = related
    if issue.accepted:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": issue.accepted}]
    return result


def _notification(issue: Issue) -> dict[str, Any]:
    notification: dict[str, Any] = {
        "descriptor": {"id": issue.slug},
        "level": "error",
        "message": {"text": issue.text},
    }
    if issue.has_place:
        notification["locations"] = [_location(issue.spot)]
    return notification


def _location(spot: Spot) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(spot.path)},
            "region": {"startLine": spot.line},
        }
    }


def _uri(path: str) -> str:
    return Path(path).as_uri() if PurePath(path).is_absolute() else quote(path)
