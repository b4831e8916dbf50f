"""One scene and its renderers: each chart, of the brochure or of themes, has the same numbers and bars as long.

A renderer joins by a reader in `READERS`: from the name of a chart to its rows, each with the numbers that stand in it
and the lengths of its bars, in percent of the full one.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from io import BytesIO
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest

from clsctl.questions.scenes.printed_charts import HEADINGS
from clsctl.render import render
from clsctl.render.formats import Format
from clsctl.render.picture.shades import EIGHTHS, SHADES, WIDEST
from clsctl.render.picture.shares import SEAM
from clsctl.scene import ChartForm, Scene, SceneRow
from support.native_charts import native_charts
from support.pages import bundled_page, bundled_workbook
from support.scenes import bundled, scene_of

NAMES = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"€([\d,]+(?:\.\d+)?)|([\d,]+(?:\.\d+)?)%")


class Read(NamedTuple):
    """A row as a reader finds it."""

    numbers: set[Decimal]
    lengths: Sequence[Decimal] | None  # None where the program that opens the file draws the bars


Reader = Callable[[str], list[Read]]


def numbers(texts: Iterator[str] | Sequence[str]) -> set[Decimal]:
    found = (match for text in texts for match in NUMBER.findall(text))
    return {Decimal((euros or percent).replace(",", "")) for euros, percent in found}


def from_svg(name: str) -> list[Read]:
    rows = ET.fromstring(render(bundled()[name], Format.SVG)).iter(f"{NAMES}g")
    return [Read(numbers([text.text or "" for text in row.iter(f"{NAMES}text")]), _drawn(row)) for row in rows]


def _drawn(row: ET.Element) -> list[Decimal]:
    rects = [(rect.get("class", ""), Decimal(rect.get("width", ""))) for rect in row.iter(f"{NAMES}rect")]
    beds = [width for colour, width in rects if colour.endswith("track")]
    bars = [width for colour, width in rects if "tint" in colour]
    full = beds[0] if beds else sum(bars) + SEAM * len(bars)
    return [(width if beds else width + SEAM) * 100 / full for width in bars]


def from_terminal(name: str) -> list[Read]:
    lines = render(bundled()[name], Format.TABLE).splitlines()
    first, last = (number for number, line in enumerate(lines) if line.startswith("──"))
    return [Read(numbers([line]), _cells(line)) for line in lines[first + 1 : last]]


def _cells(line: str) -> list[Decimal]:
    """The lengths of the parts, or of one bar with its last cell in eighths."""
    signs = [sign for sign in SHADES if sign in line]
    if signs[1:]:
        return [Decimal(line.count(sign) * 100) / WIDEST for sign in signs]
    eighths = line.count(SHADES[0]) * 8 + max(EIGHTHS.find(sign) for sign in line if sign in EIGHTHS)
    return [Decimal(eighths * 100) / (8 * WIDEST)]


def from_html(name: str) -> list[Read]:
    [body] = re.findall("<tbody>.*</tbody>", render(bundled()[name], Format.HTML), re.DOTALL)
    return list(_html_rows(body))


def from_report(name: str) -> list[Read]:
    [figure] = re.findall(
        f'<figure[^>]* aria-labelledby="g-{name}">.*?</figure>', bundled_page("en").decode(), re.DOTALL
    )
    return list(_html_rows(re.findall("<tbody.*?</tbody>", figure, re.DOTALL)[0]))


def from_workbook(name: str) -> list[Read]:
    rows: dict[str, set[Decimal]] = {}
    for (label, _part), value in workbook_charts()[name].items():
        rows.setdefault(label, set()).update([] if value is None else [value])
    return [Read(values, None) for values in rows.values()]


@cache
def workbook_charts() -> Mapping[str, Mapping[tuple[str, str], Decimal | None]]:
    return native_charts(BytesIO(bundled_workbook()))


def _html_rows(body: str) -> Iterator[Read]:
    for row in ET.fromstring(body):
        rects = [rect.get("width", "") for rect in row.iter("rect")]
        yield Read(numbers(list(row.itertext())), [Decimal(width.removesuffix("%")) for width in rects])


READERS: dict[str, Reader] = {
    "svg": from_svg,
    "terminal": from_terminal,
    "html": from_html,
    "report": from_report,
    "workbook": from_workbook,
}
# These two have one bar at the end of a row, its parts end to end; the others a bar for each cell of a matrix.
STACKED = {"terminal", "html"}
# What a reader can draw, in percent of a full bar: hundredths, half an eighth of a cell, a cell of a stacked bar.
TOLERANCES = {"terminal": Decimal("0.11")}
EXACT = Decimal("0.02")
CELL = Decimal(100) / WIDEST


@pytest.mark.parametrize("name", [*HEADINGS, "themes"])
@pytest.mark.parametrize("reader", READERS)
def test_every_reader_finds_the_numbers_of_the_scene_and_bars_as_long(reader: str, name: str) -> None:
    scene = scene_of(name)
    found = READERS[reader](name)
    assert len(found) == len(scene.rows)
    stacked = reader in STACKED and bool(scene.parts)
    tolerance = CELL if stacked and reader == "terminal" else TOLERANCES.get(reader, EXACT)
    for row, read in zip(scene.rows, found, strict=True):
        assert {bar.value for bar in row.bars if bar.value is not None} <= read.numbers
        assert read.numbers <= known(row)
        if read.lengths is None:
            continue
        expected = _stacked(scene, row, tolerance) if stacked else _lengths(scene, row)
        for length, drawn in zip(expected, read.lengths, strict=True):
            assert abs(length - drawn) <= tolerance


def known(row: SceneRow) -> set[Decimal]:
    """The numbers that may stand in a row."""
    shares = {bar.part_pct for bar in row.bars}
    return {Decimal(100), *filter(None, {row.montant, *shares, *(bar.montant for bar in row.bars)})}


def _lengths(scene: Scene, row: SceneRow) -> Iterator[Decimal]:
    spans = scene.spans(row) if scene.form is ChartForm.SHARES else [(0, scene.width(bar)) for bar in row.bars]
    return (width for _start, width in spans if width)


def _stacked(scene: Scene, row: SceneRow, least: Decimal) -> Iterator[Decimal]:
    """The lengths of the parts of a row, on the scale of the greatest row or of 100 %; the least cannot be drawn."""
    greatest = max(each.montant or Decimal(0) for each in scene.rows)
    whole = (row.montant or Decimal(0)) if scene.form is ChartForm.SHARES else greatest
    return (width for bar in row.bars if (width := (bar.montant or Decimal(0)) * 100 / whole) > least / 2)
