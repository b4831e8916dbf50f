"""sarif: OASIS' format for analysis results, version 2.1.0, read by code hosts and editors."""

import json
from importlib.metadata import version
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from clsctl.language import _
from clsctl.questions.check.outcome import Report
from clsctl.render.ci.issues import TITLES, Issue, Spot, issues

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render_sarif(report: Report, root: Path) -> str:
    """One run; a result per issue, with candidates as related locations and known gaps as suppressed."""
    found = issues(report, root)
    slugs = list(dict.fromkeys(issue.slug for issue in found))
    rules = [{"id": slug, "shortDescription": {"text": _(TITLES[slug])}} for slug in slugs]
    driver = {"name": "clsctl", "version": version("clsctl"), "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(issue, slugs.index(issue.slug)) for issue in found],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _result(issue: Issue, rule: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": issue.slug,
        "ruleIndex": rule,
        "level": issue.level.value,
        "message": {"text": issue.whole},
        "partialFingerprints": {"figure/v1": issue.fingerprint},
    }
    if issue.spot.path not in {"", "."}:
        result["locations"] = [location(issue.spot)]
    related = [
        {"id": number, **location(suspect.spot), "message": {"text": suspect.text}}
        for number, suspect in enumerate(issue.suspects, 1)
        if suspect.spot
    ]
    if related:
        result["relatedLocations"] = related
    if issue.accepted:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": issue.accepted}]
    return result


def location(spot: Spot) -> dict[str, Any]:
    """The physical location of a line."""
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(spot.path)},
            "region": {"startLine": spot.line},
        }
    }


def _uri(path: str) -> str:
    return Path(path).as_uri() if PurePath(path).is_absolute() else quote(path)
