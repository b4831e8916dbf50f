"""The columns of drawn tables: named by their headings, or by sums; what is not settled is one doubt, never a guess."""

from pathlib import Path

import pytest

from clsctl.brochure.page.source import read_source
from clsctl.brochure.reader import read_outline
from clsctl.brochure.reading import Reading
from clsctl.brochure.words.column_heads import ColumnKind, column_of
from support.samples import bundled_referentiel

PAGE = """<!doctype html><h1>Contrats 2026</h1><h2>Somme</h2><h3>AXE 2 - Renforcer l'accès à l'emploi pour tous</h3>
<table>{rows}</table>"""


def _read(rows: list[str], folder: Path) -> Reading:
    path = folder / "page.html"
    made = "".join(f"<tr>{''.join(_cell(cell) for cell in row.split('|'))}</tr>" for row in rows)
    path.write_text(PAGE.format(rows=made), encoding="utf-8")
    return read_outline(read_source(path), 2026, bundled_referentiel())


def _cell(text: str) -> str:
    """A cell; `3>text` covers three columns, `2v text` two rows."""
    for mark, name in ((">", "colspan"), ("v", "rowspan")):
        if text[1:2] == mark and text[0].isdigit():
            return f"<td {name}='{text[0]}'>{text[2:]}</td>"
    return f"<td>{text}</td>"


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Action", ColumnKind.LABEL), ("Intitulé de l'action", ColumnKind.LABEL), ("N°", ColumnKind.NUMBER),
        ("Porteur du projet", ColumnKind.HOLDER), ("Part État", ColumnKind.STATE), ("État", ColumnKind.STATE),
        ("Part de la collectivité", ColumnKind.LOCAL), ("Conseil départemental", ColumnKind.LOCAL),
        ("Montant 2026 (en €)", ColumnKind.AMOUNT), ("Total", ColumnKind.AMOUNT), ("Objectifs", ColumnKind.OBJECTIF),
        ("Indicateur", ColumnKind.OTHER), ("Former 10 jeunes", ColumnKind.OTHER),
    ],
)  # fmt: skip
def test_a_heading_names_its_column(text: str, column: ColumnKind) -> None:
    assert column_of(text) is column


def test_merged_cells_are_sub_headings_and_objectives(tmp_path: Path) -> None:
    merged = ["Action|Montant", "2>Aider", "Former|5 000 €", "Total Axe 2|5 000 €"]
    down = ["Objectif|Action|Montant", "2vAider|Former|4 000 €", "Loger|1 000 €", "2>Total Axe 2|5 000 €"]
    for rows, count in ((merged, 1), (down, 2)):
        reading = _read(rows, tmp_path)
        assert reading.is_proved
        assert [ligne.objectif for ligne in reading.lignes] == ["Aider"] * count


def test_the_total_is_the_sum_of_the_other_columns(tmp_path: Path) -> None:
    rows = ["Former|2 000 €|3 000 €|5 000 €", "Loger|1 000 €|2 000 €|3 000 €", "Total Axe 2|3 000 €|5 000 €|8 000 €"]
    reading = _read(rows, tmp_path)
    assert reading.is_proved
    assert [ligne.montant for ligne in reading.lignes] == [5000, 3000]


@pytest.mark.parametrize(
    "rows",
    [
        ["Action|2025|2026|Total", "Former|1 €|2 €|3 €", "Loger|1 €|2 €|3 €", "Jouer|1 €|2 €|3 €", "Total|3 €|6 €|9 €"],
        ["Former|1 €|1 €", "Loger|2 €|2 €", "Jouer|3 €|3 €", "Total Axe 2|6 €|6 €"],
        ["Quoi|Comment|Montant", "Former|ici|1 €", "Loger|là|1 €", "Jouer|là|1 €", "2>Total Axe 2|3 €"],
        ["Sous-thème|Action|Montant", "2vIci|Former|1 €", "Loger|1 €", "Là|Jouer|1 €", "2>Total Axe 2|3 €"],
    ],
    ids=["years", "equal columns", "no label", "unknown groups"],
)
def test_what_headings_and_sums_do_not_settle_is_one_doubt(rows: list[str], tmp_path: Path) -> None:
    reading = _read(rows, tmp_path)
    assert not reading.is_proved
    assert [finding.rule.slug for finding in reading.findings].count("columns-unsettled") == 1


def test_shares_that_do_not_add_up_are_a_doubt(tmp_path: Path) -> None:
    rows = ["Action|Part État|Part collectivité|Total (k€)", "Former|2|2|5", "Total Axe 2|2|2|5"]
    assert {finding.rule.slug for finding in _read(rows, tmp_path).findings} == {"parts-contradict"}
    rows = ["Action|Part État|Part collectivité|Total (k€)", "Former|2|3|5", "Total Axe 2|2|3|5"]
    assert _read(rows, tmp_path).is_proved


@pytest.mark.parametrize(
    ("numbers", "doubts"),
    [
        ("1 2 3 5", ["numbers-skip"]),  # most go on by one: the row 4 may be lost
        ("1 2 3 4", []),
        ("12 15 40 41", []),  # numbers of files, not of rows
        ("1 2 1 2", []),  # they begin anew under each sub-heading
    ],
)
def test_numbers_that_skip_one_show_a_lost_row(numbers: str, doubts: list[str], tmp_path: Path) -> None:
    rows = [f"{number}|Former {number}{place}|5 €" for place, number in enumerate(numbers.split())]
    reading = _read(["N°|Action|Montant", *rows, "|Total Axe 2|20 €"], tmp_path)
    assert [finding.rule.slug for finding in reading.findings] == doubts
