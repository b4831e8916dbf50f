"""png: the picture in the colours of the light scheme, drawn by resvg with the fonts beside this module."""

from collections.abc import Iterator
from pathlib import Path

from clsctl.render.formats import Format
from clsctl.render.medium import Medium
from clsctl.render.picture.svg import svg
from clsctl.table import Answer

FONTS = Path(__file__).with_name("fonts")
FAMILY = "clsctl Sans"
ZOOM = 2  # 1920 pixels wide: sharp on a slide, and printed across a page


def write(answer: Answer, form: Format, _medium: Medium) -> Iterator[bytes]:
    """The picture; ValueError without a chart. Letters that its fonts lack come from those of the system."""
    from resvg_py import svg_to_bytes

    if answer.scene is None:
        raise ValueError(form)
    yield svg_to_bytes(
        svg_string=svg(answer.scene, dark=False, family=FAMILY),
        zoom=ZOOM,
        font_files=[str(FONTS / name) for name in ("regular.ttf", "bold.ttf")],
        font_family=FAMILY,
    )
