"""A workbook of Excel written letter by letter: what no library would write, and what all of them do."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml."
OWN_FORMAT = 164  # the first number that a workbook gives to a format of its own
TEXT, INLINE, NUMBER = "s", "inlineStr", "n"


@dataclass(slots=True)
class Cell:
    """A value, its number format, its formula; `xml` in place of all of it."""

    text: str
    kind: str = TEXT
    code: str = "General"
    formula: str | None = None
    xml: str | None = None


@dataclass(slots=True)
class Sheet:
    """The rows of a sheet; letters before the data (columns, views) and behind (merged cells)."""

    name: str
    rows: list[list[Cell]]
    before: str = ""
    after: str = ""
    attributes: Mapping[int, str] = field(default_factory=dict)


def column(place: int) -> str:
    """The letters of a column, from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def workbook(sheets: Sequence[Sheet], *, calculation: str = "") -> dict[str, str]:
    """The parts of the workbook by their names."""
    cells = [cell for sheet in sheets for row in sheet.rows for cell in row]
    codes = list(dict.fromkeys(["General", *(cell.code for cell in cells)]))
    texts = list(dict.fromkeys(cell.text for cell in cells if cell.kind == TEXT))
    numbers = range(1, len(sheets) + 1)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}sheet.main+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{each}.xml" ContentType="{KIND}worksheet+xml"/>'
            for each in numbers
        )
        + f'<Override PartName="/xl/styles.xml" ContentType="{KIND}styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{KIND}sharedStrings+xml"/></Types>',
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        + "".join(
            f'<sheet name="{escape(sheet.name)}" sheetId="{each}" r:id="rId{each}"/>'
            for each, sheet in zip(numbers, sheets, strict=True)
        )
        + f"</sheets>{calculation}</workbook>",
        "xl/_rels/workbook.xml.rels": _relations(
            [
                *(("worksheet", f"worksheets/sheet{each}.xml") for each in numbers),
                ("styles", "styles.xml"),
                ("sharedStrings", "sharedStrings.xml"),
            ]
        ),
        "xl/styles.xml": _styles(codes),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}" count="{len(texts)}" uniqueCount="{len(texts)}">'
        + "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
        + "</sst>",
    }
    places = {text: place for place, text in enumerate(texts)}
    styles = {code: place for place, code in enumerate(codes)}
    for each, sheet in zip(numbers, sheets, strict=True):
        parts[f"xl/worksheets/sheet{each}.xml"] = _sheet(sheet, places, styles)
    return parts


def archive(parts: Mapping[str, str]) -> bytes:
    """The file of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, XML + content)
    return stream.getvalue()


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}relationships">{inside}</Relationships>'


def _styles(codes: Sequence[str]) -> str:
    """General is number 0, every other a format of the workbook's own."""
    own = [f'<numFmt numFmtId="{OWN_FORMAT + place}" formatCode="{escape(code)}"/>' for place, code in enumerate(codes)]
    numbers = [0 if code == "General" else OWN_FORMAT + place for place, code in enumerate(codes)]
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts count="{len(own)}">{"".join(own)}</numFmts>'
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(codes)}">'
        + "".join(
            f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
            for number in numbers
        )
        + "</cellXfs></styleSheet>"
    )


def _sheet(sheet: Sheet, places: Mapping[str, int], styles: Mapping[str, int]) -> str:
    rows = []
    for number, row in enumerate(sheet.rows, 1):
        cells = [_cell(cell, f"{column(place)}{number}", places, styles) for place, cell in enumerate(row)]
        rows.append(f'<row r="{number}"{sheet.attributes.get(number, "")}>{"".join(cells)}</row>')
    return (
        f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{sheet.before}'
        f"<sheetData>{''.join(rows)}</sheetData>{sheet.after}</worksheet>"
    )


def _cell(cell: Cell, reference: str, places: Mapping[str, int], styles: Mapping[str, int]) -> str:
    head = f'<c r="{reference}" s="{styles[cell.code]}"'
    if cell.xml is not None:
        return f"{head} {cell.xml}</c>"
    if not cell.text and cell.formula is None:
        return f"{head}/>"
    formula = "" if cell.formula is None else f"<f>{escape(cell.formula)}</f>"
    if cell.kind == INLINE:
        return f'{head} t="inlineStr"><is><t xml:space="preserve">{escape(cell.text)}</t></is></c>'
    value = places[cell.text] if cell.kind == TEXT else escape(cell.text)
    return f'{head} t="{cell.kind}">{formula}<v>{value}</v></c>'
