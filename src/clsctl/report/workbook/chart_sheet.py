"""The sheet of charts: the scenes of the report as tables of live cells, each beside its native chart."""

from collections.abc import Sequence
from itertools import pairwise

from clsctl.language import _
from clsctl.report.workbook.native_chart import height, native_chart
from clsctl.report.workbook.scene_cells import SceneCells
from clsctl.report.workbook.scene_table import SceneTable
from clsctl.report.workbook.sheets import ROW_PIXELS, Book, Page
from clsctl.report.workbook.totals_sheet import TotalCells

CHART_WIDTH, GAP_WIDTH, NAME_WIDTH, SIDE_WIDTH = 97, 3, 32, 17
CHARACTER_PIXELS = 7
BLOCK_GAP = 2  # rows between two drawings
# A4 across, within the margins, at 96 dots per inch: the sheet is scaled to this width, and breaks between two blocks.
PAGE_WIDTH, PAGE_HEIGHT = 940, 630


def write_charts(book: Book, totals: TotalCells) -> None:
    """Write each drawing of the report: its chart, its table to the right."""
    themes = book.content.themes
    figures = [*book.content.figures, *([themes.drawing] if themes else [])]
    columns = max((len(figure.scene.parts) for figure in figures), default=0) + 1
    page = book.page(_("Charts"))
    page.widths(CHART_WIDTH, GAP_WIDTH, NAME_WIDTH, *[SIDE_WIDTH] * columns)
    cells = SceneCells(book.content, totals)
    logarithms = [(each.compared[0], each.logarithms) for each in book.content.type_sections if each.logarithms]
    row, tops = 0, []
    for figure in figures:
        tops.append(row)
        table = SceneTable(page, cells, figure, row)
        below = table.write()
        for compared, values in logarithms:
            if compared is figure:
                below = table.write_logarithms(values, below + 1)
        chart = native_chart(page, figure, table.drawn)
        options = {"description": figure.scene.title, "object_position": 2, "y_offset": 4}
        page.sheet.insert_chart(row, 0, chart, options)
        row = max(row + height(figure.scene) // ROW_PIXELS + 1, below) + BLOCK_GAP
    _lay_out(page, columns, [*tops, row])


def _lay_out(page: Page, columns: int, tops: Sequence[int]) -> None:
    """Scale the print to the width of a page, and break it between blocks: no chart is cut."""
    width = (CHART_WIDTH + GAP_WIDTH + NAME_WIDTH + SIDE_WIDTH * columns) * CHARACTER_PIXELS + 5 * (columns + 3)
    scale = min(1, PAGE_WIDTH / width)
    rows = int(PAGE_HEIGHT / scale / ROW_PIXELS)
    breaks, begun = [], 0
    for top, below in pairwise(tops):
        if below - begun > rows and top > begun:
            breaks.append(top)
            begun = top
    page.sheet.fit_to_pages(0, 0)
    page.sheet.set_print_scale(int(scale * 100))
    page.sheet.set_h_pagebreaks(breaks)
    page.sheet.print_area(0, 0, tops[-1] - 1, 2 + columns)
