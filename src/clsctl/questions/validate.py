"""The findings and warnings about files, and the catalogue of all rules, as tables."""

from collections.abc import Iterator

from clsctl.finding import Findings
from clsctl.language import _, ngettext
from clsctl.rules.catalogue import RULES
from clsctl.table import Answer, Row, Table
from clsctl.verdict.examination import Examination
from clsctl.vocabulary.columns import columns

ERROR, WARNING = "error", "warning"


def validation(examination: Examination) -> Answer:
    """One row per finding kept, errors first; beside it, the exact count of each kind."""
    kinds = ((ERROR, examination.findings), (WARNING, examination.warnings))
    main = Table(
        name="validate",
        title=_("Findings"),
        columns=columns("severity", "slug", "file", "line", "column", "fact", "remedy"),
        rows=tuple(row for severity, findings in kinds for row in _rows(severity, findings)),
        notes=tuple(_left_out(examination)),
        source=", ".join(examination.files),
    )
    counts = Table(
        name="counts",
        title=_("Findings of each kind"),
        columns=columns("severity", "slug", "count"),
        rows=tuple((severity, slug, count) for severity, findings in kinds for slug, count in findings.counts.items()),
    )
    return Answer(main, (counts,))


def catalogue() -> Table:
    """One row per kind of finding, with the names of its facts in braces."""
    return Table(
        name="findings",
        title=_("Kinds of findings"),
        columns=columns("slug", "severity", "fact", "remedy"),
        rows=tuple((rule.slug, WARNING if rule.warns else ERROR, _(rule.fact), _(rule.remedy)) for rule in RULES),
    )


def _rows(severity: str, findings: Findings) -> Iterator[Row]:
    for finding in findings.kept:
        place = finding.place
        yield severity, finding.rule.slug, place.file, place.line, place.column, finding.fact, finding.remedy


def _left_out(examination: Examination) -> Iterator[str]:
    for findings in (examination.findings, examination.warnings):
        if hidden := findings.count - len(findings.kept):
            yield ngettext("{count} more is not listed.", "{count} more are not listed.", hidden).format(count=hidden)
