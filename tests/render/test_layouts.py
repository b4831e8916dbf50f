"""The layout of tables in a window: the real answers at 80 columns, and the rules behind them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from clsctl.dataset.opening import open_dataset
from clsctl.dataset.sums import Dimension
from clsctl.montant import montant_text
from clsctl.questions.lines import lines
from clsctl.questions.totals.shape import Shape
from clsctl.questions.totals.table import totals
from clsctl.render import render
from clsctl.render.formats import Format
from clsctl.render.layout import fold_lines
from clsctl.render.medium import Medium
from clsctl.table import Answer, Column, Kind, Row, Table
from clsctl.vocabulary.selection import Selection
from support.tables import COLUMNS, TOTALS

TERRITOIRE = (Dimension.TERRITOIRE,)
CROSS = Shape(TERRITOIRE, across=Dimension.AXE)
WIDE = Shape(TERRITOIRE, parts=True, per_inhabitant=True)


def montants(*cells: Decimal | None, decimals: int = 0, total: Decimal | None = None) -> Table:
    columns = (Column("a", Kind.TEXT, "A"), Column("m", Kind.MONTANT, "M", decimals=decimals))
    return Table(
        "t", "T", columns, tuple(("x", cell) for cell in cells), total=None if total is None else (None, total)
    )


def text_of(table: Table | Answer, width: int | None = None) -> str:
    return render(table, Format.TABLE, Medium(width))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", [80, 120, 200])
@pytest.mark.parametrize("shape", [CROSS, WIDE, Shape((Dimension.AXE, Dimension.TERRITOIRE))])
def test_totals_are_a_table_at_usual_widths(
    monkeypatch: pytest.MonkeyPatch, shape: Shape, width: int, language: str
) -> None:
    monkeypatch.setenv("CLSCTL_LANG", language)
    with open_dataset() as dataset:
        seen = text_of(totals(dataset, Selection(), shape), width).splitlines()
    assert max(map(cell_len, seen)) <= width
    assert any("Lille" in line for line in seen)
    assert not any(line.startswith(("Code:", "Code :", "Axis:", "Axe\u00a0:")) for line in seen)


def test_the_cross_table_at_80_columns_says_euros_once() -> None:
    with open_dataset() as dataset:
        seen = text_of(totals(dataset, Selection(), CROSS), 80)
    assert seen.startswith("Amounts by territory and by axis (in\u00a0euros)\n")
    assert "€" not in seen
    assert "Total                 14,392,105 169,000 9,330,422  5,116,088       6 29,007,615\n" in seen


def test_long_actions_get_the_room_that_names_can_spare() -> None:
    with open_dataset() as dataset:
        seen = text_of(lines(dataset, Selection()), 80)
    assert "2025-62-1-01         Pas-de-Calais  Déploiement d'un coach        €100,000     5\n" in seen


def test_a_table_in_two_banks_opens_each_with_its_keys() -> None:
    with open_dataset() as dataset:
        seen = text_of(totals(dataset, Selection(), WIDE), 80)
    assert [line.split()[0] for line in seen.splitlines() if line.startswith(("02", "Total"))] == ["02", "Total"] * 2


@pytest.mark.parametrize("language", ["en", "fr"])
def test_themes_across_are_banks_at_80_columns_and_say_each_label_once(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("CLSCTL_LANG", language)
    with open_dataset() as dataset:
        seen = text_of(totals(dataset, Selection(), Shape((Dimension.AXE,), across=Dimension.THEME)), 80).splitlines()
    assert max(map(cell_len, seen)) <= 80
    assert [line.split()[0] for line in seen if line.startswith(("2 ", "Total"))] == ["2", "Total"] * 3
    assert len([line for line in seen if "l'emploi pour tous" in line]) == 1


def test_a_long_key_that_alone_tells_rows_apart_is_in_no_bank() -> None:
    names = ("Axe", "Objectif", *(f"Colonne {i}" for i in range(8)))
    kinds = (Kind.CODE, Kind.TEXT, *[Kind.MONTANT] * 8)
    columns = tuple(Column(f"c{i}", kind, name) for i, (kind, name) in enumerate(zip(kinds, names, strict=True)))
    rows: list[Row] = [("1", f"{'un objectif long ' * 6}{i}", *[Decimal(1000000)] * 8) for i in range(2)]
    seen = text_of(Table("t", "T", columns, rows), 60)
    assert seen.count("Objectif: un objectif") == 2
    told: list[Row] = [(str(i), *row[1:]) for i, row in enumerate(rows)]
    assert "Objectif:" not in text_of(Table("t", "T", columns, told), 60)


def test_a_column_wider_than_the_window_is_never_left_out() -> None:
    columns = (Column("a", Kind.TEXT, "A"), *(Column(f"m{i}", Kind.MONTANT, "M") for i in range(4)))
    row: Row = ("x", Decimal(1), Decimal(2), Decimal(3), Decimal(10**20))
    seen = text_of(Table("t", "T", columns, (row,)), 24)
    assert "100,000,000,000,000,000,000" in seen


def test_tables_of_one_answer_share_a_layout() -> None:
    small = montants(Decimal(1000))
    assert "€1,000" in text_of(Answer(small, (TOTALS,)), 62)
    assert "T (in\u00a0euros)" in text_of(Answer(small, (TOTALS,)), 56)


def test_a_table_too_wide_for_the_window_leaves_the_table_beside_it_a_table() -> None:
    columns = tuple(Column(f"c{i}", Kind.CODE, f"Heading {i}") for i in range(12))
    wide = Table("w", "W", columns, (tuple(f"a-code-{i}" for i in range(12)),))
    seen = text_of(Answer(wide, (montants(Decimal(1000)),)), 40)
    assert "Heading 0: a-code-0\n" in seen
    assert "A       M\n─────────\nx  €1,000\n" in seen


def test_a_table_without_amounts_does_not_speak_of_euros() -> None:
    columns = tuple(Column(f"c{i}", Kind.COUNT, "Heading") for i in range(10))
    seen = text_of(Table("t", "Counts", columns, (tuple(range(10)),)), 79)
    assert seen.startswith("Counts\n")
    assert len(seen.splitlines()) == 5


def test_a_long_text_is_never_shown_twice() -> None:
    text = "mot " * 100 + "fin"
    columns = (Column("a", Kind.TEXT, "A"), *(Column(f"m{i}", Kind.MONTANT, "M") for i in range(6)))
    assert text_of(Table("t", "T", columns, ((text, *[Decimal(1000000)] * 6),)), 60).count("fin") == 1


@given(st.lists(st.decimals(0, 10**12, places=2) | st.decimals(0, 10**12, places=1), min_size=1), st.integers(0, 1))
def test_the_amounts_of_a_column_have_the_same_decimals(cells: list[Decimal], halves: int) -> None:
    shown = [cell / (1 + halves) for cell in cells]
    body = text_of(montants(*shown)).splitlines()[4:]
    decimals = {len(line.split("€")[1].partition(".")[2]) for line in body}
    assert decimals == {max(len(montant_text(cell).partition(".")[2]) for cell in shown)}
    assert len({len(line) for line in body}) == 1


def test_half_a_cent_shows_three_decimals_to_all() -> None:
    seen = text_of(montants(Decimal("0.005"), Decimal(6000), Decimal("1.50")))
    assert "€0.005" in seen
    assert "€6,000.000" in seen
    assert "€1.500" in seen


def test_the_total_aligns_with_its_column() -> None:
    assert "€6,000.00" in text_of(montants(Decimal(6000), total=Decimal("6000.50")))


def test_euros_per_inhabitant_always_have_cents() -> None:
    assert "€6.00" in text_of(montants(Decimal(6), decimals=2))
    with open_dataset() as dataset:
        table = totals(dataset, Selection(), Shape(TERRITOIRE, per_inhabitant=True))
    assert [column.decimals for column in table.columns if column.name == "montant_par_habitant"] == [2]


def test_machines_read_amounts_as_short_as_before() -> None:
    assert render(montants(Decimal(6000), Decimal("0.5"), decimals=2), Format.CSV) == "a,m\nx,6000\nx,0.50\n"


@pytest.mark.parametrize(
    ("text", "width", "folded"),
    [
        ("Pas-de-Calais", 13, ["Pas-de-Calais"]),
        ("Pas-de-Calais", 10, ["Pas-de-", "Calais"]),
        ("le Pas-de-Calais", 13, ["le", "Pas-de-Calais"]),
        ("Jeunes : oui", 10, ["Jeunes :", "oui"]),
        ("vu « un » mot", 6, ["vu", "« un »", "mot"]),
        ("anticonstitutionnel", 10, ["anticonsti", "tutionnel"]),
        ("", 5, [""]),
    ],
)
def test_texts_fold_where_a_typographer_would(text: str, width: int, folded: list[str]) -> None:
    assert fold_lines(text, width) == folded


@given(st.text("ab -:«» ", max_size=40), st.integers(1, 12))
def test_folded_lines_fit_and_keep_every_letter(text: str, width: int) -> None:
    folded = fold_lines(text, width)
    assert all(cell_len(line) <= width for line in folded)
    assert "".join(folded).replace(" ", "") == text.replace(" ", "")


def test_every_kind_of_column_has_a_place_in_every_layout() -> None:
    row = ("c", "text", "equal", 2025, 12, Decimal(1), Decimal(50))
    for width in (None, *range(20, 130, 5)):
        seen = text_of(Table("t", "T", COLUMNS, (row,)), width)
        assert all(word in seen for word in ("c", "text", "égal", "2025", "12", "50.00%"))
