"""docs/questions.md: the charts of the brochure as questions of `totals`, each with the numbers of its chart."""

import re
import shlex
from xml.etree import ElementTree as ET

import pytest

from clsctl.questions.scenes.printed_charts import HEADINGS
from clsctl.render.picture.svg import svg
from conftest import ROOT, Run
from support.scenes import bundled, scene_of

QUESTION = re.compile(r"^`([a-z]+-?[a-z0-9]*)`:\n\n```console\n\$ clsctl (totals .*)$", re.MULTILINE)
ASKED = dict(QUESTION.findall((ROOT / "docs" / "questions.md").read_text(encoding="utf-8")))


def test_the_page_asks_for_every_chart_of_the_brochure() -> None:
    assert list(ASKED) == [name for name in bundled() if name in HEADINGS]
    assert set(ASKED) == set(HEADINGS)


@pytest.mark.parametrize("name", HEADINGS)
def test_a_question_has_the_numbers_of_its_chart(clsctl: Run, name: str) -> None:
    run = clsctl(*shlex.split(ASKED[name]), "--format", "svg")
    assert drawn(run.stdout.decode()) == drawn(svg(scene_of(name), dark=True))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_picture_of_the_page_is_the_one_that_its_question_draws(
    clsctl: Run, language: str, request: pytest.FixtureRequest
) -> None:
    picture = ROOT / "docs" / "pictures" / f"departements-parts-{language}.svg"
    run = clsctl(*shlex.split(ASKED["departements-parts"]), "--format", "svg", env={"CLSCTL_LANG": language})
    if request.config.getoption("--golden-refresh"):
        picture.write_bytes(run.stdout)
    assert picture.read_bytes() == run.stdout


def drawn(document: str) -> list[tuple[str, dict[str, str], str]]:
    """The elements but for the title, which a chart has of its own."""
    elements = [(element.tag, element.attrib, element.text or "") for element in ET.fromstring(document).iter()]
    titles = [element for element in elements if element[0].endswith("title")]
    return [element for element in elements if element[2] != titles[0][2]]
