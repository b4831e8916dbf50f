"""The sums of 2025, their shares and halves, and what is never added."""

from decimal import Decimal
from pathlib import Path

import pytest

from clsctl.dataset.dataset import Dataset
from clsctl.dataset.opening import open_dataset
from clsctl.errors import UsageError
from clsctl.questions.lines import lines
from clsctl.questions.totals.shape import Shape, Share, Sort, Stat
from clsctl.render import render
from clsctl.render.formats import Format
from clsctl.render.workbooks.workbook import sheets
from clsctl.table import Answer
from clsctl.vocabulary.selection import Request
from support.asking import ask, changed, named, records, shape
from support.samples import line, write


def test_the_four_axes_and_their_total(real: Dataset) -> None:
    table = ask(real, shape("axe"))
    assert [row[4] for row in table.rows] == [Decimal(n) for n in (14392105, 169000, 9330422, 5116088)]
    assert named(table, table.total)["montant"] == Decimal(29007615)
    assert [row[2:4] for row in table.rows] == [(43, 0), (3, 0), (37, 5), (41, 1)]


def test_a_line_without_amount_is_counted_apart_and_said(real: Dataset) -> None:
    table = ask(real, shape("axe"))
    assert named(table, table.total)["non_chiffrees"] == 6
    assert any(note.startswith("6 lines have no amount") for note in table.notes)


def test_a_sum_of_no_amount_is_empty_and_not_zero(tmp_path: Path) -> None:
    path = write(tmp_path / "x.csv", [line(1, montant=""), line(1, axe="2", montant="0")])
    with open_dataset([str(path)]) as dataset:
        rows = records(ask(dataset, shape("axe")))
        assert [row[2:] for row in rows[1:]] == [["1", "1", "", ""], ["1", "0", "0", ""]]


def test_shares_are_rounded_half_up(tmp_path: Path) -> None:
    """1 of 20 000 is 0.005 %, and 5 are 0.025 %: to even would make them 0.00 and 0.02."""
    cases = {("1", "7"): "12.50", ("1", "15999"): "0.01", ("1", "19999"): "0.01", ("5", "19995"): "0.03"}
    for (one, other), share in cases.items():
        path = write(tmp_path / f"{other}.csv", [line(1, montant=one), line(1, axe="2", montant=other)])
        with open_dataset([str(path)]) as dataset:
            assert records(ask(dataset, shape("axe")))[1][-1] == share


def test_shares_of_row_column_and_total(real: Dataset) -> None:
    def cell(share: Share) -> object:
        table = ask(real, changed(shape("territoire", across="axe"), share=share))
        return named(table, table.rows[0])["axe_1_pct"]

    aisne = Decimal(1910075)
    assert cell(Share.ROW) == round(aisne * 100 / 3154843, 2)
    assert cell(Share.COLUMN) == round(aisne * 100 / 14392105, 2)
    assert cell(Share.TOTAL) == round(aisne * 100 / 29007615, 2)


@pytest.mark.parametrize(("share", "total"), [(Share.ROW, "100"), (Share.TOTAL, "10.88"), (Share.COLUMN, "10.88")])
def test_the_total_column_of_a_share_table(real: Dataset, share: Share, total: str) -> None:
    table = ask(real, changed(shape("territoire", across="axe"), share=share))
    assert named(table, table.rows[0])["total_pct"] == Decimal(total)


def test_sort_by_amount_and_limit_keep_the_whole_total(real: Dataset) -> None:
    table = ask(real, changed(shape("territoire"), sort=Sort.MONTANT, limit=2))
    assert [row[1] for row in table.rows] == ["Nord", "Pas-de-Calais"]
    assert named(table, table.total)["montant"] == Decimal(29007615)
    assert "2 rows of 7 shown: €19,009,736 of €29,007,615; the total covers all of them." in table.notes


def test_a_row_without_amount_comes_after_a_row_of_zero(tmp_path: Path) -> None:
    rows = [line(1, montant=""), line(1, axe="2", montant="0"), line(1, axe="3", montant="5")]
    with open_dataset([str(write(tmp_path / "x.csv", rows))]) as dataset:
        table = ask(dataset, changed(shape("axe"), sort=Sort.MONTANT))
        assert [row[0] for row in table.rows] == [3, 2, 1]


def test_halves_are_exact_to_the_half_cent(tmp_path: Path) -> None:
    rows = [line(1, montant="1"), line(1, axe="2", montant="0.01"), line(1, axe="3", montant="")]
    with open_dataset([str(write(tmp_path / "x.csv", rows))]) as dataset:
        table = ask(dataset, changed(shape("axe"), parts=True))
        assert [row[-2:] for row in records(table)[1:]] == [["0.50", "0.50"], ["0.005", "0.005"], ["", ""]]
        assert any("rule of parity" in note for note in table.notes)


def test_euros_per_inhabitant_and_the_vintage(real: Dataset) -> None:
    table = ask(real, changed(shape("territoire"), per_inhabitant=True))
    aisne = named(table, table.rows[0])
    assert (aisne["population"], aisne["montant_par_habitant"]) == (525558, Decimal("6.00"))
    assert any("populations légales 2022" in note for note in table.notes)


def test_populations_that_overlap_are_never_added(real: Dataset) -> None:
    table = ask(real, changed(shape("territoire"), per_inhabitant=True))
    assert [named(table, table.total)[name] for name in ("population", "montant_par_habitant")] == [None, None]
    both = ask(real, changed(shape("territoire"), per_inhabitant=True), Request(territoire=["Nord", "Lille"]))
    assert named(both, both.total)["population"] is None
    hidden = ask(real, changed(shape("territoire"), per_inhabitant=True, limit=1, sort=Sort.MONTANT))
    assert named(hidden, hidden.total)["population"] is None


def test_populations_that_do_not_overlap_are_added(real: Dataset) -> None:
    table = ask(real, changed(shape("territoire"), per_inhabitant=True), Request(type=["departement"]))
    assert named(table, table.total)["population"] == 525558 + 2616909 + 830725 + 1460184 + 565540


def test_each_population_counts_once_where_a_territoire_has_several_rows(real: Dataset) -> None:
    table = ask(real, changed(shape("axe", "territoire"), per_inhabitant=True), Request(territoire=["Aisne"]))
    assert len(table.rows) == 3
    assert named(table, table.total)["population"] == 525558


def test_years_that_are_added_are_said(tmp_path: Path) -> None:
    path = write(tmp_path / "x.csv", [line(1), line(1, exercice="2026")])
    with open_dataset([str(path)]) as dataset:
        assert "The sums cover the years 2025, 2026." in ask(dataset, shape("axe")).notes
        for by in (shape("axe", "exercice"), shape("axe", across="exercice")):
            assert "The total covers the years 2025, 2026." in ask(dataset, by).notes
        assert "The total covers the years 2025, 2026." in lines(dataset, dataset.select(Request())).notes
        one = ask(dataset, shape("axe"), Request(exercice=["2026"]))
        assert not any("years" in note for note in one.notes)


def test_an_objectif_called_like_another_column_hides_no_cell(tmp_path: Path) -> None:
    names = ["total", "libelle", "", "sans_objectif", "non_chiffrees", "axe"]
    rows = [line(rang, objectif=name, montant=str(10**rang)) for rang, name in enumerate(names, 1)]
    with open_dataset([str(write(tmp_path / "x.csv", rows))]) as dataset:
        table = ask(dataset, shape("axe", across="objectif"))
        columns = [column.name for column in table.columns]
        assert len(set(columns)) == len(columns)
        assert sum(cell for cell in table.rows[0][2:-2] if isinstance(cell, Decimal)) == Decimal(1111110)


def test_an_empty_selection_says_so(real: Dataset) -> None:
    table = ask(real, shape("axe"), Request(type=["region"]))
    assert table.rows == ()
    assert "No line matches the selection." in table.notes


@pytest.mark.parametrize(
    "wish",
    [
        {"by": ("axe", "axe")},
        {"by": ("axe",), "across": "axe"},
        {"by": ("axe",), "share": Share.ROW},
        {"by": ("axe",), "per_inhabitant": True},
    ],
)
def test_wishes_that_cannot_be_met_together_are_refused(wish: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        Shape(**wish)  # type: ignore[arg-type]  # wrong on purpose


def test_statistics_are_exact_and_leave_out_lines_without_amount(tmp_path: Path) -> None:
    rows = [line(rang, montant=text) for rang, text in enumerate(("0.01", "0.02", "", "10", "20.01"), 1)]
    with open_dataset([str(write(tmp_path / "x.csv", rows))]) as dataset:
        table = ask(dataset, changed(shape("axe"), stats=tuple(Stat)))
    # 30.04 / 4 = 7.51; the middle of 0.02 and 10 is 5.01
    assert records(table)[1][-5:] == ["7.51", "5.01", "0.01", "20.01", "4"]
    assert "The statistics are of the 4 lines with an amount; a line without amount is in none." in table.notes


def test_a_mean_of_half_a_cent_is_rounded_up(tmp_path: Path) -> None:
    rows = [line(1, montant="0.01"), line(2, montant="0.02")]
    with open_dataset([str(write(tmp_path / "x.csv", rows))]) as dataset:
        table = ask(dataset, changed(shape("axe"), stats=(Stat.MEDIAN, Stat.MEAN, Stat.MEDIAN)))
    assert [column.name for column in table.columns[-2:]] == ["montant_median", "montant_moyen"]
    assert table.rows[0][-2:] == (Decimal("0.02"), Decimal("0.02"))


@pytest.mark.parametrize(
    ("sort", "first"),
    [("montant_par_habitant", "Aisne"), ("lignes", "Aisne"), ("territoire", "Aisne"), ("POPULATION", "Nord")],
)
def test_rows_are_sorted_by_any_column_shown(real: Dataset, sort: str, first: str) -> None:
    table = ask(real, changed(shape("territoire"), per_inhabitant=True, sort=sort))
    column = [column.name for column in table.columns].index(sort.lower())
    cells = [row[column] for row in table.rows]
    assert table.rows[0][1] == first
    assert cells == sorted(cells, key=str.lower if sort == "territoire" else None, reverse=sort != "territoire")  # type: ignore[type-var, arg-type]  # a column is of one kind


def test_a_column_that_is_not_shown_cannot_sort(real: Dataset) -> None:
    with pytest.raises(UsageError) as caught:
        ask(real, changed(shape("territoire"), sort="montant_par_habitan"))
    assert "montant_par_habitant" not in caught.value.remedy


def test_a_cross_table_sorts_by_its_cells_with_empty_ones_last(real: Dataset) -> None:
    table = ask(real, changed(shape("territoire", across="axe"), sort="axe_2"))
    assert [row[3] for row in table.rows] == [Decimal(137000), Decimal(32000), *[None] * 5]


def test_euros_and_shares_stand_side_by_side(real: Dataset) -> None:
    euros = ask(real, shape("territoire", across="axe"))
    for share in (None, *Share):
        both = ask(real, changed(shape("territoire", across="axe"), share=share, with_share=True))
        alone = ask(real, changed(shape("territoire", across="axe"), share=share or Share.TOTAL))
        for table in (euros, alone):
            names = [column.name for column in table.columns]
            assert all(
                named(both, row)[name] == cell
                for row, of in zip((*both.rows, both.total), (*table.rows, table.total), strict=True)
                for name, cell in zip(names, of or (), strict=True)
            )


def test_lines_without_objectif_are_named_for_people_alone(tmp_path: Path) -> None:
    with open_dataset([str(write(tmp_path / "x.csv", [line(1), line(2, objectif="Accès")]))]) as dataset:
        table = ask(dataset, shape("objectif"))
    assert table.columns[0].words[""].text == "without objective"
    said = [render(table, form) for form in (Format.PLAIN, Format.MARKDOWN, Format.HTML)]
    first = next(iter(sheets(Answer(table)))).rows[0]
    assert [row[0] for row in records(table)[1:]] == ["", "Accès"]
    assert all("without objective" in text for text in said)
    assert first[0] == "without objective"
