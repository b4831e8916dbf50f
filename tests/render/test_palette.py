"""The colours: contrast as WCAG asks for it, and distance for colour-blind readers."""

from itertools import combinations, product

import pytest

from clsctl.render.palette import DARK, LIGHT, Palette
from support.colours import SIGHTS, contrast, distance

SCHEMES = pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
TEXT, MARK = 4.5, 3
APART = 20  # a purple that looked fine had 5


@SCHEMES
def test_texts_are_legible_on_their_ground(scheme: Palette) -> None:
    for text, ground in product((scheme.ink, scheme.quiet), (scheme.paper, scheme.track)):
        assert contrast(text, ground) >= TEXT
    for tint in scheme.tints:
        assert contrast(scheme.inside, tint) >= TEXT


@SCHEMES
def test_bars_stand_out_from_the_paper_and_from_their_bed(scheme: Palette) -> None:
    for tint, ground in product(scheme.tints, (scheme.paper, scheme.track)):
        assert contrast(tint, ground) >= MARK


@SCHEMES
@pytest.mark.parametrize("sight", SIGHTS)
def test_the_parts_of_a_chart_are_apart_for_every_sight(scheme: Palette, sight: str) -> None:
    _neutral, *parts = scheme.tints
    for one, other in combinations(parts, 2):
        assert distance(one, other, sight) >= APART, (one, other)


@SCHEMES
def test_labels_are_legible_on_every_step_of_a_map(scheme: Palette) -> None:
    assert all(contrast(scheme.ink, step) >= TEXT for step in scheme.steps)
    light = [contrast(step, "#000000") for step in scheme.steps]
    assert light in (sorted(light), sorted(light, reverse=True))


def test_white_on_black_has_the_greatest_contrast() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@SCHEMES
def test_a_style_sheet_takes_every_colour_by_its_name(scheme: Palette) -> None:
    written = dict(pair.strip().split(": ") for pair in scheme.properties().split(";") if pair.strip())
    assert written == {f"--{name}": colour for name, colour in scheme.by_name.items()}
    assert set(scheme.tints) <= set(written.values())
