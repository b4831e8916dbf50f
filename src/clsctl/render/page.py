"""html: a complete page, whose tables can be copied into other documents."""

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from clsctl.language import language
from clsctl.render.formats import Format
from clsctl.render.medium import Medium
from clsctl.render.safe import visible
from clsctl.render.shown import Shown, ShownRow, shown
from clsctl.table import Answer, Kind, Table

NUMBER = {"style": "text-align: right; white-space: nowrap"}  # inline, so that it survives pasting
STYLE = """
:root { color-scheme: light dark; font: 1rem/1.4 system-ui, sans-serif }
body { max-width: 75rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; margin: 2rem 0 1rem; font-variant-numeric: tabular-nums }
caption { text-align: left; font-weight: bold; padding-bottom: .5rem }
th, td { text-align: left; vertical-align: top; padding: .3rem 1.2rem .3rem 0 }
thead th { vertical-align: bottom }
thead, tfoot { border: solid; border-width: 1px 0 }
tfoot { font-weight: bold }
"""


def write(answer: Answer, _form: Format, _medium: Medium) -> Iterator[str]:
    """A document with its encoding and language; ElementTree escapes the cells."""
    yield _document(answer.tables)


def _document(tables: Sequence[Table]) -> str:
    html = ET.Element("html", lang=language())
    head = ET.SubElement(html, "head")
    ET.SubElement(head, "meta", charset="utf-8")
    shown_tables = [shown(table, visible) for table in tables]
    ET.SubElement(head, "title").text = shown_tables[0].title
    ET.SubElement(head, "style").text = STYLE
    body = ET.SubElement(html, "body")
    for table in shown_tables:
        _table(body, table)
        for line in table.below:
            ET.SubElement(body, "p").text = line
    ET.indent(html, "")
    return "<!DOCTYPE html>\n" + ET.tostring(html, encoding="unicode", method="html") + "\n"


def _table(body: ET.Element, table: Shown) -> None:
    element = ET.SubElement(body, "table")
    ET.SubElement(element, "caption").text = table.title
    head = ET.SubElement(ET.SubElement(element, "thead"), "tr")
    for heading, kind in zip(table.headings, table.kinds, strict=True):
        ET.SubElement(head, "th", {"scope": "col", **_attributes(kind)}).text = heading
    rows = ET.SubElement(element, "tbody")
    for row in table.rows:
        _row(rows, row, table.kinds)
    if table.total:
        _row(ET.SubElement(element, "tfoot"), table.total, table.kinds)


def _row(section: ET.Element, row: ShownRow, kinds: Sequence[Kind]) -> None:
    line = ET.SubElement(section, "tr")
    for cell, kind in zip(row, kinds, strict=True):
        ET.SubElement(line, "td", _attributes(kind)).text = cell.marked


def _attributes(kind: Kind) -> dict[str, str]:
    return NUMBER if kind.is_number else {}
