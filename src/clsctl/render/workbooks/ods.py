"""ods: an OpenDocument 1.3 workbook for LibreOffice, every cell with its own type."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from xlsxwriter.utility import xl_range

from clsctl.montant import montant_text
from clsctl.render.formats import Format
from clsctl.render.medium import Medium
from clsctl.render.workbooks.workbook import Look, SheetField, WorkbookSheet, sheets
from clsctl.table import Answer, Cell, Kind

UNDATED = (1980, 1, 1, 0, 0, 0)  # the same answer gives the same bytes; ZIP has no earlier date
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
URN = "urn:oasis:names:tc:opendocument:xmlns:"
PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACES = f'xmlns:fo="{URN}xsl-fo-compatible:1.0" xmlns:number="{URN}datastyle:1.0" ' + " ".join(
    f'xmlns:{name}="{URN}{name}:1.0"' for name in ("config", "office", "style", "table", "text")
)
MANIFEST = f"""{PROLOGUE}<manifest:manifest xmlns:manifest="{URN}manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIMETYPE}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"""
TEXT_STYLES = """<number:text-style style:name="as-it-is"><number:text-content/></number:text-style>
<style:style style:name="text" style:family="table-cell" style:data-style-name="as-it-is"/>
<style:style style:name="header" style:family="table-cell">
<style:table-cell-properties fo:border-bottom="0.5pt solid #000000"/><style:text-properties fo:font-weight="bold"/>
</style:style>
<style:style style:name="header-right" style:family="table-cell">
<style:table-cell-properties fo:border-bottom="0.5pt solid #000000"/><style:paragraph-properties fo:text-align="end"/>
<style:text-properties fo:font-weight="bold"/></style:style>
"""
TOTAL = (
    '<style:table-cell-properties fo:border-top="0.5pt solid #000000"/><style:text-properties fo:font-weight="bold"/>'
)
FROZEN = (
    ("VerticalSplitMode", "short", 2),
    ("VerticalSplitPosition", "int", 1),
    ("ActiveSplitRange", "short", 2),
    ("PositionBottom", "int", 1),
)
CHARACTER = 0.21  # centimetres
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # characters that XML cannot hold, shown as escapes
LINE_END = re.compile(r"\r\n|\r|\n")
SPACING = re.compile(r"\A +| +\Z|(?<= ) +|\t")  # spaces that XML readers drop or fold unless they are elements
UNUSUAL = re.compile(r"[\t\r]")


def write(answer: Answer, _form: Format, _medium: Medium) -> Iterator[bytes]:
    """The sheets under a bold, frozen header with filters."""
    yield _archive(answer)


def _archive(answer: Answer) -> bytes:
    pages = tuple(sheets(answer))
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        archive.writestr(
            ZipInfo("mimetype", UNDATED), MIMETYPE, ZIP_STORED
        )  # first and uncompressed, as the standard requires
        _write(archive, "content.xml", _content(pages))
        _write(archive, "settings.xml", _settings(pages))
        _write(archive, "META-INF/manifest.xml", [MANIFEST])
    return stream.getvalue()


def _write(archive: ZipFile, name: str, parts: Iterable[str]) -> None:
    entry = ZipInfo(name, UNDATED)
    entry.compress_type = ZIP_DEFLATED
    with archive.open(entry, "w", force_zip64=True) as stream:
        for part in parts:
            stream.write(part.encode("utf-8"))


def _content(pages: Sequence[WorkbookSheet]) -> Iterator[str]:
    yield f'{PROLOGUE}<office:document-content {NAMESPACES} office:version="1.3">\n'
    yield f"<office:automatic-styles>\n{TEXT_STYLES}"
    for page in pages:
        for i, field in enumerate(page.fields):
            yield _styles(f"{page.name}-{i}", field)
    yield "</office:automatic-styles>\n<office:body><office:spreadsheet>\n"
    for page in pages:
        yield from _sheet(page)
    yield "<table:database-ranges>\n"
    for i, page in enumerate(pages):
        yield _filters(page, i)
    yield "</table:database-ranges>\n</office:spreadsheet></office:body></office:document-content>\n"


def _styles(name: str, field: SheetField) -> str:
    """The styles of one column: its width, its numbers, its texts."""
    width = f'<style:table-column-properties style:column-width="{field.width * CHARACTER:.2f}cm"/>'
    left = '<style:paragraph-properties fo:text-align="start"/>' if field.kind is Kind.ORDINAL else ""
    look = "" if field.look.decimals is None else f' style:data-style-name="look-{name}"'
    return (
        f'<style:style style:name="column-{name}" style:family="table-column">{width}</style:style>\n'
        f"{_look(f'look-{name}', field.look)}"
        f'<style:style style:name="number-{name}" style:family="table-cell"{look}>{left}</style:style>\n'
        f'<style:style style:name="total-{name}" style:family="table-cell"{look}>{TOTAL}</style:style>\n'
    )


def _look(name: str, look: Look) -> str:
    if look.decimals is None:
        return ""
    unit = f"<number:text> {look.unit}</number:text>" if look.unit else ""
    grouping = ' number:grouping="true"' if look.grouped else ""
    places = f'number:decimal-places="{look.decimals}" number:min-decimal-places="{look.decimals}"'
    number = f'<number:number {places} number:min-integer-digits="1"{grouping}/>'
    return f'<number:number-style style:name="{name}">{number}{unit}</number:number-style>\n'


def _sheet(page: WorkbookSheet) -> Iterator[str]:
    yield f'<table:table table:name="{page.name}">\n'
    for i in range(len(page.fields)):
        yield f'<table:table-column table:style-name="column-{page.name}-{i}"/>\n'
    header = "".join(
        _text(field.heading, "header-right" if field.kind.is_number else "header") for field in page.fields
    )
    yield f"<table:table-header-rows><table:table-row>{header}</table:table-row></table:table-header-rows>\n"
    for row in page.rows:
        cells = "".join(_cell(cell, f"{page.name}-{i}") for i, cell in enumerate(row))
        yield f"<table:table-row>{cells}</table:table-row>\n"
    if page.total is not None:
        cells = "".join(_cell(cell, f"{page.name}-{i}", is_total=True) for i, cell in enumerate(page.total))
        yield f"<table:table-row>{cells}</table:table-row>\n"
    yield "</table:table>\n"


def _cell(cell: Cell, name: str, *, is_total: bool = False) -> str:
    if cell is None:
        return f'<table:table-cell table:style-name="total-{name}"/>' if is_total else "<table:table-cell/>"
    if isinstance(cell, str):
        return _text(cell, f"total-{name}" if is_total else "text")
    value, style = montant_text(Decimal(cell)), "total" if is_total else "number"
    return f'<table:table-cell table:style-name="{style}-{name}" office:value-type="float" office:value="{value}"/>'


def _text(text: str, style: str) -> str:
    """A cell of text; one with spacing that some readers ignore in elements also has it as a value."""
    writable = UNWRITABLE.sub(lambda found: f"\\x{ord(found[0]):02x}", text)
    value = f" office:string-value={quoteattr(writable)}" if UNUSUAL.search(writable) else ""
    lines = "".join(f"<text:p>{SPACING.sub(_spacing, escape(line))}</text:p>" for line in LINE_END.split(writable))
    return f'<table:table-cell table:style-name="{style}" office:value-type="string"{value}>{lines}</table:table-cell>'


def _spacing(found: re.Match[str]) -> str:
    return "<text:tab/>" if found[0] == "\t" else f'<text:s text:c="{len(found[0])}"/>'


def _filters(page: WorkbookSheet, number: int) -> str:
    """The header's filter buttons; LibreOffice recognises a sheet's own filter by this name."""
    first, last = xl_range(0, 0, len(page.rows), len(page.fields) - 1).split(":")
    return (
        f'<table:database-range table:name="__Anonymous_Sheet_DB__{number}" table:display-filter-buttons="true"'
        f' table:target-range-address="{page.name}.{first}:{page.name}.{last}"/>\n'
    )


def _settings(pages: Sequence[WorkbookSheet]) -> Iterator[str]:
    """The first row of each sheet frozen."""
    # `ooo:` appears in a value, but LibreOffice still resolves its namespace
    yield f'{PROLOGUE}<office:document-settings {NAMESPACES} xmlns:ooo="http://openoffice.org/2004/office"'
    yield ' office:version="1.3"><office:settings>\n'
    yield '<config:config-item-set config:name="ooo:view-settings">'
    yield '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>\n'
    yield '<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>\n'
    yield f'<config:config-item config:name="ActiveTable" config:type="string">{pages[0].name}</config:config-item>\n'
    yield '<config:config-item-map-named config:name="Tables">\n'
    for page in pages:
        yield f'<config:config-item-map-entry config:name="{page.name}">'
        for name, kind, value in FROZEN:
            yield f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'
        yield "</config:config-item-map-entry>\n"
    yield "</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed>"
    yield "</config:config-item-set></office:settings></office:document-settings>\n"
