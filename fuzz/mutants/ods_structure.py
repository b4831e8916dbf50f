"""Spreadsheets of OpenDocument whose XML no office writes so, though a reader may take it."""

import random
import re
from collections.abc import Callable, Sequence

from mutants.changes import Table
from mutants.ods import zipped
from mutants.ods_formats import plain_document

Change = Callable[[random.Random, str], str]
HIDDEN = (
    '<style:style style:name="flat" style:family="table-{kind}">'
    '<style:table-{kind}-properties style:{size}="0cm"/></style:style>'
)


def structure_file(dice: random.Random, table: Table) -> tuple[bytes, bool]:
    """A spreadsheet after one or two such changes, and whether they change nothing that is read."""
    content = plain_document(table)
    is_mild = dice.random() < 0.5
    for change in dice.sample(MILD if is_mild else ATTACKS, dice.choice((1, 1, 2))):
        content = change(dice, content)
    return zipped(content), is_mild


def _once(pattern: str, *news: str) -> Change:
    def change(dice: random.Random, content: str) -> str:
        places = list(re.finditer(pattern, content))
        if not places:
            return content
        chosen = dice.choice(places)
        return content[: chosen.start()] + chosen.expand(dice.choice(news)) + content[chosen.end() :]

    return change


def _everywhere(pattern: str, *news: str) -> Change:
    return lambda dice, content: re.sub(pattern, dice.choice(news), content)


def _flat(kind: str, size: str) -> Change:
    """A row or a column without any height or width."""

    def change(dice: random.Random, content: str) -> str:
        style = HIDDEN.format(kind=kind, size=size)
        content = content.replace("<office:automatic-styles>", f"<office:automatic-styles>{style}")
        return _once(f"<table:table-{kind}(?=[ />])", f'<table:table-{kind} table:style-name="flat"')(dice, content)

    return change


NUMBER = r'(<table:table-cell[^>]* office:value="[0-9.]+">)(<text:p>[^<]*</text:p>)(</table:table-cell>)'
TEXT = r'(<table:table-cell office:value-type="string">)(<text:p>)([^<&])([^<&]*)(</text:p></table:table-cell>)'
NOTE = '<office:annotation><a:creator xmlns:a="urn:dc">a</a:creator><text:p>12 €</text:p></office:annotation>'
MILD: Sequence[Change] = (
    _once(NUMBER, rf"\1{NOTE}\2\3"),
    _once(TEXT, rf"\1{NOTE}\2\3\4\5", r"\1\2<text:span>\3</text:span>\4\5", r"\1\2<text:a>\3\4</text:a>\5"),
    _everywhere(TEXT, r"\1\2<text:span>\3</text:span>\4\5"),
    _everywhere(NUMBER, r"\1\3"),
    _everywhere(
        "<table:table-row>", '<table:table-row table:style-name="ro1">', '<table:table-row table:visibility="visible">'
    ),
    _once(
        "</table:table>",
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="99"/>'
        "</table:table-row></table:table>",
    ),
    _everywhere("</table:table-row>", '<table:table-cell table:number-columns-repeated="1014"/></table:table-row>'),
    _everywhere(r"(<table:table-row>.*</table:table-row>)", r"<table:table-row-group>\1</table:table-row-group>"),
    _everywhere(
        'office:value-type="string">', 'office:value-type="string" calcext:value-type="string" xmlns:calcext="urn:x">'
    ),
    _everywhere(r'office:value="([0-9]+)"', r'office:value="\1.0"', r'office:value="\1.00"'),
    _once(
        "<office:spreadsheet>",
        '<office:spreadsheet><table:calculation-settings table:use-regular-expressions="false"/>',
    ),
    _once(
        "</office:spreadsheet>",
        '<table:named-expressions/><table:table table:name="Notes"><table:table-row>'
        '<table:table-cell office:value-type="string"><text:p>vu</text:p></table:table-cell>'
        "</table:table-row></table:table></office:spreadsheet>",
    ),
)
ATTACKS: Sequence[Change] = (
    *(_flat("row", "row-height"), _flat("column", "column-width")),
    _once(
        "<table:table-row>",
        '<table:table-row table:number-rows-repeated="2">',
        '<table:table-row table:number-rows-repeated="0">',
    ),
    _once(
        "<table:table-row>",
        '<table:table-row table:visibility="collapse">',
        '<table:table-row table:visibility="filter">',
    ),
    _once(
        "<table:table-column/>",
        '<table:table-column table:visibility="collapse"/>',
        '<table:table-column table:number-columns-repeated="3" table:visibility="filter"/>',
    ),
    _once(
        "<table:table-cell ",
        *(
            f"<table:table-cell table:number-columns-{how} "
            for how in ('repeated="2"', 'repeated="0"', 'repeated="-1"', 'spanned="2"', 'repeated="x"')
        ),
    ),
    _once(
        "<table:table-cell ",
        '<table:table-cell table:number-rows-spanned="2" ',
        "<table:covered-table-cell/><table:table-cell ",
    ),
    _once(
        r"<table:table-cell( [^>]*>.*?)</table:table-cell>", r"<table:covered-table-cell\1</table:covered-table-cell>"
    ),
    _once(
        TEXT,
        r"\1\2\3\5<text:p>\4</text:p>".replace(r"\5", "</text:p>") + "</table:table-cell>",
        r"\1\2\3<text:s/>\4\5",
        r"\1\2\3<text:tab/>\4\5",
        r"\1\2\3<text:line-break/>\4\5",
    ),
    _once(TEXT, r"\1\2\3<!-- -->\4\5", r"\1\2<![CDATA[\3\4]]>\5", r"\1\3\4</table:table-cell>"),
    _once(
        'office:value-type="string">',
        'office:value-type="string" office:string-value="12">',
        'office:value-type="string" office:value="7">',
        ">",
        'office:value-type="x">',
    ),
    _once(
        r'office:value="([0-9.]+)"',
        *(
            f'office:value="{how}"'
            for how in (r"\1e0", "-5", r" \1", "NaN", r"0\1", "", r"+\1", "1e400", r"\1,5", r"\1 000")
        ),
    ),
    _once(
        r'office:value-type="float"',
        *(f'office:value-type="{how}"' for how in ("percentage", "date", "boolean", "time", "void", "", "string")),
    ),
    _once(
        r'office:value-type="float"',
        *(f'office:value-type="currency" office:currency="{how}"' for how in ("USD", "EUR", "€", "", "FRF", "eur")),
    ),
    _once(r'office:value-type="float"', r'table:formula="of:=1+1" office:value-type="float"'),
    _once(
        NUMBER,
        r'<table:table-cell table:formula="of:=6*2"></table:table-cell>',
        r"\1<text:p>12</text:p>\2\3",
        r"\1\2\2\3",
        r"\1<text:p/>\3",
    ),
    _once(
        r"(<table:table-row>.*?</table:table-row>)",
        r"\1\1",
        r"<table:table-row-group table:display='false'>\1</table:table-row-group>",
    ),
    _once("<table:table ", '<table:table table:display="false" ', '<table:table table:protected="true" '),
    _once("<office:document-content", '<!DOCTYPE a [<!ENTITY b "7">]><office:document-content'),
)
