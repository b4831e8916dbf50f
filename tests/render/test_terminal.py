"""The tables of a terminal at every width, in colour and in ASCII."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from clsctl.montant import decimals, display_montant
from clsctl.render import render
from clsctl.render.formats import Format
from clsctl.render.medium import Medium
from clsctl.render.safe import visible
from clsctl.table import Answer, Column, Kind, Row, Table
from support.tables import CHECK, KINDS, TOTALS, WORDS, sparse_rows, table_of

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def test_golden_at_80_columns() -> None:
    assert "\n" + render(TOTALS, Format.TABLE, Medium(80)) == GOLDEN_80


def test_golden_at_70_columns_folds_headings_then_texts() -> None:
    assert "\n" + render(TOTALS, Format.TABLE, Medium(70)) == GOLDEN_70


def test_golden_at_56_columns_says_euros_once() -> None:
    assert "\n" + render(TOTALS, Format.TABLE, Medium(56)) == GOLDEN_56


def test_golden_at_40_columns_has_two_banks() -> None:
    assert "\n" + render(TOTALS, Format.TABLE, Medium(40)) == GOLDEN_40


def test_golden_in_a_window_too_narrow_for_a_table() -> None:
    assert "\n" + render(TOTALS, Format.TABLE, Medium(30)) == GOLDEN_30


def test_golden_statuts() -> None:
    assert "\n" + render(CHECK, Format.TABLE) == GOLDEN_CHECK


def test_golden_ascii() -> None:
    text = render(Answer(TOTALS, (CHECK,)), Format.TABLE, Medium(80, unicode=False))
    assert text.isascii()
    assert "Prevenir la pauvrete" in text
    assert "-EUR1,000.05" in text


def test_color_is_an_extra() -> None:
    colored = render(CHECK, Format.TABLE, Medium(80, color=True))
    assert "\x1b[1;31m" in colored
    plain = "".join(line.rstrip() + "\n" for line in ESCAPE.sub("", colored).splitlines())
    assert plain == render(CHECK, Format.TABLE, Medium(80))


@pytest.mark.parametrize("name", ["COLUMNS", "NO_COLOR", "FORCE_COLOR", "TERM"])
def test_the_environment_changes_nothing(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    wide, colored = render(TOTALS, Format.TABLE), render(TOTALS, Format.TABLE, Medium(80, color=True))
    monkeypatch.setenv(name, "dumb" if name == "TERM" else "20")
    assert render(TOTALS, Format.TABLE) == wide
    assert render(TOTALS, Format.TABLE, Medium(80, color=True)) == colored


def test_off_a_terminal_nothing_is_folded() -> None:
    long = "mot " * 200 + "fin"
    table = table_of(("c", long, "equal", 1, 1, Decimal(1), Decimal(1)), note=long)
    assert render(table, Format.TABLE).count(long) == 2


@pytest.mark.slow(reason="a hundred tables are drawn")
@given(row=sparse_rows, total=sparse_rows, width=st.integers(20, 200))
def test_every_number_is_whole_and_no_text_is_lost(row: Row, total: Row, width: int) -> None:
    table = table_of(row, total=total)
    text = render(table, Format.TABLE, Medium(width))
    squeezed = {re.sub(r"\s", "", visible(line)) for line in text.splitlines()}
    place = KINDS.index(Kind.MONTANT)
    places = max(decimals(cell) for cell in (row[place], total[place], 0) if isinstance(cell, int | Decimal))
    for some_row in (row, total):
        for cell, column in zip(some_row, table.columns, strict=True):
            if column.kind is Kind.MONTANT and isinstance(cell, Decimal):
                number = display_montant(abs(cell), "en", places, euro=False)
                assert any(number in line for line in squeezed)


@given(cell=st.text(max_size=60), width=st.integers(20, 120))
def test_a_text_is_folded_and_never_cut(cell: str, width: int) -> None:
    table = Table("t", "", (Column("a", Kind.TEXT, "H"),), ((cell,),))
    lines = render(table, Format.TABLE, Medium(width)).splitlines()
    assert lines[:2] == ["H", "─" * len(lines[1])]
    body = "".join(lines[2:])
    assert re.sub(r"\s", "", visible(cell)) == re.sub(r"\s", "", body)


@pytest.mark.slow(reason="a hundred tables are drawn")
@given(row=sparse_rows, width=st.integers(60, 200))
def test_a_table_of_short_cells_is_no_wider_than_the_window(row: Row, width: int) -> None:
    cells = tuple(cell[:5] if isinstance(cell, str) and cell not in WORDS else cell for cell in row)
    text = render(table_of(cells, note="word " * 60), Format.TABLE, Medium(width))
    assert max(map(cell_len, text.splitlines())) <= width


@pytest.mark.slow(reason="a hundred tables are drawn")
@given(row=sparse_rows, title=st.text(), width=st.none() | st.integers(1, 100), color=st.booleans())
def test_no_cell_reaches_the_terminal_with_a_control(row: Row, title: str, width: int | None, color: bool) -> None:
    text = ESCAPE.sub("", render(table_of(row, title=title, note=title), Format.TABLE, Medium(width, color)))
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", text
    )


def test_no_break_spaces_hold_in_a_folded_text() -> None:
    note = "Le total est de 1\u202f910\u202f075\u202f€ pour l'année"
    assert "1\u202f910\u202f075\u202f€" in render(table_of(note=note), Format.TABLE, Medium(24))


GOLDEN_80 = """
Totals by axe

Axe    Libellé               Lignes  Non chiffrées         Montant     Part
───────────────────────────────────────────────────────────────────────────
1      Prévenir la pauvreté     112              3  €14,503,807.50   99.60%
2      Emploi | [bold]        1,240              0       €6,000.00    0.04%
3      Droits                     2              2               –
───────────────────────────────────────────────────────────────────────────
Total                         1,354              5  €14,509,807.50  100.00%

5 lines have no montant.
Source: Brochure 2025
"""
GOLDEN_70 = """
Totals by axe

                                          Non
Axe    Libellé              Lignes  chiffrées         Montant     Part
──────────────────────────────────────────────────────────────────────
1      Prévenir la             112          3  €14,503,807.50   99.60%
       pauvreté
2      Emploi | [bold]       1,240          0       €6,000.00    0.04%
3      Droits                    2          2               –
──────────────────────────────────────────────────────────────────────
Total                        1,354          5  €14,509,807.50  100.00%

5 lines have no montant.
Source: Brochure 2025
"""
GOLDEN_56 = """
Totals by axe (in euros)

                               Non
Axe   Libellé     Lignes chiffrées       Montant    Part
────────────────────────────────────────────────────────
1     Prévenir la    112         3 14,503,807.50  99.60%
      pauvreté
2     Emploi |     1,240         0      6,000.00   0.04%
      [bold]
3     Droits           2         2             –
────────────────────────────────────────────────────────
Total              1,354         5 14,509,807.50 100.00%

5 lines have no montant.
Source: Brochure 2025
"""
GOLDEN_40 = """
Totals by axe

                                     Non
Axe    Libellé         Lignes  chiffrées
────────────────────────────────────────
1      Prévenir la        112          3
       pauvreté
2      Emploi |         1,240          0
       [bold]
3      Droits               2          2
────────────────────────────────────────
Total                   1,354          5

Axe    Libellé          Montant     Part
────────────────────────────────────────
1      Prévenir  €14,503,807.50   99.60%
       la
       pauvreté
2      Emploi |       €6,000.00    0.04%
       [bold]
3      Droits                 –
────────────────────────────────────────
Total            €14,509,807.50  100.00%

5 lines have no montant.
Source: Brochure 2025
"""
GOLDEN_30 = """
Totals by axe

Axe: 1
Libellé: Prévenir la pauvreté
Lignes: 112
Non chiffrées: 3
Montant: €14,503,807.50
Part: 99.60%

Axe: 2
Libellé: Emploi | [bold]
Lignes: 1,240
Non chiffrées: 0
Montant: €6,000.00
Part: 0.04%

Axe: 3
Libellé: Droits
Lignes: 2
Non chiffrées: 2
Montant: –

──────────────────────────────
Axe: Total
Lignes: 1,354
Non chiffrées: 5
Montant: €14,509,807.50
Part: 100.00%

5 lines have no montant.
Source: Brochure 2025
"""
GOLDEN_CHECK = """
Figures

Figure     Statut          Écart  Page
──────────────────────────────────────
2025-02-1  ✓ égal          €0.00     2
2025-59-2  ✗ écart    −€1,000.05  1029
2025-32    ≈ arrondi           –
"""
