"""OpenDocument spreadsheets: nothing that one hides in silence, and none that breaks the reader."""

import zipfile
from pathlib import Path

import pytest

from support.examined import slugs_of, two_lines
from support.samples import line
from support.workbooks import ods, patched, places, slugs

pytestmark = pytest.mark.slow(reason="each case is a workbook, made and read")


def test_a_spreadsheet_that_repeats_its_cells_without_end_is_refused(tmp_path: Path) -> None:
    path = ods(tmp_path / "f.ods", [line(1)])
    old, new = "<table:table-row>", '<table:table-row table:number-rows-repeated="1000000000">'
    assert slugs(patched(path, "content.xml", old, new)) == {"too-large": 1}


CELL = '<table:table-cell office:value-type="float" office:value="100.0"/>'
COMMENT = "<office:annotation><text:p>1<text:tab/>2</text:p></office:annotation>"


def _shown(text: str, beside: str = "") -> str:
    return f'<table:table-cell office:value-type="string">{beside}<text:p>{text}</text:p></table:table-cell>'


CHANGES: tuple[tuple[str, str, dict[str, int]], ...] = (
    ("<table:table-row>", '<table:table-row table:visibility="collapse">', {"hidden-rows": 1}),
    ("<table:table-row>", '<table:table-row table:visibility="filter">', {"hidden-rows": 1}),
    (CELL, '<table:table-cell table:formula="of:=1"/>', {"formula-without-value": 1}),
    (
        CELL,
        CELL.replace(
            'float" office:value="100.0"/',
            'string" table:formula="of:=1/0"><text:p>#N/A</text:p></table:table-cell',
        ),
        {"error-cell": 1, "not-a-montant": 1},
    ),
    (CELL, CELL.replace("value-type", 'x:value-type="error" office:value-type'), {"no-table": 1}),
    (CELL, CELL.replace("office:value=", 'table:number-columns-spanned="2" office:value='), {"merged-cells": 1}),
    (CELL, "<table:table-cell><text:p>12</text:p></table:table-cell>", {"shown-without-value": 1}),
    (CELL, CELL.replace(' office:value="100.0"', ""), {"shown-without-value": 1}),
    (CELL, CELL.replace("float", "percentage"), {"percentage": 1}),
    (CELL, CELL.replace('float" office:value="100.0"', 'percentage"'), {"shown-without-value": 1}),
    (CELL, CELL.replace("office:value=", 'office:currency="EUR" office:value=').replace("float", "currency"), {}),
    (CELL, _shown("12<text:line-break/>34"), {"lost-space": 1}),
    (CELL, _shown("1<text:tab/>2"), {"lost-space": 1}),
    (CELL, _shown("12", beside=COMMENT), {}),
    (CELL, _shown("1<!-- -->2"), {"no-table": 1}),
    (CELL, f"<table:table-cell>{COMMENT}</table:table-cell>", {}),
)


def test_what_a_spreadsheet_of_opendocument_hides_or_loses_is_a_finding(tmp_path: Path) -> None:
    files, expected = {}, {}
    for number, (old, new, found) in enumerate(CHANGES):
        path = ods(tmp_path / f"{number}.ods", two_lines(number)[:1])
        with zipfile.ZipFile(path) as archive:
            head, mark, row = archive.read("content.xml").decode().rpartition(old)
        assert head
        name = f"{number}: {new[:80]}"
        files[name] = patched(path, "content.xml", mark + row, new + row)
        expected[name] = found
    assert slugs_of(files) == expected


def test_what_libreoffice_hides_in_an_ods_is_a_finding_each() -> None:
    """Saved by LibreOffice 7.4: columns F (in a group) and H, rows 3 and 4 (in a group), a sheet; M is empty."""
    assert places(Path(__file__).parent / "hidden.ods") == [
        ("hidden-sheet", None, "brouillon"),
        ("hidden-rows", 3, 3),
        ("hidden-rows", 4, 4),
        ("hidden-columns", None, "F"),
        ("hidden-columns", None, "H"),
    ]


def test_a_label_that_looks_like_an_error_is_a_label(tmp_path: Path) -> None:
    assert slugs(ods(tmp_path / "f.ods", [line(1, action="#N/A")])) == {}
