"""The outline of HTML, by the standard library's parser: headings, table rows, paragraphs."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from clsctl.brochure.page.html.html_tables import HtmlCell, HtmlTable, lines_of_table, span
from clsctl.brochure.page.outline import Above, Line, clean, one_space

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = {
    "p",
    "li",
    "div",
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
BOLD = {"b", "strong"}
HIDDEN = {"title", "script", "style", "head", "template", "noscript"}


# A brochure has 20 000 tags and entities. The parser rescans a tag from its start with each chunk, and an unclosed one
# to the end of the file; an image may be embedded as text.
MAX_MARKS = 500_000
MAX_MARK = 100_000
IMAGE = re.compile(r"""=\s{0,9}(?:"data:[^"<>]*"|'data:[^'<>]*')""", re.IGNORECASE)
NOTE = re.compile(r"(?:foot|end)note-(\d{1,3})")  # as mammoth writes the notes of a DOCX
BULLET = "• "
BACK = "\N{UPWARDS ARROW}"  # its link back to the call
UNIT = re.compile(r"(?:^|[\s\d/])(?:[kcm]?m|dm)$")
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
    while page.tables:
        page.end_table()
    page.end_line()
    return iter(page.lines)


class _Page(HTMLParser):
    """Collects lines while the parser walks the page; a table's rows become lines where it ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.text = ""
        self.level = self.hidden = self.bold = self.unbold = self.raised = 0
        self.tables: list[HtmlTable] = []
        self.cell: HtmlCell | None = None
        self.count = 0
        self.at = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HIDDEN:
            self.hidden += 1
        elif tag in BOLD:
            self.bold += 1
        elif tag == "sup":
            self.raised += 1
        elif tag in {"table", "tr", "td", "th"}:
            self._table(tag, dict(attrs))
        elif tag in BLOCKS and not self.tables:
            self.end_line()
            self.level = HEADINGS.get(tag, 0)
            if tag == "li":
                self.text = BULLET
            if note := NOTE.fullmatch(dict(attrs).get("id") or ""):
                self.text = f"[{note[1]}] "
                self.at = self.getpos()[0]
        elif tag in BLOCKS and self.cell is not None:
            self.cell.text += " "

    def _table(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag == "table":
            self.end_line()
            for table in self.tables:
                table.nested = True
            self.count += 1
            self.tables.append(HtmlTable(self.count))
        elif not self.tables and tag != "tr":
            self.end_line()  # a cell outside tables
        elif self.tables and tag == "tr":
            self.tables[-1].rows.append((self.getpos()[0], []))
            self.cell = None
        elif self.tables:
            if not self.tables[-1].rows:
                self.tables[-1].rows.append((self.getpos()[0], []))
            style = f"{attrs.get('style') or ''};{'background' if attrs.get('bgcolor') else ''}"
            across, down = span(attrs.get("colspan")), span(attrs.get("rowspan"))
            self.cell = HtmlCell(across, down, tag == "th", "background" in style)
            self.tables[-1].rows[-1][1].append(self.cell)

    def handle_endtag(self, tag: str) -> None:
        if tag in HIDDEN:
            self.hidden = max(0, self.hidden - 1)
        elif tag in BOLD:
            self.bold = max(0, self.bold - 1)
        elif tag == "sup":
            self.raised = max(0, self.raised - 1)
        elif tag == "table":
            self.end_table()
        elif tag in {"td", "th"}:
            self.cell = None
        elif tag in BLOCKS and not self.tables:
            self.end_line()
        elif tag in BLOCKS and self.cell is not None:
            self.cell.text += " "

    def end_table(self) -> None:
        """Store the rows of the innermost open table."""
        if not self.tables:
            return
        table = self.tables.pop()
        table.loose = _plain(table.loose)
        self.cell = None
        for _at, cells in table.rows:
            for cell in cells:
                cell.text = _plain(cell.text)
        if self.tables:  # a table within a cell: its texts are those of the cell
            rows = self.tables[-1].rows
            self.tables[-1].loose += table.loose
            if rows and rows[-1][1]:
                self.cell = rows[-1][1][-1]
                self.cell.text += " " + " ".join(cell.text for _at, cells in table.rows for cell in cells) + " "
            return
        self.lines += lines_of_table(table, self.lines[-1].number + 1 if self.lines else 1)

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        text = data.replace("\n", " ")
        if self.tables:
            if self.cell is None:
                self.tables[-1].loose += text
                return
            self.cell.plain += bool(text.strip()) and not self.bold and not self.cell.head
            self.cell.text += self._raised(text, self.cell.text)
            return
        if self.text.strip(" •") == "":
            self.at = self.getpos()[0]
        if text.strip() and not self.bold:
            self.unbold += 1
        self.text += self._raised(text, self.text)

    def _raised(self, text: str, before: str) -> str:
        """The number of a raised footnote call in raised digits; the exponent of a unit stays as it is."""
        call = text.strip()
        if self.raised and call.isascii() and call.isdigit() and not UNIT.search(before):
            return f"({call})"
        return text

    def end_line(self) -> None:
        """Store the current text as a line, unless it is empty."""
        text = _plain(self.text.rstrip(" " + BACK))
        if text.strip(BULLET) and not self.tables:
            number = max(self.at, self.lines[-1].number + 1 if self.lines else 1)
            bold = not self.unbold and self.level == 0
            self.lines.append(Line(number, one_space(text), (text,), level=self.level, bold=bold, above=Above.APART))
        if not self.tables:
            self.text, self.level, self.unbold = "", 0, 0


def _plain(text: str) -> str:
    return clean(" ".join(text.split(" "))).strip()
