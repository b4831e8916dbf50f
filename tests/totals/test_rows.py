"""The rows of `lines`, which are read when they are asked for."""

import pytest

import clsctl
from clsctl.dataset.dataset import Dataset
from clsctl.dataset.sums import Order
from clsctl.questions.lines import lines
from clsctl.vocabulary.selection import Selection


@pytest.mark.parametrize(("limit", "count"), [(None, 124), (1, 1), (124, 124), (1000, 124)])
def test_rows_are_as_many_as_they_say_each_time(real: Dataset, limit: int | None, count: int) -> None:
    rows = lines(real, Selection(), limit=limit).rows
    first = tuple(rows)
    assert len(rows) == len(first) == count
    assert tuple(rows) == first


def test_rows_are_found_by_their_place(real: Dataset) -> None:
    rows = lines(real, Selection(), ["montant"], Order.MONTANT).rows
    assert rows[0] == next(iter(rows))
    assert rows[-1] == tuple(rows)[-1]
    assert rows[3:5] == tuple(rows)[3:5]


def test_a_table_of_the_python_face_outlives_its_contracts() -> None:
    with clsctl.open() as contracts:
        table = contracts.lines(territoire="Oise")
    assert len(table.rows) == len(tuple(table.rows)) == len(table.to_frame()) == 13
