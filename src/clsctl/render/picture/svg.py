"""svg: a scene as a picture that stands alone, with its title, its numbers in words, its notes and its source."""

from collections.abc import Iterator
from decimal import Decimal

from clsctl.errors import UsageError
from clsctl.language import _, language
from clsctl.render.formats import Format
from clsctl.render.medium import Medium
from clsctl.render.picture.bars import draw_bars
from clsctl.render.picture.canvas import Canvas
from clsctl.render.picture.matrix import draw_matrix, is_list
from clsctl.render.picture.measure import FAMILY
from clsctl.render.picture.pieces import MARGIN, SMALL, TEXT
from clsctl.render.picture.shares import draw_shares
from clsctl.render.picture.values import Values, description, safe_scene
from clsctl.scene import ChartForm, Scene
from clsctl.table import Answer

WIDTH = 960
TITLE = 24
MOST_LINES = 200  # of labels: seven screens
LINE = 40  # characters of a label
DRAW = {ChartForm.BARS: draw_bars, ChartForm.MATRIX: draw_matrix, ChartForm.SHARES: draw_shares}


def write(answer: Answer, form: Format, _medium: Medium) -> Iterator[str]:
    """The document, with the colours of the light scheme and of the dark one; ValueError without a chart."""
    if answer.scene is None:
        raise ValueError(form)
    yield svg(answer.scene, dark=True)


def svg(scene: Scene, *, dark: bool, family: str = FAMILY) -> str:
    """The document, with the colours of the light scheme alone or of both; UsageError for more than a picture holds."""
    scene = safe_scene(scene)
    values = Values(scene)
    lines = _text_lines(scene, values)
    if lines > MOST_LINES:
        raise UsageError(
            _("The chart has {count} lines of text; a picture holds {most}.").format(count=lines, most=MOST_LINES),
            _("Show fewer rows (--sort montant --limit 40), or narrow the selection."),
        )
    canvas = Canvas(WIDTH, language(), dark=dark, family=family)
    canvas.told(scene.title, description(scene, values))
    y = _head(canvas, scene)
    if scene.rows:
        y = DRAW[scene.form](canvas, scene, values, y)
    return canvas.closed(_foot(canvas, scene, y + 10) + MARGIN)


def _text_lines(scene: Scene, values: Values) -> int:
    """The lines that the labels take, about."""
    labels = [row.label for row in scene.rows]
    if is_list(scene, values, WIDTH):
        written = [zip(scene.parts, row.bars, strict=True) for row in scene.rows]
        labels += [part.label for row in written for part, bar in row if bar.value is not None]
    return sum(1 + len(label) // LINE for label in labels)


def _head(canvas: Canvas, scene: Scene) -> Decimal:
    y = canvas.paragraph(scene.title, Decimal(MARGIN) - 8, margin=MARGIN, size=TITLE, colour="ink", bold=True)
    if scene.selected:
        y = canvas.paragraph(scene.selected, y + 2, margin=MARGIN, size=TEXT, colour="quiet")
    if scene.sentence:
        y = canvas.paragraph(scene.sentence, y + 2, margin=MARGIN, size=TEXT, colour="ink")
    return y + 18


def _foot(canvas: Canvas, scene: Scene, y: Decimal) -> Decimal:
    source = _("Source: {source}").format(source=scene.source) if scene.source else ""
    for line in filter(None, (*scene.notes, source)):
        y = canvas.paragraph(line, y + 2, margin=MARGIN, size=SMALL, colour="quiet")
    return y
