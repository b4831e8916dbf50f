"""A paragraph without any amount goes on to the amount that stands alone below it."""

import pytest

from clsctl.brochure.page.outline import Above, Line
from clsctl.brochure.words.wrapping import paragraphs


def line(number: int, *cells: str, above: Above = Above.UNKNOWN) -> Line:
    return Line(number, " ".join(cells), cells, above=above)


AMOUNT = line(3, "5 000 €", above=Above.APART)


@pytest.mark.parametrize(
    ("first", "second", "inside"),
    [
        (line(1, "Aider"), line(2, "les jeunes"), {1}),
        (line(1, "Aider"), line(2, "les jeunes", above=Above.APART), set()),
        (line(1, "Aider", "les"), line(2, "jeunes"), set()),
        (line(1, "Aider"), line(2, "les", "jeunes"), set()),
    ],
)
def test_the_lines_above_an_amount_are_one_paragraph_where_none_has_columns(
    first: Line, second: Line, inside: set[int]
) -> None:
    lines = (first, second, AMOUNT)
    assert paragraphs(lines, [False, False, True], [False, False, True]) == inside


def test_a_paragraph_that_has_its_amount_takes_no_other() -> None:
    lines = (line(1, "Aider 100 €"), line(2, "les jeunes"), AMOUNT)
    assert paragraphs(lines, [True, False, True], [False, False, True]) == set()
    assert paragraphs(lines[:2], [False, False], [False, False]) == set()
