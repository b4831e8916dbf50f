"""junit: every figure as a test case, so that CI counts what passes and shows what fails."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from clsctl.finding import Finding
from clsctl.language import _
from clsctl.questions.check.outcome import Outcome, Report
from clsctl.questions.check.proof import Statut
from clsctl.render.ci.issues import Issue, issues
from clsctl.render.safe import visible

SUITES = {
    "lignes": "figures and their lines",
    "axes": "contract totals and their axis totals",
}
STALE = "known gaps and pages"
# The counts of a suite, each with the element of a case that it counts.
OUTCOMES = {"errors": "error", "failures": "failure", "skipped": "skipped"}


def render_junit(report: Report, root: Path) -> str:
    """A suite for the figures, one for the second proof, one for stale known gaps.

    A sum without a figure is a skipped test; so is a known gap, with its reason.
    """
    whole = {issue.identity: issue.whole for issue in issues(report, root)}
    proofs = [
        (name, [_case(each, whole) for each in report.outcomes if each.preuve == preuve])
        for preuve, name in SUITES.items()
    ]
    return junit_document("check", [*proofs, (STALE, [_stale(each) for each in report.findings.kept])])


def junit_document(command: str, suites: Iterable[tuple[str, Sequence[ET.Element]]]) -> str:
    """The test cases of a command by the names of their suites, counted; an empty suite is left out."""
    root = ET.Element("testsuites", name=f"clsctl {command}")
    for name, cases in suites:
        if cases:
            suite = ET.SubElement(root, "testsuite", name=name, tests=str(len(cases)))
            for count, tag in OUTCOMES.items():
                suite.set(count, str(sum(case.find(tag) is not None for case in cases)))
            suite.extend(cases)
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def junit_case(issue: Issue, name: str, classname: str, outcome: str) -> ET.Element:
    """The test case of an issue: a `failure`, an `error`, or `skipped`."""
    case = ET.Element("testcase", name=name, classname=classname)
    found = ET.SubElement(case, outcome, message=issue.whole)
    if outcome != OUTCOMES["skipped"]:
        found.set("type", issue.slug)
    return case


def _case(outcome: Outcome, whole: dict[str, str]) -> ET.Element:
    territoire = f"clsctl.check.{outcome.preuve}.{outcome.comparison.scope.territoire_code}"
    case = ET.Element("testcase", name=visible(outcome.subject), classname=territoire)
    if outcome.fails:
        failure = ET.SubElement(case, "failure", type=outcome.slug, message=visible(outcome.fact))
        failure.text = f"{visible(str(outcome.place))}: {whole[outcome.identity]}"
    elif outcome.comparison.statut is not Statut.EXACT and outcome.comparison.statut is not Statut.ARRONDI:
        ET.SubElement(case, "skipped", message=visible(outcome.fact))
    return case


def _stale(finding: Finding) -> ET.Element:
    name = visible(str(finding.facts.get("figure", finding.place.file)))
    case = ET.Element("testcase", name=name, classname="clsctl.check.findings")
    failure = ET.SubElement(case, "failure", type=finding.rule.slug, message=visible(finding.fact))
    failure.text = _("{place}: {fact}; {remedy}").format(
        place=visible(str(finding.place)), fact=visible(finding.fact), remedy=visible(finding.remedy)
    )
    return case
