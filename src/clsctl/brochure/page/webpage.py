"""The outline of HTML, by the standard library's parser: headings, table rows, paragraphs."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from clsctl.brochure.page.outline import Above, Line, clean, one_space

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = {
    "p",
    "li",
    "div",
    "tr",
    "table",
    "section",
    "article",
    "ul",
    "ol",
    "dt",
    "dd",
    "br",
    "hr",
    "caption",
    *HEADINGS,
}
HIDDEN = {"title", "script", "style", "head", "template", "noscript"}


# A brochure has 20 000 tags and entities. The parser rescans a tag from its start with each chunk, and an unclosed one
# to the end of the file; an image may be embedded as text.
MAX_MARKS = 500_000
MAX_MARK = 100_000
IMAGE = re.compile(r"""=\s{0,9}(?:"data:[^"<>]*"|'data:[^'<>]*')""", re.IGNORECASE)
LONG_MARK = re.compile(rf"<[^<>]{{{MAX_MARK}}}")


class NoPageError(ValueError):
    """HTML that no authoring program writes, and that would cost the parser minutes or gigabytes."""


def read_html(text: str) -> Iterator[Line]:
    """The lines of a page as displayed: one per table row and per paragraph."""
    bare = IMAGE.sub('=""', text)
    if text.count("<") + text.count("&") > MAX_MARKS or LONG_MARK.search(bare):
        raise NoPageError
    page = _Page()
    page.feed(bare)
    if len(page.rawdata) > MAX_MARK:  # an unclosed tag
        raise NoPageError
    page.close()
    page.end_line()
    return iter(page.lines)


class _Page(HTMLParser):
    """Collects lines while the parser walks the page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.cells: list[str] = [""]
        self.level = self.hidden = self.bold = self.unbold = 0
        self.in_row = False
        self.at = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in HIDDEN:
            self.hidden += 1
        elif tag in {"td", "th"}:
            self.cells.append("")
        elif tag == "tr":
            self.end_line()
            self.in_row, self.cells = True, []
        elif tag in {"b", "strong"}:
            self.bold += 1
        elif tag in BLOCKS and not self.in_row:
            self.end_line()
            self.level = HEADINGS.get(tag, 0)
        elif tag in BLOCKS and self.cells:
            self.cells[-1] += " "

    def handle_endtag(self, tag: str) -> None:
        if tag in HIDDEN:
            self.hidden = max(0, self.hidden - 1)
        elif tag in {"b", "strong"}:
            self.bold = max(0, self.bold - 1)
        elif tag == "tr":
            self.end_line()
            self.in_row = False
        elif tag in BLOCKS and not self.in_row:
            self.end_line()

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        if not self.cells:
            self.cells.append("")
        if not any(cell.strip() for cell in self.cells):
            self.at = self.getpos()[0]
        if data.strip() and not self.bold:
            self.unbold += 1
        self.cells[-1] += data.replace("\n", " ")

    def end_line(self) -> None:
        """Store the current cells as a line, unless they are empty."""
        cells = tuple(clean(" ".join(cell.split(" "))).strip() for cell in self.cells)
        if any(cells):
            text = one_space(" ".join(cells))
            number = max(self.at, self.lines[-1].number + 1 if self.lines else 1)
            bold = not self.unbold and self.level == 0
            self.lines.append(Line(number, text, cells, level=self.level, bold=bold, above=Above.APART))
        self.cells, self.level, self.unbold = [""], 0, 0
