"""The map of euros per inhabitant: departments with a known outline, in four steps."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from clsctl.language import _, language
from clsctl.montant import display_montant
from clsctl.questions.scenes.charts import DEPARTEMENT
from clsctl.report.content import ReportContent

GEOMETRY = Path(__file__).with_name("geometry.json")
STEPS = 4


@dataclass(frozen=True, slots=True)
class DepartmentShape:
    """A department on the map: its outline, the place and text of its label, its value, its step from 1 to 4."""

    path: str
    x: int
    y: int
    label: str
    value: Decimal
    step: int


@dataclass(frozen=True, slots=True)
class Choropleth:
    """The map: its size, its shapes, a text in its place, and the credit of its geometry."""

    width: int
    height: int
    shapes: tuple[DepartmentShape, ...]
    description: str
    credit: str


def draw_map(content: ReportContent) -> Choropleth | None:
    """The map; None unless every department of the data has an outline and a value, and there are two or more."""
    if content.inhabitants is None:
        return None
    geometry = _geometry()
    outlines = geometry["departements"]
    values = {
        territoire.code: (row.short, row.bars[0].value)
        for territoire, row in zip(content.territoires, content.inhabitants.scene.rows, strict=True)
        if territoire.type == DEPARTEMENT
    }
    if len(values) < 2 or values.keys() - outlines.keys():
        return None
    known = {code: (label, value) for code, (label, value) in values.items() if value is not None}
    if len(known) < len(values):
        return None
    shapes = tuple(_shapes(known, outlines))
    return Choropleth(
        geometry["width"],
        geometry["height"],
        shapes,
        "; ".join(f"{shape.label} {display_montant(shape.value, language(), 2)}" for shape in shapes),
        _("Outlines: {credit}, rounded.").format(credit=geometry["credit"]),
    )


def _shapes(values: dict[str, tuple[str, Decimal]], outlines: dict[str, Any]) -> Iterator[DepartmentShape]:
    low = min(value for _label, value in values.values())
    high = max(value for _label, value in values.values())
    for code, (label, value) in values.items():
        outline = outlines[code]
        step = 1 + min(STEPS - 1, int((value - low) * STEPS / (high - low))) if high > low else 1
        yield DepartmentShape(outline["path"], outline["x"], outline["y"], label, value, step)


@cache
def _geometry() -> Any:
    return json.loads(GEOMETRY.read_text(encoding="utf-8"))
