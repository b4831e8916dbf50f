"""The rules and filled boxes that a PDF's page draws: thin shapes are rules, the others boxes."""

import ctypes
from collections.abc import Iterator
from itertools import pairwise

import pypdfium2 as pdfium
from pypdfium2 import raw

from clsctl.brochure.page.sheets import Rectangle

MAX_SHAPES = 20_000  # of one page: a printed table has 500
MAX_POINTS = 400  # of one shape: more are a drawing
THIN = 2.6  # points
WHITE = 250  # of 255: a shade that paper hides


def drawn(page: pdfium.PdfPage) -> tuple[tuple[Rectangle, ...], tuple[Rectangle, ...]]:
    """The rules and the boxes of a page; backgrounds of the whole page are neither."""
    width, height = page.get_width(), page.get_height()
    rules: list[Rectangle] = []
    boxes: list[Rectangle] = []
    for count, shape in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if count > MAX_SHAPES:
            return (), ()
        filled, stroked = _drawn_how(shape)
        for area in _areas(shape, stroked=stroked) if filled or stroked else ():
            wide, tall = area.right - area.left, area.high - area.low
            if tall <= THIN < wide or wide <= THIN < tall:
                rules.append(area)
            elif wide > THIN and tall > THIN and (wide < 0.95 * width or tall < 0.9 * height):
                boxes.append(area)
    return tuple(rules), tuple(boxes)


def _drawn_how(shape: pdfium.PdfObject) -> tuple[bool, bool]:
    """True for the inside and for the outline of a shape where they are visible."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(shape, fill, stroke):
        return False, False
    colours = [ctypes.c_uint() for _ in range(4)]
    visible = bool(raw.FPDFPageObj_GetFillColor(shape, *colours)) and colours[3].value > 10
    white = all(colour.value >= WHITE for colour in colours[:3])
    stroked = bool(stroke.value)
    if stroked and raw.FPDFPageObj_GetStrokeColor(shape, *colours):
        stroked = colours[3].value > 10 and any(colour.value < WHITE for colour in colours[:3])
    return bool(fill.value) and visible and not white, stroked


def _areas(shape: pdfium.PdfObject, *, stroked: bool) -> Iterator[Rectangle]:
    """The upright rectangles and lines of a shape, in the measures of the page."""
    count = raw.FPDFPath_CountSegments(shape)
    if not 2 <= count <= MAX_POINTS:
        return
    if count <= 5:
        area = Rectangle(*(round(measure, 2) for measure in shape.get_bounds()))
        slanting = count < 4 and min(area.right - area.left, area.high - area.low) > THIN
        if not slanting and not _is_curved(shape, count):
            yield area
        return
    matrix = shape.get_matrix()
    points: list[tuple[float, float]] = []
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(shape, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            return
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            yield from _piece(points, stroked=stroked)
            points = []
        points.append(matrix.on_point(x.value, y.value))
    yield from _piece(points, stroked=stroked)


def _is_curved(shape: pdfium.PdfObject, count: int) -> bool:
    kinds = (raw.FPDFPathSegment_GetType(raw.FPDFPath_GetPathSegment(shape, index)) for index in range(count))
    return raw.FPDF_SEGMENT_BEZIERTO in kinds


def _piece(points: list[tuple[float, float]], *, stroked: bool) -> Iterator[Rectangle]:
    """A part of a shape: a rectangle, or each upright line of an outline."""
    if len(points) < 2:
        return
    across, along = [x for x, _y in points], [y for _x, y in points]
    box = Rectangle(*(round(each, 2) for each in (min(across), min(along), max(across), max(along))))
    if len(points) <= 5 and (len(points) > 3 or min(box.right - box.left, box.high - box.low) <= THIN):
        yield box
    elif stroked:
        for (one, two), (three, four) in pairwise(points):
            if min(abs(one - three), abs(two - four)) <= 0.5:
                yield Rectangle(min(one, three), min(two, four), max(one, three), max(two, four))
