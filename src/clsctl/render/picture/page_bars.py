"""The bars of a table in a page, and their legend: drawings that survive pasting, and that screen readers pass over."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from clsctl.render.palette import LIGHT
from clsctl.render.picture.segments import Segment, is_stacked, scale_note, segments
from clsctl.render.safe import visible
from clsctl.scene import Scene

BAR_WIDTH, BAR_HEIGHT, KEY = "176", "14", "12"


def add_bars(rows: ET.Element, scene: Scene) -> None:
    """A last cell with its bar to each row; the cells before it hold its numbers."""
    for line, drawn in zip(rows, scene.rows, strict=True):
        _bar(ET.SubElement(line, "td"), segments(scene, drawn))


def add_legend(body: ET.Element, scene: Scene) -> None:
    """The text beside the bars: the sentence that reads them, the colour of each part, the scale."""
    if scene.sentence:
        ET.SubElement(body, "p").text = visible(scene.sentence)
    for part in scene.parts if is_stacked(scene) else ():
        line = ET.SubElement(body, "p")
        key = ET.SubElement(line, "svg", {"aria-hidden": "true", "width": KEY, "height": KEY})
        ET.SubElement(key, "rect", {"width": "100%", "height": "100%", **_fill(part.tint)})
        key.tail = f" {visible(part.label)}"
    if note := scale_note(scene):
        ET.SubElement(body, "p").text = note


def _bar(cell: ET.Element, parts: Sequence[Segment]) -> None:
    bar = ET.SubElement(cell, "svg", {"class": "bar", "aria-hidden": "true", "width": BAR_WIDTH, "height": BAR_HEIGHT})
    for part in parts:
        if part.width:
            place = {"x": f"{part.start:.2f}%", "width": f"{part.width:.2f}%", "height": "100%"}
            ET.SubElement(bar, "rect", {**place, **_fill(part.tint)})


def _fill(tint: int) -> dict[str, str]:
    """The colour of the light scheme on the element, so that it survives pasting, and a class for the dark one."""
    return {"fill": LIGHT.tints[tint], "class": f"t{tint}"}
