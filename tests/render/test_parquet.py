"""parquet: read back by an engine of its own."""

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clsctl.render import render_pieces
from clsctl.render.formats import Format
from clsctl.render.safe import encodable
from clsctl.table import Answer, Cell, Column, Kind, Row, Table
from support.tables import CHECK, TOTALS, sparse_rows, table_of

pytestmark = pytest.mark.slow(reason="each case is a file of Parquet, made and read")


def read(tmp_path: Path, answer: Answer | Table) -> tuple[list[tuple[str, str]], list[tuple[Cell, ...]]]:
    """The columns with their types, and the rows."""
    file = tmp_path / "a.parquet"
    file.write_bytes(b"".join(render_pieces(answer, Format.PARQUET)))
    with duckdb.connect() as connection:
        found = connection.execute("SELECT * FROM read_parquet(?)", [str(file)])
        return [(name, str(type_)) for name, type_, *_rest in found.description or ()], found.fetchall()


def montants(*cells: Cell) -> Table:
    return Table("t", "T", (Column("m", Kind.MONTANT, "M"),), tuple((cell,) for cell in cells))


def test_columns_have_exact_types(tmp_path: Path) -> None:
    columns, rows = read(tmp_path, TOTALS)
    assert columns == [
        ("axe", "VARCHAR"),
        ("libelle", "VARCHAR"),
        ("lignes", "BIGINT"),
        ("non_chiffrees", "BIGINT"),
        ("montant", "DECIMAL(18,2)"),
        ("part_pct", "DECIMAL(18,2)"),
    ]
    assert rows == list(TOTALS.rows)


def test_hidden_columns_are_written_and_ordinals_are_numbers(tmp_path: Path) -> None:
    columns, rows = read(tmp_path, CHECK)
    assert [name for name, _type in columns] == [column.name for column in CHECK.columns]
    assert rows == list(CHECK.rows)
    year = Table("t", "T", (Column("exercice", Kind.ORDINAL, "Year"),), ((2025,), (None,)))
    assert read(tmp_path, year) == ([("exercice", "BIGINT")], [(2025,), (None,)])


@settings(deadline=None, max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(sparse_rows, max_size=20))
def test_what_is_written_is_read_back(tmp_path: Path, rows: list[Row]) -> None:
    _columns, found = read(tmp_path, table_of(*rows))
    assert found == [tuple(encodable(cell) if isinstance(cell, str) else cell for cell in row) for row in rows]


@pytest.mark.parametrize(
    ("cells", "type_"),
    [
        ((Decimal(6000), 7, None), "DECIMAL(18,2)"),
        ((Decimal("9999999999999999.99"),), "DECIMAL(18,2)"),
        ((Decimal(10000000000000000),), "DECIMAL(38,2)"),
        ((Decimal("0.005"), Decimal(-1)), "DECIMAL(18,3)"),
        ((Decimal("9999999999999999.995"),), "DECIMAL(38,3)"),
        ((), "DECIMAL(18,2)"),
    ],
)
def test_an_amount_has_as_many_digits_as_it_needs(tmp_path: Path, cells: tuple[Cell, ...], type_: str) -> None:
    columns, rows = read(tmp_path, montants(*cells))
    assert columns == [("m", type_)]
    assert [row for (row,) in rows] == list(cells)


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_rows_are_whole_whatever_is_written_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    monkeypatch.setattr("clsctl.engine.filled_tables.WRITTEN_AT_ONCE", 2)
    _columns, rows = read(tmp_path, montants(*range(count)))
    assert [row for (row,) in rows] == list(range(count))


def test_names_of_columns_are_names_and_no_sql(tmp_path: Path) -> None:
    names = ['a"b', "x; DROP TABLE written", "été", "Enfance", "enfance"]
    table = Table("t", "T", tuple(Column(name, Kind.COUNT, name) for name in names), (tuple(range(5)),))
    columns, rows = read(tmp_path, table)
    assert [name for name, _type in columns] == [*names[:4], "enfance_1"]
    assert rows == [(0, 1, 2, 3, 4)]


def test_an_answer_with_a_flat_table_is_that_table(tmp_path: Path) -> None:
    assert read(tmp_path, Answer(TOTALS, (CHECK,), flat=CHECK))[1] == list(CHECK.rows)
