"""json: every cell of an answer, with amounts as strings."""

import json

from hypothesis import given

from clsctl.render import render
from clsctl.render.formats import Format, encode
from clsctl.table import Answer, Row
from support.tables import CHECK, TOTALS, sparse_rows, table_of


def test_json_golden() -> None:
    text = render(Answer(TOTALS, (CHECK,)), Format.JSON)
    document = json.loads(text)
    assert list(document) == [
        "schema_version",
        "name",
        "source",
        "selection",
        "rows",
        "total",
        "notes",
        "beside",
    ]
    assert document["schema_version"] == 1
    assert document["rows"][0] == {
        "axe": "1",
        "libelle": "Prévenir la pauvreté",
        "lignes": 112,
        "non_chiffrees": 3,
        "montant": "14503807.50",
        "part_pct": "99.60",
    }
    assert document["total"]["axe"] is None
    assert document["total"]["montant"] == "14509807.50"
    assert document["selection"] == {"territoire": ["Aisne", "Nord"]}
    assert document["notes"] == ["5 lines have no montant."]
    assert document["beside"]["check"]["rows"][1]["statut"] == "differs"
    assert document["beside"]["check"]["total"] is None
    assert "Prévenir" in text
    assert text.endswith("}\n")


@given(row=sparse_rows)
def test_json_keeps_every_cell(row: Row) -> None:
    table = table_of(row)
    [record] = json.loads(encode(render(table, Format.JSON), Format.JSON))["rows"]
    for column, cell in zip(table.columns, row, strict=True):
        assert record[column.name] == cell if isinstance(cell, str | int) else True
        assert (record[column.name] is None) == (cell is None)


def test_a_whole_amount_is_a_string_too() -> None:
    table = table_of(("a", "b", "equal", 2, 3, 0, 100))
    [record] = json.loads(render(table, Format.JSON))["rows"]
    assert list(record.values()) == ["a", "b", "equal", 2, 3, "0", "100.00"]
