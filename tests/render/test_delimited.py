"""csv, tsv and excel-fr: every cell exact, and none that a spreadsheet would run."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from hypothesis import given

from clsctl.render import render, render_pieces
from clsctl.render.formats import Format, encode
from clsctl.table import Cell, Kind, Row, Table
from support.tables import CHECK, COLUMNS, TOTALS, sparse_rows, table_of

SEPARATORS = {Format.CSV: ",", Format.TSV: "\t", Format.EXCEL_FR: ";"}


def test_csv_golden() -> None:
    assert render(TOTALS, Format.CSV) == (
        "axe,libelle,lignes,non_chiffrees,montant,part_pct\n"
        "1,Prévenir la pauvreté,112,3,14503807.50,99.60\n"
        "2,Emploi | [bold],1240,0,6000,0.04\n"
        "3,Droits,2,2,,\n"
    )


def test_excel_fr_golden() -> None:
    text = render(TOTALS, Format.EXCEL_FR)
    assert text.split("\r\n")[1] == "1;Prévenir la pauvreté;112;3;14503807,50;99,60"
    assert encode(text, Format.EXCEL_FR).startswith(b"\xef\xbb\xbfaxe;libelle")
    assert encode(text, Format.CSV).startswith(b"axe")


def test_hidden_columns_and_slugs_are_written_for_machines() -> None:
    assert render(CHECK, Format.TSV).splitlines()[:2] == [
        "figure\tstatut\tecart\tpage\tcle",
        "2025-02-1\tequal\t0\t2\tk1",
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM", "\tx", "\rx", "'x", "'"])
@pytest.mark.parametrize("position", [0, 1])
def test_excel_fr_guards_a_text_that_starts_like_a_formula(cell: str, position: int) -> None:
    row: list[Cell] = [""] * 2 + [None] * 5
    row[position] = cell
    [_header, record] = csv.reader(StringIO(render(table_of(tuple(row)), Format.EXCEL_FR), newline=""), delimiter=";")
    assert record[position] == "'" + cell


def test_excel_fr_never_guards_an_amount() -> None:
    row: Row = ("a", "b", None, 1, 2, Decimal("-6000.50"), Decimal(-1))
    assert render(table_of(row), Format.EXCEL_FR).splitlines()[1] == "a;b;;1;2;-6000,50;-1,00"


@given(first=sparse_rows, second=sparse_rows)
def test_what_is_written_is_read_back(first: Row, second: Row) -> None:
    table = table_of(first, second, total=first)
    for form, separator in SEPARATORS.items():
        lines = csv.reader(StringIO(render(table, form), newline=""), delimiter=separator, strict=True)
        assert next(lines) == [column.name for column in COLUMNS], form
        assert [_read(record, form) for record in lines] == [_comparable(table, row) for row in table.rows], form


def _read(record: list[str], form: Format) -> list[Cell]:
    return [
        _inverse(text, column.kind, excel=form is Format.EXCEL_FR) for text, column in zip(record, COLUMNS, strict=True)
    ]


def _inverse(text: str, kind: Kind, *, excel: bool) -> Cell:
    if kind in {Kind.MONTANT, Kind.PERCENT}:
        return Decimal(text.replace(",", ".") if excel else text) if text else None
    if kind.is_number:
        return int(text) if text else None
    return text.removeprefix("'") if excel else text


def _comparable(table: Table, row: Row) -> list[Cell]:
    """A text that is empty and one that is None are one in a file of separated values."""
    return [
        "" if cell is None and not column.kind.is_number else cell
        for cell, column in zip(row, table.columns, strict=True)
    ]


def test_half_a_surrogate_pair_is_written_visibly() -> None:
    assert encode("a\udce9", Format.CSV) == b"a\\udce9"


@pytest.mark.parametrize("form", SEPARATORS)
def test_pieces_are_the_whole_whatever_their_size(monkeypatch: pytest.MonkeyPatch, form: Format) -> None:
    whole = encode(render(TOTALS, form), form)
    monkeypatch.setattr("clsctl.render.delimited.ROWS_PER_PIECE", 2)
    pieces = list(render_pieces(TOTALS, form))
    assert len(pieces) == 3
    assert b"".join(pieces) == whole


@pytest.mark.parametrize("form", SEPARATORS)
def test_rows_are_read_as_they_are_written(form: Format) -> None:
    class Endless(Sequence[Row]):
        read = 0

        def __len__(self) -> int:
            return 0

        def __getitem__(self, _index: object) -> Any:
            raise AssertionError

        def __iter__(self) -> Iterator[Row]:
            while True:
                self.read += 1
                yield ("a", *[None] * (len(COLUMNS) - 1))

    rows = Endless()
    pieces = render_pieces(replace(table_of(), rows=rows), form)
    assert [next(pieces).count(b"\n") for _ in range(3)] == [1, 10_000, 10_000]
    assert rows.read == 20_000
