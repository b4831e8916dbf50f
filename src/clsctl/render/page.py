"""html: a complete page, whose tables can be copied into other documents; rows end in a bar where a chart is drawn."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from clsctl.language import language
from clsctl.render.formats import Format
from clsctl.render.look import LOOK
from clsctl.render.medium import Medium
from clsctl.render.safe import visible
from clsctl.render.shown import Shown, ShownRow, shown
from clsctl.table import Answer, Kind, Table

if TYPE_CHECKING:
    from clsctl.scene import Scene

# Inline, so that it survives pasting.
RIGHT, WHOLE = "text-align: right", "white-space: nowrap"
STYLE = f"""{LOOK}
body {{ max-width: 75rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem }}
p {{ margin: .25rem 0; font-size: .875rem; color: var(--quiet) }}
table {{ margin: 2rem 0 1rem }}
caption {{ font-size: 1.2rem; padding-bottom: .5rem }}
th, td {{ padding: .4rem 1rem .4rem 0 }}
tfoot {{ font-weight: 700 }}
.bar {{ display: block; margin-top: .25rem; background: var(--track) }}
"""


def write(answer: Answer, _form: Format, _medium: Medium) -> Iterator[str]:
    """A document with its encoding and language; ElementTree escapes the cells."""
    yield _document(answer.tables, answer.scene)


def _document(tables: Sequence[Table], scene: "Scene | None") -> str:
    html = ET.Element("html", lang=language())
    head = ET.SubElement(html, "head")
    ET.SubElement(head, "meta", charset="utf-8")
    shown_tables = [shown(table, visible) for table in tables]
    ET.SubElement(head, "title").text = shown_tables[0].title
    ET.SubElement(head, "style").text = STYLE
    body = ET.SubElement(html, "body")
    for place, table in enumerate(shown_tables):
        chart = None if place else scene
        _table(body, table, chart)
        if chart is not None:
            from clsctl.render.picture.page_bars import add_legend

            add_legend(body, chart)
        _notes(body, table)
    ET.indent(html, "")
    return "<!DOCTYPE html>\n" + ET.tostring(html, encoding="unicode", method="html") + "\n"


def fragment(table: Table) -> str:
    """The table with its notes below, for a page that has a style of its own, as a notebook."""
    part, drawn = ET.Element("div"), shown(table, visible)
    _table(part, drawn, None)
    _notes(part, drawn)
    ET.indent(part, "")
    return ET.tostring(part, encoding="unicode", method="html")


def _notes(body: ET.Element, table: Shown) -> None:
    for line in table.below:
        ET.SubElement(body, "p").text = line


def _table(body: ET.Element, table: Shown, scene: "Scene | None") -> None:
    element = ET.SubElement(body, "table")
    ET.SubElement(element, "caption").text = table.title
    head = ET.SubElement(ET.SubElement(element, "thead"), "tr")
    for heading, kind in zip(table.headings, table.kinds, strict=True):
        ET.SubElement(head, "th", {"scope": "col", **({"style": RIGHT} if kind.is_number else {})}).text = heading
    rows = ET.SubElement(element, "tbody")
    for row in table.rows:
        _row(rows, row, table.kinds)
    if scene is not None:
        from clsctl.render.picture.page_bars import add_bars

        add_bars(rows, scene)
    if table.total:
        kinds = [kind if kind.is_number else Kind.TEXT for kind in table.kinds]
        _row(ET.SubElement(element, "tfoot"), table.total, kinds)


def _row(section: ET.Element, row: ShownRow, kinds: Sequence[Kind]) -> None:
    line = ET.SubElement(section, "tr")
    for cell, kind in zip(row, kinds, strict=True):
        ET.SubElement(line, "td", _attributes(kind)).text = cell.marked


def _attributes(kind: Kind) -> dict[str, str]:
    styles = [*([RIGHT] if kind.is_number else []), *([WHOLE] if kind.is_number or kind is Kind.CODE else [])]
    return {"style": "; ".join(styles)} if styles else {}
