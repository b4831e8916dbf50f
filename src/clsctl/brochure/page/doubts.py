"""Doubts about lines of a brochure, as findings with the excerpt and the page that their sentences show."""

from clsctl.brochure.page.outline import Line
from clsctl.finding import Finding, Place, Rule

EXCERPT = 160  # characters


def doubt(rule: Rule, source: str, line: Line, **facts: object) -> Finding:
    """A finding at `line` of the source, with its excerpt and page."""
    text = line.text if len(line.text) <= EXCERPT else line.text[:EXCERPT] + "…"
    page = line.page if line.page is not None else "–"
    return Finding(rule, Place(source, line.number), {"text": text, "page": page, **facts})
