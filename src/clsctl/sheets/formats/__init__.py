"""A file as a sheet of cells, in the format that its content says: the ending of its name says nothing."""

from clsctl.sheets.content import Content
from clsctl.sheets.formats.delimited import text_sheet
from clsctl.sheets.sheet import Sheet, without_sheets
from clsctl.sheets.sources import Source
from clsctl.vocabulary.schema import Schema

__all__ = ["open_sheet"]


def open_sheet(source: Source, schema: Schema) -> Sheet:
    """The table that the file holds; of a workbook, the sheet named, or the first that has the header.

    ReadError where the system does not let us read it; what is wrong with its content is a finding.
    """
    if source.sheet is not None and source.content is not Content.WORKBOOK:
        return without_sheets(source.name, source.content, source.sheet)
    # A reader is imported when its format comes: a CSV does not pay for workbooks.
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
        case Content.TEXT:
            return text_sheet(source, schema)
