"""The proof of the pages that a check was given."""

from clsctl.cli.output.talk import say_notes
from clsctl.finding import Findings
from clsctl.language import _
from clsctl.sheets.carried import page_name
from clsctl.sheets.sources import Source


def prove_pages(pages: tuple[Source, ...]) -> Findings:
    """Rebuild each page and report those that are proved; the findings are those of the others."""
    from clsctl.report.rebuilding import page_findings

    found = page_findings(pages)
    altered = {finding.place.file for finding in found.kept}
    names = (page_name(source.name) for source in pages)
    say_notes(
        _("{name}: rebuilt from its data, the page has the same bytes.").format(name=name)
        for name in names
        if name not in altered
    )
    return found
