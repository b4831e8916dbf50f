"""The sheet of a file, in the format that its content shows, whatever its extension."""

from dataclasses import replace

from clsctl.sheets.content import Content
from clsctl.sheets.formats.delimited import text_sheet
from clsctl.sheets.header import is_whole
from clsctl.sheets.sheet import Sheet, without_sheets
from clsctl.sheets.sources import Source
from clsctl.vocabulary.schema import Schema, package

__all__ = ["holds_table", "open_sheet"]


def open_sheet(source: Source, schema: Schema) -> Sheet:
    """The table of the file; in a workbook, that of the sheet named, or of the first sheet with the header.

    ReadError where the system refuses access; a fault of the content is a finding.
    """
    if source.sheet is not None and source.content is not Content.WORKBOOK:
        return without_sheets(source.name, source.content, source.sheet)
    # A reader is imported when its format comes up: a CSV does not pay for workbooks.
    match source.content:
        case Content.WORKBOOK:
            from clsctl.sheets.workbooks.workbook import workbook_sheet

            return workbook_sheet(source, schema)
        case Content.PARQUET:
            from clsctl.sheets.formats.parquet import parquet_sheet

            return parquet_sheet(source, schema)
        case Content.JSON:
            from clsctl.sheets.formats.objects import objects_sheet

            return objects_sheet(source, schema)
        case Content.TEXT | Content.PAGE:
            return text_sheet(source, schema)


def holds_table(source: Source, kind: str) -> bool:
    """True for a workbook with a whole table of that kind, beside that of the lines."""
    if source.content is not Content.WORKBOOK:
        return False
    schema = package().schema(kind)
    return is_whole(open_sheet(replace(source, sheet=None), schema).header, schema)
