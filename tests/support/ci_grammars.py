"""The published grammars of the CI systems, as far as clsctl writes them: nothing beside them is let through."""

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from conftest import ROOT

if TYPE_CHECKING:
    from xmlschema import XMLSchema

TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
MESSAGE: dict[str, Any] = {"type": "object", "required": ["text"], "properties": {"text": TEXT}}


@cache
def junit() -> "XMLSchema":
    """The grammar of JUnit, read by a library whose import takes a quarter of a second."""
    from xmlschema import XMLSchema

    return XMLSchema(str(ROOT / "tests" / "check" / "ci" / "junit.xsd"))


def closed(required: list[str], **properties: dict[str, Any]) -> dict[str, Any]:
    """An object of these properties alone."""
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}


def listed(items: dict[str, Any]) -> dict[str, Any]:
    """An array of these."""
    return {"type": "array", "items": items}


# SARIF 2.1.0 (OASIS): required properties, types and closed lists of values.
LOCATION = {
    "physicalLocation": closed(
        ["artifactLocation"],
        artifactLocation=closed([], uri={"type": "string", "format": "uri-reference", "minLength": 1}),
        region=closed([], startLine={"type": "integer", "minimum": 1}),
    )
}
RESULT = closed(
    ["message"],
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": -1},
    level={"enum": ["none", "note", "warning", "error"]},
    message=MESSAGE,
    partialFingerprints={"type": "object", "additionalProperties": {"type": "string"}},
    locations=listed(closed([], **LOCATION)),
    relatedLocations=listed(closed([], id={"type": "integer", "minimum": -1}, message=MESSAGE, **LOCATION)),
    suppressions=listed(
        closed(
            ["kind"],
            kind={"enum": ["inSource", "external"]},
            status={"enum": ["accepted", "underReview", "rejected"]},
            justification=TEXT,
        )
    ),
)
RULES = {**listed(closed(["id"], id=TEXT, shortDescription=MESSAGE)), "uniqueItems": True}
INVOCATION = closed(
    ["executionSuccessful"],
    executionSuccessful={"type": "boolean"},
    exitCode={"type": "integer"},
    toolExecutionNotifications=listed(
        closed(
            ["message"],
            descriptor=closed([], id=TEXT),
            level={"enum": ["none", "note", "warning", "error"]},
            message=MESSAGE,
            locations=listed(closed([], **LOCATION)),
        )
    ),
)
SARIF = closed(
    ["version", "runs"],
    **{"$schema": {"type": "string", "format": "uri"}},
    version={"enum": ["2.1.0"]},
    runs=listed(
        closed(
            ["tool"],
            tool=closed(["driver"], driver=closed(["name"], name=TEXT, version=TEXT, rules=RULES)),
            columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
            invocations=listed(INVOCATION),
            results=listed(RESULT),
        )
    ),
)

# GitLab, “Code Quality report format”: each of these is required, the path is relative and has no `./`.
GITLAB = listed(
    closed(
        ["description", "check_name", "fingerprint", "location", "severity"],
        description=TEXT,
        check_name=TEXT,
        fingerprint=TEXT,
        severity={"enum": ["info", "minor", "major", "critical", "blocker"]},
        location=closed(
            ["path", "lines"],
            path={"type": "string", "pattern": r"^[^./][^\\]*$"},
            lines=closed(["begin"], begin={"type": "integer", "minimum": 1}),
        ),
    )
)

# GitHub, “Workflow commands”: `::NAME PARAMETER=VALUE,PARAMETER=VALUE::MESSAGE`, with %, CR and LF escaped
# everywhere, and `:` and `,` in values.
VALUE = r"(?:[^%:,\r\n]|%25|%0D|%0A|%3A|%2C)*"
GITHUB = re.compile(
    rf"::(?P<kind>error|warning|notice)(?: (?:(?:file|title)={VALUE}|line=[1-9][0-9]*)"
    rf"(?:,(?:(?:file|title)={VALUE}|line=[1-9][0-9]*))*)?::(?:[^%\r\n]|%25|%0D|%0A)+"
)

# GitHub, “Metadata syntax” of a composite action and “Workflow syntax”: the keys that ours use, and no other.
WORDS = {"type": "object", "additionalProperties": {"type": "string"}}
SHELLS = {"enum": ["bash", "sh", "pwsh", "python"]}
COLOURS = {"enum": ["white", "blue", "green", "orange", "red", "purple"]}
STEP = closed([], name=TEXT, id=TEXT, uses=TEXT, run=TEXT, env=WORDS)
STEP["properties"] |= {"with": WORDS, "if": TEXT, "shell": SHELLS}
STEP["oneOf"] = [{"required": ["uses"]}, {"required": ["run", "shell"]}]
INPUT = closed(["description"], description=TEXT, default={"type": "string"})
INPUT["properties"]["required"] = {"type": "boolean"}
ACTION = closed(
    ["name", "description", "runs"],
    name=TEXT,
    description={**TEXT, "maxLength": 125},
    branding=closed(["icon", "color"], icon=TEXT, color=COLOURS),
    inputs={"type": "object", "additionalProperties": INPUT},
    runs=closed(["using", "steps"], using={"const": "composite"}, steps=listed(STEP)),
)
JOB_STEP = closed(["uses"], uses={"type": "string", "pattern": "^[^@ ]+@[^@ ]+$"})
JOB_STEP["properties"]["with"] = WORDS
WORKFLOW = closed(
    ["on", "jobs"],
    on=listed({"enum": ["push", "pull_request"]}),
    jobs={
        "type": "object",
        "additionalProperties": closed(["runs-on", "steps"], **{"runs-on": TEXT}, steps=listed(JOB_STEP)),
    },
)

# GitLab, “CI/CD YAML syntax reference”: a job with a script and a report.
GITLAB_JOBS = {
    "type": "object",
    "additionalProperties": closed(
        ["script"],
        image=TEXT,
        script=listed(TEXT),
        artifacts=closed([], when={"enum": ["on_success", "on_failure", "always"]}, reports=WORDS),
    ),
}
