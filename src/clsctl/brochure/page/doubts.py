"""Doubts about lines of a brochure, as findings with the excerpt and the page that their sentences show."""

from clsctl.brochure.page.outline import Line
from clsctl.finding import Finding, Place, Rule
from clsctl.language import _

EXCERPT = 160  # characters


def doubt(rule: Rule, source: str, line: Line, **facts: object) -> Finding:
    """A finding at `line` of the source, with its excerpt and page."""
    text = line.text if len(line.text) <= EXCERPT else line.text[:EXCERPT] + "…"
    return Finding(rule, Place(source, line.number), {"text": text, "page": on_page(line.page), **facts})


def on_page(page: int | None) -> str:
    """The page in brackets, as the end of a phrase; empty where the source has no pages."""
    return "" if page is None else _(" (page {page})").format(page=page)
