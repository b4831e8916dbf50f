"""`totals` and `lines` asked within the process, their answers as CSV records."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace

from clsctl.dataset.dataset import Dataset
from clsctl.dataset.sums import Dimension
from clsctl.questions.totals.shape import Shape
from clsctl.questions.totals.table import totals
from clsctl.render import render
from clsctl.render.formats import Format
from clsctl.table import Table
from clsctl.vocabulary.selection import Request

NOTHING = Request()


def shape(*by: str, across: str | None = None) -> Shape:
    """The rows and columns of these names."""
    return Shape(by=tuple(map(Dimension, by or ("axe",))), across=Dimension(across) if across else None)


def ask(dataset: Dataset, wanted: Shape, request: Request = NOTHING) -> Table:
    """The table of `totals`."""
    return totals(dataset, dataset.select(request), wanted)


def records(table: Table) -> list[list[str]]:
    """The records of the CSV, header first."""
    return list(csv.reader(io.StringIO(render(table, Format.CSV), newline="")))


def header(table: Table) -> str:
    """The first line of the CSV."""
    return render(table, Format.CSV).splitlines()[0]


def named(table: Table, row: Sequence[object] | None) -> dict[str, object]:
    """The cells of a row by the name of their column."""
    assert row is not None
    return {column.name: cell for column, cell in zip(table.columns, row, strict=True)}


def changed(wanted: Shape, **options: object) -> Shape:
    """The same shape with other options."""
    return replace(wanted, **options)  # type: ignore[arg-type]  # names and values are the test's own
