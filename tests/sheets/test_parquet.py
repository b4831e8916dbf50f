"""Parquet as other programs write it: names and values as the file has them, none of the engine's own."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from clsctl.dataset.opening import open_dataset
from clsctl.dataset.sums import Dimension
from clsctl.sheets.content import Content, find_content, read_head
from clsctl.verdict.examination import examine
from support.examined import slugs_of
from support.samples import line

pytestmark = pytest.mark.slow(reason="each case is a file of Parquet, made and read")

NUMBERS = {"exercice": int, "axe": int, "rang": int, "page": int, "montant": Decimal}


def written(path: Path, frame: pl.DataFrame, **renamed: str) -> Path:
    """The frame as a file; `renamed` are columns that get another name of the same length, be it one there is."""
    frame.write_parquet(path, compression="uncompressed")
    content = path.read_bytes()
    for old, new in renamed.items():
        assert len(old) == len(new)
        content = content.replace(old.encode(), new.encode())
    path.write_bytes(content)
    assert find_content(read_head(path)) is Content.PARQUET
    return path


def lines(**columns: pl.Series | list[Any]) -> pl.DataFrame:
    """Two sound lines with these columns in place of theirs, or beside them."""
    rows = [line(1, montant="30"), line(2, montant="4.50")]
    typed = [{name: NUMBERS.get(name, str)(cell) for name, cell in row.items() if name not in columns} for row in rows]
    return pl.DataFrame(typed).with_columns(
        each.alias(name) if isinstance(each, pl.Series) else pl.Series(name, each) for name, each in columns.items()
    )


def total(path: Path) -> Decimal | None:
    with open_dataset([str(path)]) as dataset:
        return dataset.aggregate(())[0].montant


def found(path: Path) -> list[tuple[str, str | None, str]]:
    """The slug, the column and the fact of each finding, on whatever line."""
    kept = examine([str(path)]).findings.kept
    return list(dict.fromkeys((each.rule.slug, each.place.column, each.fact) for each in kept))


@pytest.mark.parametrize(("old", "new"), [("montanx", "montant"), ("MONTANX", "MONTANT"), ("Montanx", "Montant")])
def test_a_column_that_stands_twice_is_a_finding(tmp_path: Path, old: str, new: str) -> None:
    path = written(tmp_path / "f.parquet", lines(**{old: [1, 2]}), **{old: new})
    assert found(path) == [("duplicate-column", "montant", "the column “montant” appears 2 times")]
    first = lines(**{old: [1, 2]})
    path = written(path, first.select(old, pl.exclude(old)), **{old: new})
    assert found(path) == [("duplicate-column", "montant", "the column “montant” appears 2 times")]


def test_a_column_that_nobody_declares_may_not_stand_twice_either(tmp_path: Path) -> None:
    path = written(tmp_path / "f.parquet", lines(notes=["a", "b"], nates=["c", "d"]), nates="notes")
    assert found(path) == [("duplicate-column", "notes", "the column “notes” appears 2 times")]


def test_montant_1_is_a_column_of_its_own(tmp_path: Path) -> None:
    path = written(tmp_path / "f.parquet", lines(montant_1=[Decimal(900), Decimal(900)]))
    assert found(path) == []
    assert total(path) == Decimal("34.50")
    examined = examine([str(path)])
    assert examined.notes == (f"{path}: not read, as the schema does not declare these columns: “montant_1”.",)


def test_names_within_a_column_of_several_are_none_of_the_table(tmp_path: Path) -> None:
    inside = [{"montant": 900, "more": {"axe": 1}}, {"montant": 1, "more": {"axe": 2}}]
    listed = [[{"rang": 7}], [{"rang": 8}]]
    frame = lines(detail=inside, parts=listed).select("detail", "parts", pl.exclude("detail", "parts"))
    path = written(tmp_path / "f.parquet", frame)
    assert (found(path), total(path)) == ([], Decimal("34.50"))


EXACT = (
    (pl.Series([30, 4], dtype=pl.UInt64), "34"),
    (pl.Series([30, 4], dtype=pl.Int8), "34"),
    (pl.Series([30.0, 4.5], dtype=pl.Float64), "34.50"),
    (pl.Series([30.1, 4.1], dtype=pl.Float32), "34.20"),
    (pl.Series([131071.99, 0.01], dtype=pl.Float32), "131072"),
    (pl.Series([-0.0, 4.5], dtype=pl.Float64), "4.50"),
    (pl.Series(["30", "4,50 €"]), "34.50"),
    (pl.Series([b"30", b"4.50"]), "34.50"),
    (pl.Series([Decimal("30.0000"), Decimal("4.5000")], dtype=pl.Decimal(38, 4)), "34.50"),
    (pl.Series(["30", "4.50"], dtype=pl.Categorical), "34.50"),
    (pl.Series([None, Decimal("4.50")]), "4.50"),
)


def test_an_amount_of_any_exact_type_is_read(tmp_path: Path) -> None:
    files = _files(tmp_path, [values for values, _expected in EXACT])
    assert slugs_of({path.name: path for path in files.values()}) == {path.name: {} for path in files.values()}
    with open_dataset(map(str, files.values())) as dataset:
        totals = {group.keys[0]: group.montant for group in dataset.aggregate((Dimension.EXERCICE,))}
    assert totals == {year: Decimal(expected) for year, (_values, expected) in zip(files, EXACT, strict=True)}


def _files(folder: Path, amounts: Sequence[pl.Series]) -> dict[int, Path]:
    """For each column of amounts a file in a year of its own, so that one reading tells of all."""
    years = dict(enumerate(amounts, 2001))
    return {
        year: written(folder / f"{year}.parquet", lines(exercice=[year, year], montant=each))
        for year, each in years.items()
    }


INEXACT = (
    (pl.Series([1910075.0, 4.5], dtype=pl.Float32), "single-precision"),
    (pl.Series([float("nan"), 4.5], dtype=pl.Float32), "not-a-montant"),
    (pl.Series([float("nan"), 4.5]), "not-a-montant"),
    (pl.Series([float("inf"), 4.5]), "not-a-montant"),
    (pl.Series([1e300, 4.5]), "workbook-precision"),
    (pl.Series([0.1 + 0.2, 4.5]), "workbook-precision"),
    (pl.Series([Decimal("1.234"), Decimal(1)], dtype=pl.Decimal(18, 3)), "not-a-montant"),
    (pl.Series([True, False]), "not-a-montant"),
    (pl.Series([date(2025, 1, 1), date(2025, 1, 2)]), "date-montant"),
    (pl.Series([datetime(2025, 1, 1, tzinfo=UTC)] * 2), "not-one-value"),
    (pl.Series([{"montant": 30}, {"montant": 4}]), "not-one-value"),
    (pl.Series([[30], [4]]), "not-one-value"),
    (pl.Series([b"\xff", b"1"]), "not-one-value"),
)


def test_what_is_no_amount_is_a_finding(tmp_path: Path) -> None:
    files = _files(tmp_path, [values for values, _slug in INEXACT])
    kept = examine(map(str, files.values())).findings.kept
    first = {each.place.file: (each.rule.slug, each.place.column) for each in reversed(kept)}
    assert [first[str(path)] for path in files.values()] == [(slug, "montant") for _values, slug in INEXACT]


def test_a_label_is_text_in_whatever_form_and_nothing_else(tmp_path: Path) -> None:
    path = written(tmp_path / "f.parquet", lines(action=[b"Ateliers", "Écoles".encode()]))
    with open_dataset([str(path)]) as dataset:
        assert [ligne.action for ligne in dataset.lignes()] == ["Ateliers", "Écoles"]
    path = written(tmp_path / "f.parquet", lines(action=[["a", "b"], ["c"]]))
    assert found(path)[0] == ("not-one-value", "action", "“action” is neither text nor a number: [a, b]")


def test_columns_that_nobody_declares_may_be_of_any_type(tmp_path: Path) -> None:
    path = written(tmp_path / "plain.parquet", lines())
    target = tmp_path / "f.parquet"
    more = (
        "TIMESTAMPTZ '2025-01-01 10:00:00+02' AS seen, TIMETZ '10:00:00+02' AS hour, INTERVAL 3 DAY AS length, "
        "MAP {'a': TIMESTAMPTZ '2025-01-01 10:00:00+02'} AS map, '\\xFF'::BLOB AS bytes, 1::HUGEINT AS huge, "
        "'[1]'::JSON AS json, uuid() AS id"
    )
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT *, {more} FROM '{path}') TO '{target}' (FORMAT parquet)")
    assert (found(target), total(target)) == ([], Decimal("34.50"))
