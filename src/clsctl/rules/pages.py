"""Rules about the page of a report, proved again from the data that it carries."""

from clsctl.finding import Rule
from clsctl.language import mark

REPORT_ALTERED = Rule(
    "report-altered",
    mark("the page has {value} where its data give {expected}"),
    mark("write the page again from its data: clsctl report --data {name} --output NEW.html; trust that one only"),
)
PAGE_NOT_PROVED = Rule(
    "page-not-proved",
    mark("the page was written by {value}, and {expected} writes other bytes"),
    mark("prove its data alone with --data-only, or check the page with the version that wrote it"),
)
