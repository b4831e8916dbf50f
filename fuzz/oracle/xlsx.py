"""Workbooks of Excel, by openpyxl."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from openpyxl import Workbook, load_workbook

from oracle.amounts import NoTotal, stored

IDLE = re.compile(r"docProps/|xl/theme/|\[Content_Types\]|_rels/")  # parts of a workbook that hold no cell
BROKEN = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, OSError, AttributeError, IndexError)


def rows(data: bytes) -> Iterator[list[str]]:
    """The rows of the first sheet that hold a value; NoTotal where some are merged or hidden."""
    try:
        sheet = load_workbook(_mended(data), data_only=True).worksheets[0]
        if sheet.merged_cells.ranges:
            raise NoTotal(f"{sheet.merged_cells.ranges} are merged")
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            if any(cell not in {None, ""} for cell in row):
                if number in sheet.row_dimensions and sheet.row_dimensions[number].hidden:
                    raise NoTotal(f"row {number} is hidden")
                yield [stored(cell) for cell in row]
    except BROKEN as error:
        raise NoTotal(str(error)) from None


def _mended(data: bytes) -> io.BytesIO:
    """The workbook with a sound part for each damaged one that holds no cell (a theme, a property)."""
    spare, copy = io.BytesIO(), io.BytesIO()
    Workbook().save(spare)
    spares = zipfile.ZipFile(spare)
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(copy, "w") as mended:
        for name in archive.namelist():
            try:
                content = archive.read(name)
            except (zipfile.BadZipFile, zlib.error, EOFError):
                if name not in spares.namelist():
                    continue  # a name that is damaged itself; whoever needs the part will miss it
                if not IDLE.match(name):
                    raise
                content = spares.read(name)
            mended.writestr(name, content)
        for name in filter(IDLE.match, set(spares.namelist()) - set(mended.namelist())):
            mended.writestr(name, spares.read(name))
    copy.seek(0)
    return copy
