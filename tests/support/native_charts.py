"""The numbers of the native charts of a workbook, by the cells that their XML refers to."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
from openpyxl.workbook import Workbook

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
NAMED = re.compile(
    r'<xdr:cNvPr id="\d+" name="([^"]*)"[^>]*?(?:/>|>.*?</xdr:cNvPr>).*?<c:chart [^>]*r:id="(rId\d+)"', re.DOTALL
)
TARGET = re.compile(r'Id="(rId\d+)"[^>]*Target="\.\./charts/([^"]+)"')
Numbers = Mapping[tuple[str, str], Decimal | None]  # by row and part, of which one bar per row has none


def native_charts(file: Path | BytesIO) -> dict[str, Numbers]:
    """The bars of each chart, by the name of the chart: the values of the cells that it draws, None for no number."""
    book = openpyxl.load_workbook(file, data_only=True)
    with zipfile.ZipFile(file) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
        targets = dict(TARGET.findall(archive.read("xl/drawings/_rels/drawing1.xml.rels").decode()))
        return {
            name: dict(_bars(ET.fromstring(archive.read(f"xl/charts/{targets[relation]}")), book))
            for name, relation in NAMED.findall(drawing)
        }


def _bars(chart: ET.Element, book: Workbook) -> Iterator[tuple[tuple[str, str], Decimal | None]]:
    series = list(chart.iter(f"{C}ser"))
    for each in series:
        (part,) = _cells(each, "tx", book)
        for row, value in zip(_cells(each, "cat", book), _cells(each, "val", book), strict=True):
            is_number = isinstance(value, int | float)
            yield (str(row), str(part) if len(series) > 1 else ""), Decimal(repr(value)) if is_number else None


def _cells(series: ET.Element, kind: str, book: Workbook) -> list[object]:
    (formula,) = [found.text or "" for found in series.findall(f"{C}{kind}//{C}f")]
    sheet, _mark, area = formula.rpartition("!")
    page = book[sheet.strip("'")]
    cells = page[area.replace("$", "")]
    return [cell.value for row in (cells if isinstance(cells, tuple) else ((cells,),)) for cell in row]
