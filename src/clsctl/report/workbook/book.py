"""The whole workbook of a report, its sheets in the order in which they are read."""

from io import BytesIO

from xlsxwriter import Workbook

from clsctl.language import _
from clsctl.render.workbooks.xlsx import UNDATED
from clsctl.report.content import ReportContent
from clsctl.report.workbook.chart_sheet import write_charts
from clsctl.report.workbook.context_sheet import write_context
from clsctl.report.workbook.control_sheet import write_control, write_second_proof
from clsctl.report.workbook.exact_sums import refuse_inexact
from clsctl.report.workbook.lines_sheet import lignes_in_order, write_lines
from clsctl.report.workbook.reading_sheet import ReadingSheet
from clsctl.report.workbook.sheets import Book
from clsctl.report.workbook.themes_sheet import write_themes
from clsctl.report.workbook.totals_sheet import write_totals

FILE = "classeur.xlsx"
# Its digits are as wide in Excel as in LibreOffice, which has its metrics everywhere: widths of columns count digits.
FONT = {"font_name": "Arial", "font_size": 10}


def workbook(content: ReportContent, name: str = FILE) -> bytes:
    """The bytes of the workbook, the same for the same content; `name` is the file that its commands name.

    Every formula carries the value that clsctl computed. UsageError where a spreadsheet would not add the amounts to
    the cent, or not find a territoire by its name.
    """
    lignes = lignes_in_order(content)
    refuse_inexact(lignes, content)
    stream = BytesIO()
    # a copy: XlsxWriter notes in it that the first workbook was made, and the second would have other styles
    with Workbook(stream, {"in_memory": True, "default_format_properties": dict(FONT)}) as written:
        book = Book(written, content, lignes)
        written.calc_on_load = False  # every value is there, and a reader may take a 0 for one to be computed
        written.set_properties({"title": book.title, "created": UNDATED})
        reading = book.page(_("Read me"))
        lines = write_lines(book)
        totals = write_totals(book, lines)
        if content.themes:
            write_themes(book, _("Themes"), content.themes, lines)
        if content.crossing and content.crossing.figures:
            write_context(book, _("Context"), content.crossing)
        control = write_control(book, lines)
        second = write_second_proof(book, control)
        write_charts(book, totals)
        controls = [each for each in (control, second) if each is not None]
        ReadingSheet(book, reading, name).write(totals, controls)
    return stream.getvalue()
