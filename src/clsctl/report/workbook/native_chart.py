"""A native chart of Excel for a scene: it draws the cells of the table beside it."""

from xlsxwriter.chart import Chart

from clsctl.render.palette import LIGHT
from clsctl.render.workbooks.workbook import Look
from clsctl.render.workbooks.xlsx import excel_number_format
from clsctl.report.content import Drawing
from clsctl.report.workbook.scene_table import NAMES, ChartCells
from clsctl.report.workbook.sheets import Page
from clsctl.scene import ChartForm, Scene

WIDTH, HEIGHT, BAR_HEIGHT = 680, 360, 20  # pixels; the last of a bar and its label
NARROW = 8  # percent: a part is too narrow for its label, which stands in the table
AROUND = 130  # pixels of the title, the axis and the legend
# The labels of the axis are short, as those of the bars are exact.
AXIS = '[>=1000000]0.0,," M€";[>=1000]#,##0," k€";0 "€"'
EUROS = excel_number_format(Look(0, grouped=True, unit="€"))
SHARE = excel_number_format(Look(2, unit="%"))
TEXT = {"color": LIGHT.ink, "size": 9}
PLAIN = {"color": LIGHT.ink, "size": 9, "bold": False}


def native_chart(page: Page, figure: Drawing, drawn: ChartCells) -> Chart:
    """The chart: horizontal bars, the first row at the top; a legend for several parts alone."""
    scene = figure.scene
    kind = {"type": "bar", "name": figure.name}
    if scene.form is ChartForm.SHARES:
        kind["subtype"] = "percent_stacked"
    chart = page.chart(kind)
    for place in range(drawn.parts):
        chart.add_series(_series(page, figure, drawn, place))
    chart.set_title(
        {"name": [page.name, drawn.title, NAMES], "name_font": {**TEXT, "size": 12, "bold": True}, "overlay": False}
    )
    chart.set_legend({"position": "bottom", "font": TEXT} if scene.parts else {"none": True})
    names = {"reverse": True, "crossing": "max", "num_font": TEXT, "line": {"color": LIGHT.rule}}
    chart.set_y_axis({**names, "major_tick_mark": "none", "major_gridlines": {"visible": False}})
    chart.set_x_axis(
        {
            "min": 0,
            "num_format": "0%" if scene.form is ChartForm.SHARES else AXIS,
            "num_font": TEXT,
            "major_gridlines": {"visible": True, "line": {"color": LIGHT.rule, "width": 0.5}},
            "line": {"none": True},
        }
    )
    chart.set_size({"width": WIDTH, "height": height(scene)})
    chart.set_chartarea({"border": {"color": LIGHT.rule}})
    return chart


def height(scene: Scene) -> int:
    """The height of a chart in pixels: its bars do not overlap their labels."""
    bars = len(scene.rows) * (len(scene.parts) if scene.form is ChartForm.MATRIX else 1)
    return max(HEIGHT, bars * BAR_HEIGHT + AROUND)


def _series(page: Page, figure: Drawing, drawn: ChartCells, place: int) -> dict[str, object]:
    """One part of the rows, in its colour."""
    scene = figure.scene
    column = NAMES + 1 + place
    is_shares = scene.form is ChartForm.SHARES
    labels: dict[str, object] = {"value": True, "num_format": SHARE if is_shares else EUROS, "font": PLAIN}
    bars = [row.bars[place].value for row in scene.rows]
    hidden = [value is None or (is_shares and value < NARROW) for value in bars]
    if any(hidden):
        labels["custom"] = [{"delete": True} if is_hidden else None for is_hidden in hidden]
    if is_shares:
        labels |= {"position": "center", "font": {**PLAIN, "color": LIGHT.inside}}
    series: dict[str, object] = {
        "name": [page.name, drawn.header, column],
        "categories": [page.name, drawn.first, NAMES, drawn.last, NAMES],
        "values": [page.name, drawn.first, column, drawn.last, column],
        "data_labels": labels,
        "gap": 50,
    }
    if scene.parts:
        return series | {"fill": {"color": LIGHT.tints[scene.parts[place].tint]}}
    tints = [LIGHT.tints[row.bars[0].tint] for row in scene.rows]
    return series | {"fill": {"color": tints[0]}, "points": [{"fill": {"color": tint}} for tint in tints]}
