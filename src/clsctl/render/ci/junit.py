"""junit: every figure as a test case, so that CI counts what passes and shows what fails."""

from pathlib import Path
from xml.etree import ElementTree as ET

from clsctl.finding import Finding
from clsctl.language import _
from clsctl.questions.check.outcome import Outcome, Report
from clsctl.questions.check.proof import Statut
from clsctl.render.ci.issues import issues
from clsctl.render.safe import visible

SUITES = {
    "lignes": "figures and their lines",
    "axes": "contract totals and their axis totals",
}
STALE = "known gaps and pages"


def render_junit(report: Report, root: Path) -> str:
    """A suite for the figures, one for the second proof, one for stale known gaps.

    A sum without a figure is a skipped test; so is a known gap, with its reason.
    """
    whole = {issue.identity: issue.whole for issue in issues(report, root)}
    suites = ET.Element("testsuites", name="clsctl check")
    for preuve, name in SUITES.items():
        cases = [_case(each, whole) for each in report.outcomes if each.preuve == preuve]
        _suite(suites, name, cases)
    _suite(suites, STALE, [_stale(each) for each in report.findings.kept])
    for count in ("tests", "failures", "errors"):
        suites.set(count, str(sum(int(suite.get(count, "0")) for suite in suites)))
    ET.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, encoding="unicode") + "\n"


def _suite(suites: ET.Element, name: str, cases: list[ET.Element]) -> None:
    if not cases:
        return
    suite = ET.SubElement(suites, "testsuite", name=name, tests=str(len(cases)), errors="0")
    suite.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    suite.set("skipped", str(sum(case.find("skipped") is not None for case in cases)))
    suite.extend(cases)


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
