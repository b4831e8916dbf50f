"""The bars of a terminal: exact to an eighth of a cell, and never in place of an amount."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from clsctl.dataset.opening import open_dataset
from clsctl.dataset.sums import Dimension
from clsctl.questions.scenes.drawing import scene
from clsctl.questions.totals.shape import Shape, Share, Sort
from clsctl.questions.totals.table import totals
from clsctl.render import render
from clsctl.render.formats import Format
from clsctl.render.medium import Medium
from clsctl.render.picture.shades import bars as drawn
from clsctl.scene import ChartForm
from clsctl.table import Answer
from clsctl.vocabulary.selection import Request
from support.scenes import bars, matrix
from support.tables import TOTALS

pytestmark = pytest.mark.slow(reason="many tables at many widths")

BY_TERRITOIRE = Shape((Dimension.TERRITOIRE,), sort=Sort.MONTANT)
SHAPES = {
    "bars": BY_TERRITOIRE,
    "axes": Shape(),
    "matrix": Shape((Dimension.TERRITOIRE,), across=Dimension.AXE),
    "shares": Shape((Dimension.TERRITOIRE,), across=Dimension.AXE, share=Share.ROW),
    "column": Shape((Dimension.TERRITOIRE,), across=Dimension.AXE, share=Share.COLUMN),
    "many": Shape((Dimension.AXE,), across=Dimension.OBJECTIF),
    "inhabitants": Shape((Dimension.TERRITOIRE,), per_inhabitant=True),
}


@pytest.fixture(scope="module")
def answers() -> dict[str, Answer]:
    with open_dataset(()) as dataset:
        selection = dataset.select(Request())
        tables = {name: totals(dataset, selection, shape) for name, shape in SHAPES.items()}
        return {
            name: Answer(table, scene=scene(dataset, selection, SHAPES[name], table)) for name, table in tables.items()
        }


def test_a_bar_has_eighths_of_a_cell_and_a_small_one_is_seen() -> None:
    scene = bars(("a", Decimal(800)), ("b", Decimal(450)), ("c", Decimal("0.5")), ("d", Decimal(0)), ("e", None))
    assert drawn(scene, 10, unicode=True) == ["█" * 10, "█████▋", "▏", "", ""]
    assert drawn(scene, 10, unicode=False) == ["#" * 10, "######", "#", "", ""]


def test_the_parts_of_a_row_lie_end_to_end() -> None:
    assert drawn(matrix(4, 2), 26, unicode=True) == ["█▓▓▒▒▒░░░░", "█████▓▓▓▓▓▓▒▒▒▒▒▒▒░░░░░░░░"]
    assert drawn(matrix(4, 2, ChartForm.SHARES), 10, unicode=False) == ["#==---....", "##==---..."]
    assert drawn(matrix(5, 1), 4, unicode=True) == ["████"]


def test_the_bars_of_a_terminal_of_80_columns(answers: dict[str, Answer]) -> None:
    assert "\n" + render(answers["bars"], Format.TABLE, Medium(80)) == BARS_80
    assert "\n" + render(answers["shares"], Format.TABLE, Medium(80, unicode=False)) == SHARES_80


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("unicode", [True, False])
def test_no_width_drops_an_amount_or_a_label(answers: dict[str, Answer], name: str, unicode: bool) -> None:
    whole = set(numbers(render(Answer(answers[name].main), Format.TABLE)))
    shares = {number for number in whole if "." in number} if name in {"bars", "axes", "inhabitants"} else set()
    counts = {number for number in whole if len(number) < 4 or number.isdigit()}
    for width in (20, 38, 56, 74, 92, 140, 200):
        text = render(answers[name], Format.TABLE, Medium(width, unicode=unicode))
        assert max(map(len, text.splitlines())) <= width
        assert whole - shares - counts <= set(numbers(text))


def test_a_narrow_terminal_drops_the_shares_and_then_the_bars(answers: dict[str, Answer]) -> None:
    seen = {}
    for width in (120, 80, 60, 45, 36, 24):
        text = render(answers["bars"], Format.TABLE, Medium(width))
        seen[width] = ("Lines" in text, "21.86%" in text, "█" in text)
    assert seen == {
        120: (True, True, True),
        80: (False, True, True),
        60: (False, True, True),
        45: (False, False, True),
        36: (False, False, True),
        24: (True, True, False),
    }


@pytest.mark.parametrize("hostile", ["\x1b[31m", "\u202e", "::error::x", "a\nb"])
@pytest.mark.parametrize("medium", [Medium(), Medium(80, unicode=False)])
def test_a_label_of_a_part_acts_on_no_terminal(hostile: str, medium: Medium) -> None:
    text = render(hostile_answer(hostile), Format.TABLE, medium)
    assert hostile not in text
    assert "All bars have one scale" in text


@pytest.mark.parametrize("hostile", ["\x1b[31m", "\u202e", "</p><script>"])
def test_a_label_of_a_part_is_a_text_in_a_page(hostile: str) -> None:
    page = render(hostile_answer(hostile), Format.HTML)
    assert hostile not in page
    assert page.count("<rect") == 3 * 4 + 4


def hostile_answer(text: str) -> Answer:
    scene = matrix(4, 3)
    parts = tuple(replace(part, label=text, short=text) for part in scene.parts)
    return Answer(TOTALS, scene=replace(scene, parts=parts, sentence=text))


def numbers(text: str) -> list[str]:
    return re.findall(r"\d[\d,.]*\d|\d", text)


BARS_80 = """
Amounts by territory

Code       Territory                   Amount    Share
────────────────────────────────────────────────────────────────────────────────
59         Nord                   €12,667,960   43.67%  ████████████████████████
62         Pas-de-Calais           €6,341,776   21.86%  ████████████
02         Aisne                   €3,154,843   10.88%  ██████
80         Somme                   €2,360,592    8.14%  ████▌
200093201  Métropole européenne    €2,000,000    6.89%  ███▊
           de Lille
60         Oise                    €1,842,444    6.35%  ███▌
248000531  Amiens Métropole          €640,000    2.21%  █▎
────────────────────────────────────────────────────────────────────────────────
Total                             €29,007,615  100.00%

Nord accounts for 43.67% of €29,007,615.
All bars have one scale, whose full width is €12,667,960.
6 lines have no amount in the source and are left out of the sums.
Source: Les Contrats Locaux des Solidarités dans les Hauts-de-France, 2025
(préfet de la région Hauts-de-France, Commissariat à la lutte contre la
pauvreté)
"""
SHARES_80 = """
Amounts by territory and by axis

                                        Axis
                                          3:
                                 Axis  Acces    Axis 4:
                       Axis 1:     2:    aux Transition
Territory              Enfance Emploi droits ecologique   Total
--------------------------------------------------------------------------------
Aisne                   60.54%        21.36%     18.10% 100.00% ##########---...
Nord                    48.25%        41.09%     10.66% 100.00% ########------..
Oise                    24.53%        33.41%     42.06% 100.00% ####-----.......
Pas-de-Calais           52.33%        31.85%     15.82% 100.00% ########-----...
Somme                   62.68%        14.87%     22.45% 100.00% ##########--....
Metropole europeenne    55.00%  6.85%  6.25%     31.90% 100.00% #########=-.....
de Lille
Amiens Metropole         3.13%  5.00% 53.13%     38.75% 100.00% #---------......
--------------------------------------------------------------------------------
Total                   49.61%  0.58% 32.17%     17.64% 100.00%

Axis 1 ranges from 3.13% (Amiens Metropole) to 62.68% (Somme).
# Axis 1: Enfance; = Axis 2: Emploi; - Axis 3: Acces aux droits; . Axis 4:
Transition ecologique
6 lines have no amount in the source and are left out of the sums.
Source: Les Contrats Locaux des Solidarites dans les Hauts-de-France, 2025
(prefet de la region Hauts-de-France, Commissariat a la lutte contre la
pauvrete)
"""
