"""A chart as a picture: an SVG that stands alone, with real texts and no fault that a label could bring; and a PNG."""

import re
import struct
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clsctl.errors import UsageError
from clsctl.questions.scenes.printed_charts import HEADINGS
from clsctl.render import render, render_pieces
from clsctl.render.formats import Format
from clsctl.render.palette import DARK, LIGHT
from clsctl.render.picture.measure import text_lines, text_width
from clsctl.render.picture.svg import WIDTH, svg
from clsctl.render.safe import visible
from clsctl.scene import ChartForm, Scene
from clsctl.table import Answer
from support.scenes import bars, matrix, scene_of
from support.tables import ACTING, MARKUP, TOTALS

NAMES = "{http://www.w3.org/2000/svg}"
HOSTILE = st.text(min_size=1, max_size=40) | st.sampled_from([*ACTING, *MARKUP, "</text>", "]]>", "&amp;", "x" * 300])


def read(scene: Scene) -> ET.Element:
    return ET.fromstring(svg(scene, dark=True))


def texts(root: ET.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{NAMES}text")]


def test_a_picture_is_named_and_described_and_its_texts_are_texts() -> None:
    root = read(scene_of("axe-3"))
    assert root.get("role") == "img"
    title, description, *_rest = root
    assert (title.tag, title.text) == (f"{NAMES}title", "Axis 3 by department")
    assert description.text == (
        "Selection: type departement; axis 3. Nord accounts for 58.71% of €8,865,422. "
        "Nord: €5,205,000 (58.71%) + 2 lines without amount. Pas-de-Calais: €2,020,000 (22.79%). "
        "Aisne: €673,850 (7.60%). Oise: €615,572 (6.94%). Somme: €351,000 (3.96%). Total: €8,865,422."
    )
    assert texts(root) == [
        "Axis 3 by department",
        "Selection: type departement; axis 3.",
        "Nord accounts for 58.71% of €8,865,422.",
        *("Territory", "Amount", "Share"),
        *("Nord", "+ 2 lines without amount", "€5,205,000", "58.71%"),
        *("Pas-de-Calais", "€2,020,000", "22.79%"),
        *("Aisne", "€673,850", "7.60%"),
        *("Oise", "€615,572", "6.94%"),
        *("Somme", "€351,000", "3.96%"),
        *("Total", "€8,865,422", "100.00%"),
        "2 lines have no amount in the source and are left out of the sums.",
        f"Source: {scene_of('axe-3').source}",
    ]


@pytest.mark.parametrize("name", HEADINGS)
def test_nothing_is_drawn_outside_the_picture_and_each_colour_has_a_dark_one(name: str) -> None:
    root = read(scene_of(name))
    height = Decimal(root.get("height", ""))
    assert root.get("viewBox") == f"0 0 {WIDTH} {height}"
    for rect in list(root.iter(f"{NAMES}rect"))[1:]:
        x, y, width, tall = (Decimal(rect.get(name, "")) for name in ("x", "y", "width", "height"))
        assert 0 <= x <= x + width <= WIDTH
        assert 0 <= y <= y + tall <= height
    for element in root.iter(f"{NAMES}text"):
        long = text_width(element.text or "", int(element.get("font-size", "")), bold="font-weight" in element.attrib)
        start = float(element.get("x", "")) - {"end": long, "middle": long / 2}.get(element.get("text-anchor", ""), 0)
        assert 0 <= start <= start + long <= WIDTH
        assert 0 < Decimal(element.get("y", "")) < height
    style = root.findtext(f"{NAMES}style") or ""
    for element in (*root.iter(f"{NAMES}rect"), *root.iter(f"{NAMES}text")):
        name = element.get("class", "").removeprefix("clsctl-")
        assert element.get("fill") == LIGHT.by_name[name]
        assert f".clsctl-{name} {{ fill: {DARK.by_name[name]} }}" in style


@pytest.mark.parametrize("name", HEADINGS)
def test_no_text_overlaps_another(name: str) -> None:
    assert overlaps(read(scene_of(name))) == []


def test_amounts_too_long_for_a_grid_are_a_list() -> None:
    scene = matrix(4, 2)
    huge = Decimal("9999999999999999.99")
    rows = tuple(
        replace(row, bars=tuple(replace(bar, value=huge, montant=huge) for bar in row.bars), montant=huge)
        for row in scene.rows
    )
    root = read(replace(scene, rows=rows, scale=huge))
    assert overlaps(root) == []
    assert texts(root).count("Part 3") == 2
    assert texts(read(scene)).count("Part 3") == 1


def overlaps(root: ET.Element) -> list[tuple[str, str]]:
    """The texts of one line that stand on one another."""
    lines: dict[str, list[tuple[float, float, str]]] = {}
    for element in root.iter(f"{NAMES}text"):
        text = element.text or ""
        long = text_width(text, int(element.get("font-size", "")), bold="font-weight" in element.attrib)
        start = float(element.get("x", "")) - {"end": long, "middle": long / 2}.get(element.get("text-anchor", ""), 0)
        lines.setdefault(element.get("y", ""), []).append((start, start + long, text))
    pairs = (pair for line in lines.values() for pair in pairwise(sorted(line)))
    return [(one[2], other[2]) for one, other in pairs if one[1] > other[0]]


@settings(max_examples=30)
@given(HOSTILE)
def test_any_label_stays_a_label(label: str) -> None:
    scene = replace(bars((label, Decimal(1)), source=label), title=label, sentence=label)
    document = svg(scene, dark=True)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", document)
    root = ET.fromstring(document)
    assert {element.tag.removeprefix(NAMES) for element in root.iter()} == {
        *("svg", "title", "desc", "style", "rect", "text", "g")
    }
    [row] = root.iter(f"{NAMES}g")
    assert row.get("data-row") == visible(label)
    *lines, _amount, _share = [element.text or "" for element in row.iter(f"{NAMES}text")]
    assert "".join(lines).replace(" ", "") == visible(label).replace(" ", "")


@given(st.text("il W-é€日\u202f", max_size=60), st.integers(20, 200))
def test_lines_keep_every_letter_and_the_width(text: str, width: int) -> None:
    lines = text_lines(text, width, 15)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert text_width(line, 15) <= width or len(line) == 1


def test_a_bar_is_as_long_as_its_share_of_the_scale_and_a_small_one_is_seen() -> None:
    root = read(bars(("a", Decimal(200)), ("b", Decimal(50)), ("c", Decimal("0.01")), ("d", Decimal(0)), ("e", None)))
    drawn = [[Decimal(rect.get("width", "")) for rect in row.iter(f"{NAMES}rect")] for row in root.iter(f"{NAMES}g")]
    full = drawn[0][0]
    assert drawn == [[full, full], [full, full / 4], [full, 1], [full], []]


def test_many_parts_are_a_list_without_those_that_a_row_lacks() -> None:
    scene = matrix(6, 1)
    [row] = scene.rows
    lacking = replace(scene, rows=(replace(row, bars=(replace(row.bars[0], value=None, montant=None), *row.bars[1:])),))
    [drawn] = read(lacking).iter(f"{NAMES}g")
    assert [element.text for element in drawn.iter(f"{NAMES}text")] == [
        *("Row 0", "€21", "Part 1", "€2", "Part 2", "€3", "Part 3", "€4", "Part 4", "€5", "Part 5", "€6")
    ]


def test_a_scene_without_rows_says_its_notes() -> None:
    assert texts(read(bars())) == ["Amounts by objective", "A note."]


@pytest.mark.parametrize(
    "scene",
    [bars(*((f"o {number}", Decimal(1)) for number in range(201))), matrix(50, 5), bars(("word " * 2000, Decimal(1)))],
    ids=["rows", "parts", "label"],
)
def test_a_picture_has_a_size_that_a_reader_can_open(scene: Scene) -> None:
    with pytest.raises(UsageError) as refused:
        svg(scene, dark=True)
    assert "a picture holds 200" in refused.value.fact
    assert "--limit" in refused.value.remedy


@pytest.mark.parametrize("form", [ChartForm.MATRIX, ChartForm.SHARES])
def test_the_same_scene_gives_the_same_bytes(form: ChartForm) -> None:
    answer = Answer(TOTALS, scene=matrix(4, 3, form))
    assert render(answer, Format.SVG) == render(answer, Format.SVG)
    assert "\r" not in render(answer, Format.SVG)


@pytest.mark.parametrize("form", [form for form in Format if form.is_picture])
def test_an_answer_without_a_chart_has_no_picture(form: Format) -> None:
    if form is Format.PNG:
        pytest.importorskip("resvg_py", reason="the extra png is not installed")
    with pytest.raises(ValueError, match=form):
        b"".join(render_pieces(TOTALS, form))


def test_a_png_is_twice_as_wide_and_has_the_same_bytes_each_time() -> None:
    pytest.importorskip("resvg_py", reason="the extra png is not installed")
    answer = Answer(TOTALS, scene=bars(("Éducation", Decimal(3)), ("b", Decimal(1))))
    one, other = (b"".join(render_pieces(answer, Format.PNG)) for _run in range(2))
    assert one == other
    assert one.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", one[16:24])
    assert width == 2 * WIDTH
    assert height > 300


def test_a_png_needs_no_font_of_the_system() -> None:
    resvg = pytest.importorskip("resvg_py", reason="the extra png is not installed")
    from clsctl.render.picture.png import FAMILY, FONTS

    def drawn(text: str) -> bytes:
        document = svg(replace(bars(), title=text), dark=False, family=FAMILY)
        files = [str(FONTS / name) for name in ("regular.ttf", "bold.ttf")]
        picture: bytes = resvg.svg_to_bytes(svg_string=document, skip_system_fonts=True, font_files=files)
        return picture

    assert len({drawn(letter) for letter in "aéœŒÿ€…–’«»\u2212%"}) == 13
