"""Spreadsheets of OpenDocument, written letter by letter: repeated and hidden cells, formulas, comments, types."""

import io
import random
import re
import zipfile
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from mutants.changes import Table
from mutants.values import as_number

MIME = "application/vnd.oasis.opendocument.spreadsheet"
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)
MANIFEST = (
    f'{XML}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
STYLES = (
    '<style:style style:name="shown" style:family="table"><style:table-properties table:display="true"/></style:style>'
    '<style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/></style:style>'
)
NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
COMMENT = "<office:annotation><text:p>12 €</text:p></office:annotation>"
EMPTY_END = (
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="9"/>'
    "</table:table-row>"
)
# Attributes and cells that no office writes for a number, or that hide what a reader should see.
ROWS = ("visibility='collapse'", "visibility='filter'", "number-rows-repeated='2'", "number-rows-repeated='0'")
COLUMNS = ("visibility='collapse'", "visibility='filter'", "number-columns-repeated='3'")
ATTRIBUTED = (
    "table:formula='of:=1+1'>",
    "table:formula='of:=1/0' office:value-type='string'><text:p>#DIV/0!</text:p>",
    "table:number-columns-spanned='2' office:value-type='float' office:value='5'>",
    "table:number-columns-repeated='2' office:value-type='string'><text:p>1</text:p>",
    "table:number-columns-repeated='-1'>",
    "office:value-type='date' office:date-value='2025-05-22'><text:p>22/05/25</text:p>",
    "office:value-type='boolean' office:boolean-value='true'><text:p>VRAI</text:p>",
    "office:value-type='time' office:time-value='PT12H'><text:p>12:00</text:p>",
    "office:value-type='percentage' office:value='0.5'><text:p>50 %</text:p>",
    "office:value-type='string' office:string-value='7'>",
    "office:value-type='string' office:string-value='7'><text:p>8</text:p>",
    "office:value-type='float'><text:p>12</text:p>",
    "><text:p>12</text:p>",
    "office:value-type='string'><text:p>12</text:p><text:p>34</text:p>",
    "office:value-type='string'><text:p>12<text:line-break/>34</text:p>",
    "office:value-type='string'><text:p>1<text:s text:c='2'/>2</text:p>",
    "office:value-type='string'><text:p>1<text:tab/>2</text:p>",
    "office:value-type='string'><text:p>1<text:span>2</text:span>3</text:p>",
    "office:value-type='string'><text:p>1<!-- -->2</text:p>",
    "office:value-type='string'><text:p><![CDATA[12]]></text:p>",
)
STORED = (
    "NaN",
    "1e3",
    "1e400",
    "-5",
    "0.1",
    "0.005",
    "12,5",
    "",
    "1234567890123456",
    "0x10",
    " 7 ",
    "+7",
    "1_0",
    "&#49;2",
)
CELLS = (
    *(f"<table:table-cell {each}</table:table-cell>" for each in ATTRIBUTED),
    *(f"<table:table-cell office:value-type='float' office:value='{each}'/>" for each in STORED),
    "<table:covered-table-cell office:value-type='float' office:value='5'/>",
    "<other xmlns='urn:other'>7</other>",
)


def ods_file(dice: random.Random, table: Table, *, mild: bool) -> bytes:
    """An .ods; where it is hostile, with cells as above, and damage in the letters of its XML."""
    rows = list(_rows(dice, table, mild=mild))
    if dice.random() < 0.3:
        rows[:1] = [f"<table:table-header-rows>{''.join(rows[:1])}</table:table-header-rows>"]
    if dice.random() < 0.3:
        rows[1:] = [f"<table:table-row-group>{''.join(rows[1:])}</table:table-row-group>"]
    if dice.random() < 0.5:
        rows.append(EMPTY_END)
    column = f"table:{dice.choice(COLUMNS)}" if not mild and dice.random() < 0.3 else ""
    lines = sheet("CLS", f"<table:table-column/><table:table-column {column}/>{''.join(rows)}")
    note = sheet("Notes", "<table:table-row>" + _text("vu") + "</table:table-row>", dice.choice(("shown", "gone")))
    sheets = [lines] if mild or dice.random() < 0.7 else dice.sample([lines, note], 2)
    body = f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body>"
    content = (
        f"{XML}<office:document-content {NAMES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"{body}</office:document-content>"
    )
    return zipped(content if mild or dice.random() < 0.7 else _broken(dice, content), stored=dice.random() < 0.5)


def zipped(content: str, *, stored: bool = False) -> bytes:
    """The archive of that content, as an office would write it or without compression."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), MIME)
        archive.writestr(zipfile.ZipInfo("content.xml"), content, None if stored else zipfile.ZIP_DEFLATED)
        archive.writestr(zipfile.ZipInfo("META-INF/manifest.xml"), MANIFEST)
    return stream.getvalue()


def sheet(name: str, inside: str, style: str = "shown") -> str:
    """A table of that name."""
    return f'<table:table table:name="{name}" table:style-name="{style}">{inside}</table:table>'


def _rows(dice: random.Random, table: Iterable[list[str]], *, mild: bool) -> Iterator[str]:
    for row in table:
        cells = list(_cells(dice, row))
        if not mild and dice.random() < 0.06 and cells:
            cells[dice.randrange(len(cells))] = dice.choice(CELLS)
        attribute = f"table:{dice.choice(ROWS)}" if not mild and dice.random() < 0.02 else ""
        yield f"<table:table-row {attribute}>{''.join(cells)}</table:table-row>"


def _cells(dice: random.Random, row: list[str]) -> Iterator[str]:
    """The cells; equal neighbours are one that is repeated, as an office writes them."""
    for text, same in groupby(row):
        count = len(list(same))
        yield _cell(dice, text, f' table:number-columns-repeated="{count}"' if count > 1 else "")


def _cell(dice: random.Random, text: str, repeated: str) -> str:
    number = as_number(dice, text, share=0.6)
    if not text:
        return f"<table:table-cell{repeated}/>"
    comment = COMMENT if dice.random() < 0.03 else ""
    if isinstance(number, str):
        return _text(number, repeated, comment)
    kind = dice.choice(("float", "float", 'currency" office:currency="EUR'))
    formula = ' table:formula="of:=[.A1]"' if dice.random() < 0.05 else ""
    return (
        f'<table:table-cell{repeated}{formula} office:value-type="{kind}" office:value="{number}">'
        f"{comment}<text:p>{number}</text:p></table:table-cell>"
    )


def _text(text: str, repeated: str = "", comment: str = "") -> str:
    paragraphs = escape(NO_XML.sub("?", text)).replace("\r", "&#13;").split("\n")
    shown = "".join(f"<text:p>{each}</text:p>" for each in paragraphs)
    return f'<table:table-cell{repeated} office:value-type="string">{comment}{shown}</table:table-cell>'


def _broken(dice: random.Random, content: str) -> str:
    start = dice.randrange(len(content))
    end = start + dice.choice((1, 1, 2, 20))
    return content[:start] + dice.choice(("", content[start:end] * 2, "<", "7", "&#0;", "&x;")) + content[end:]
