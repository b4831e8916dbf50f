"""The careful reading: its memory and its blocks change neither the findings nor the cells."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from clsctl.dataset.opening import open_dataset
from clsctl.finding import Finding
from clsctl.sheets.formats import delimited
from clsctl.verdict.examination import examine
from support.samples import csv_text, line, write

DAMAGED = (
    csv_text([line(1), line(2, action="deux\nlignes"), line(3, montant="1.234"), line(4, action="a\0b")]).encode()
    + b"2025,02,Aisne,1,5,,\x81,1,2,\r\n"
    + b'2025,02,Aisne,1,6,,x,1\n\n2025,02,Aisne,1,7,,y,1.234,2,\r2025,02,Aisne,1,8,,z,-5,2,\n2025,02,Aisne,1,9,,"w,1,2,'
)


def said(path: Path) -> list[tuple[str, int | None, str | None, str]]:
    return [_told(finding) for finding in examine([str(path)]).findings.kept]


def _told(finding: Finding) -> tuple[str, int | None, str | None, str]:
    return finding.rule.slug, finding.place.line, finding.place.column, finding.fact


@pytest.mark.parametrize("block", [1, 50, 1 << 20])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"], ids=["plain", "BOM"])
def test_every_fault_has_its_line_wherever_the_blocks_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int, start: bytes
) -> None:
    monkeypatch.setattr(delimited, "CHUNK", block)
    path = tmp_path / "f.csv"
    path.write_bytes(start + DAMAGED)
    assert [each[:3] for each in said(path)] == [
        ("ambiguous-montant", 5, "montant"),
        ("ambiguous-montant", 10, "montant"),
        ("nul-byte", 6, None),
        ("encoding", 7, None),
        ("column-count", 8, None),
        ("negative-montant", 11, "montant"),
        ("open-quote", 12, None),
    ]


def test_the_same_fault_in_many_lines_has_the_place_of_each(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    rows = [line(rang, montant="1.234", territoire="Nord") for rang in range(1, 4)]
    path.write_text(csv_text(rows), "utf-8")
    found = examine([str(path)]).findings
    assert [(each.rule.slug, each.place.line, each.place.column) for each in found.kept] == [
        *(("ambiguous-montant", number, "montant") for number in range(2, 5)),
        *(("territoire-name", number, "territoire") for number in range(2, 5)),
    ]


def test_a_region_and_an_unknown_code_are_told_of_each_line_and_leave_no_hole(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    region = {"territoire_code": "32", "territoire": "Hauts-de-France"}
    rows = [line(1), line(2, **region), line(3, territoire_code="99"), line(4, **region), line(5, territoire_code="99")]
    path.write_text(csv_text(rows), "utf-8")
    assert [each[:3] for each in said(path)] == [
        ("region-ligne", 3, "territoire_code"),
        ("region-ligne", 5, "territoire_code"),
        ("unknown-territoire", 4, "territoire_code"),
        ("unknown-territoire", 6, "territoire_code"),
    ]


def test_what_a_number_means_is_not_remembered_of_a_truth_value(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    rows = [{**line(1), "page": 1}, {**line(2), "page": True}, {**line(3), "page": 1}]
    path.write_text(json.dumps(rows, indent=0), "utf-8")
    assert [each[0] for each in said(path)] == ["not-an-integer"]


@pytest.mark.parametrize("space", [" ", "\N{NO-BREAK SPACE}", "\N{THIN SPACE}"])
@pytest.mark.parametrize("name", ["exercice", "axe"])
def test_a_space_before_a_number_of_the_key_is_nothing(tmp_path: Path, name: str, space: str) -> None:
    path = tmp_path / "f.csv"
    path.write_text(csv_text([line(1), {**line(2), name: space + line()[name]}, line(3)]), "utf-8")
    with open_dataset([str(path)]) as dataset:
        assert [ligne.rang for ligne in dataset.lignes()] == [1, 2, 3]


@pytest.mark.parametrize("action", ["un\x1fdeux", '"un"', "un\r\ndeux", "un,deux;trois", "\x1f"])
def test_every_text_survives_the_careful_reading(tmp_path: Path, action: str) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes(csv_text([line(1, action=action, montant="1 000,50 €"), line(2)], end="\r\n").encode())
    with open_dataset([str(path)]) as dataset:
        assert [(ligne.action, ligne.montant) for ligne in dataset.lignes()] == [
            (action, Decimal("1000.50")),
            ("action 2", Decimal(100)),
        ]


def test_a_hole_and_a_repeated_key_are_found_beside_tables_that_have_none(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    rows = [line(1, axe="2"), line(1), line(2), line(2), line(1, axe="3", montant="1.234"), line(3, axe="3")]
    path.write_text(csv_text(rows), "utf-8")
    assert [each[:3] for each in said(path)] == [
        ("ambiguous-montant", 6, "montant"),
        ("duplicate-key", 5, "rang"),
        ("rang-hole", 7, "rang"),
    ]


def test_the_lines_of_an_earlier_version_come_in_key_order_with_their_places(tmp_path: Path) -> None:
    write(tmp_path / "now.csv", [line(1)])
    write(tmp_path / "before.csv", [line(2), line(1)])
    with open_dataset([str(tmp_path / "now.csv")]) as dataset:
        found = dataset.earlier(tmp_path / "before.csv")
    assert [(ligne.rang, ligne.line) for ligne in found] == [(1, 3), (2, 2)]


def test_an_earlier_version_may_be_a_folder(tmp_path: Path) -> None:
    write(tmp_path / "now.csv", [line(1)])
    (tmp_path / "before").mkdir()
    write(tmp_path / "before" / "contracts_2025.csv", [line(1), line(2)])
    with open_dataset([str(tmp_path / "now.csv")]) as dataset:
        assert [ligne.rang for ligne in dataset.earlier(tmp_path / "before")] == [1, 2]
