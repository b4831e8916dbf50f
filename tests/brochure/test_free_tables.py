"""Tables that no rule draws: columns by what every line leaves free, rows by spacing and amounts."""

from collections.abc import Sequence

import pytest

from clsctl.brochure.page.cells import BoxedRow, DrawnCell
from clsctl.brochure.page.free_tables import free_tables
from clsctl.brochure.page.outline import Line
from clsctl.brochure.page.sheets import PdfPage, Rectangle, Token
from clsctl.brochure.tables.table_rows.parted_rows import with_whole_rows
from clsctl.brochure.words.names import Names
from support.samples import bundled_referentiel

WordRow = tuple[Token, ...]


def _row(base: float, *words: tuple[float, str], bold: bool = False) -> WordRow:
    """A baseline of 9 points; each letter takes 5, each text starts at its place."""
    tokens = []
    for start, text in words:
        left = start
        for word in text.split():
            tokens.append(Token(word, left, left + 5 * len(word), base, 9.0, bold))
            left += 5 * len(word) + 2.5
    return tuple(tokens)


def _cells(rows: Sequence[WordRow], boxes: tuple[Rectangle, ...] = ()) -> list[list[str]]:
    page = PdfPage(1, 595.0, 842.0, tuple(rows), boxes=boxes)
    return [[cell.text for cell in row.cells] for found, _columns in free_tables(rows, page) for row in found]


def test_headings_and_cells_may_wrap() -> None:
    rows = [
        _row(700, (300, "Porteur du"), bold=True),
        _row(695, (50, "Action"), (420, "Total"), bold=True),
        _row(690, (300, "projet"), bold=True),
        _row(672, (50, "Former dix jeunes du bassin minier")),
        _row(667, (300, "CCAS"), (420, "5 000 €")),
        _row(662, (50, "de Lens")),
        _row(644, (50, "Aider"), (300, "Mission locale"), (420, "-")),
        _row(626, (50, "Total Axe 2"), (420, "5 000 €"), bold=True),
    ]
    assert _cells(rows) == [
        ["Action", "Porteur du\nprojet", "Total"],
        ["Former dix jeunes du bassin minier\nde Lens", "CCAS", "5 000 €"],
        ["Aider", "Mission locale", "-"],
        ["Total Axe 2", "", "5 000 €"],
    ]


def test_a_number_stands_in_a_column_that_the_total_crosses() -> None:
    rows = [
        _row(700, (50, "N°"), (75, "Action"), (420, "Total"), bold=True),
        _row(682, (50, "1"), (75, "Former dix jeunes"), (420, "5 000 €")),
        _row(664, (50, "Total Axe 2"), (420, "5 000 €"), bold=True),
    ]
    assert _cells(rows)[1:] == [["1", "Former dix jeunes", "5 000 €"], ["Total Axe 2", "", "5 000 €"]]


def test_columns_set_close_together_part_where_their_words_are_aligned() -> None:
    rows = [
        _row(700, (50, "Action"), (150, "Opérateur"), (200, "Total"), bold=True),
        _row(682, (50, "Former un jeune ici"), (150, "CCAS"), (200, "5 000 €")),
        _row(664, (50, "Aider"), (150, "Régie"), (200, "7 000 €")),
    ]
    assert _cells(rows)[1] == ["Former un jeune ici", "CCAS", "5 000 €"]


def test_an_amount_may_wrap_in_its_cell() -> None:
    rows = [
        _row(700, (50, "Former dix jeunes du bassin minier"), (420, "4 112")),
        _row(688, (50, "de Lens et de Béthune"), (420, "000 €")),
        _row(668, (50, "Aider"), (420, "7 000 €")),
    ]
    assert _cells(rows) == [
        ["Former dix jeunes du bassin minier\nde Lens et de Béthune", "4 112\n000 €"],
        ["Aider", "7 000 €"],
    ]


def test_two_amounts_are_never_one_row() -> None:
    rows = [
        _row(700, (50, "Former dix jeunes"), (420, "5 000 €")),
        _row(688, (50, "Aider"), (420, "7 000 €")),
        _row(676, (50, "Loger des familles"), (420, "-")),
    ]
    assert [row[-1] for row in _cells(rows)] == ["5 000 €", "7 000 €", "-"]


@pytest.mark.parametrize(("ground", "cells"), [((), 2), ((Rectangle(50, 676, 500, 690),), 1)])
def test_a_filled_ground_sets_a_sub_heading_apart_from_bold_labels(ground: tuple[Rectangle, ...], cells: int) -> None:
    def label(base: float, text: str, amount: str) -> WordRow:
        return (*_row(base, (50, text), bold=True), *_row(base, (420, amount)))

    rows = [
        label(700, "Former dix jeunes", "5 000 €"),
        _row(680, (50, "Logement"), bold=True),
        label(660, "Aider", "7 000 €"),
    ]
    assert [len(row) for row in _cells(rows, ground)] == [2, cells, 2]


def _line(number: int, sheet: int, *texts: str) -> Line:
    cells = tuple(DrawnCell(text, column) for column, text in enumerate(texts))
    return Line(number, " ".join(texts), texts, sheet=sheet, boxed=BoxedRow(sheet, len(texts), cells))


@pytest.mark.parametrize(
    ("upper", "lower", "whole"),
    [
        (("Former et", "50 000"), ("loger", "euros"), ("Former et\nloger", "50 000\neuros")),
        (("Former et", "50 000 €"), ("loger", ""), ("Former et\nloger", "50 000 €")),
        (("Former et", ""), ("loger", "50 000 €"), ("Former et\nloger", "50 000 €")),
        (("Former des jeunes.", "50 000 €"), ("des familles", ""), None),
        (("Former des jeunes", "50 000 €"), ("e-inclusion", ""), None),
        (("Former des jeunes et", "50 000 €"), ("des familles", "7 000 €"), None),
    ],
)  # fmt: skip
def test_a_row_that_a_page_break_parts_is_one(
    upper: tuple[str, str], lower: tuple[str, str], whole: tuple[str, str] | None
) -> None:
    head = _line(2, 2, "Action", "Montant")
    found = list(with_whole_rows([_line(1, 1, *upper), head, _line(3, 2, *lower)], Names(bundled_referentiel())))
    if whole is None:
        assert [line.number for line in found] == [1, 2, 3]
    else:
        assert [(line.cells, line.numbers) for line in found] == [(whole, (1, 3)), (head.cells, (2,))]
