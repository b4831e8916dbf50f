"""The Python interface: the questions of the command line by keywords, tables that display, words set right."""

from decimal import Decimal
from pathlib import Path

import pytest

import clsctl
from clsctl.api import DISPLAYED
from conftest import Run
from support.samples import Cells, bundled, line, write


@pytest.fixture
def years(tmp_path: Path) -> tuple[Path, Path]:
    """Two years: an amount changes, a line goes, a line comes."""
    before = [line(1, montant="100"), line(2, montant="50", action="une bagagerie solidaire")]
    after = [line(1, montant="130.50"), line(2, montant="7", action="des vacances familiales")]
    later: list[Cells] = [{**row, "exercice": "2026"} for row in after]
    return write(tmp_path / "contracts_2025.csv", before), write(tmp_path / "contracts_2026.csv", later)


def test_what_there_is_can_be_listed() -> None:
    assert {*clsctl.__all__, "__version__"} <= set(dir(clsctl))
    assert "open" in dir(clsctl)
    assert clsctl.__version__.count(".") == 2


def test_a_wrong_name_of_the_module_says_which_python_can_suggest() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'opne'") as caught:
        _ = clsctl.opne
    assert (caught.value.name, caught.value.obj) == ("opne", clsctl)


@pytest.mark.parametrize(
    ("question", "hint"),
    [
        (lambda contracts: contracts.totals("axes"), "by: “axes” is unknown. Did you mean “axe”?"),
        (lambda contracts: contracts.totals(across="exercise"), "Did you mean “exercice”"),
        (lambda contracts: contracts.totals(stat="median,maen"), "stat: “maen” is unknown. Did you mean “mean”"),
        (lambda contracts: contracts.totals(sort="montnat"), "Did you mean “montant”"),
        (lambda contracts: contracts.totals(territory="MEL"), "“territory” is unknown. Did you mean “territoire”"),
        (lambda contracts: contracts.lines(territoire="Lile"), "Did you mean “Lille”?"),
        (lambda contracts: contracts.lines("montants"), "Did you mean “montant”?"),
        (lambda contracts: contracts.lines(min="1.234"), "has two readings: €1.234 or €1,234."),
    ],
)
def test_a_wrong_word_is_answered_with_the_nearest(question: object, hint: str) -> None:
    with clsctl.open() as contracts, pytest.raises(clsctl.UsageError) as caught:
        question(contracts)  # type: ignore[operator]  # one of the questions above
    assert hint in str(caught.value)


def test_the_selection_takes_numbers_amounts_and_a_flag() -> None:
    with clsctl.open() as contracts:
        assert len(contracts.lines(min=1_000_000).rows) == len(contracts.lines(min=Decimal("1E6")).rows) == 5
        assert len(contracts.lines(without_amount=True).rows) == 6
        assert len(contracts.lines(without_amount=False).rows) == 124
        assert len(contracts.lines(axe=[1, 2], territoire="MEL,Amiens").rows) == 7


def test_a_table_displays_as_a_table(tmp_path: Path) -> None:
    rows = [line(rang, montant="1") for rang in range(1, DISPLAYED + 3)]
    with clsctl.open(write(tmp_path / "x.csv", rows)) as contracts:
        table = contracts.lines(["montant"])
        html = contracts.totals(by="axe")._repr_html_()
    assert html.startswith("<div>\n<table>")
    assert "<caption>Amounts by axis</caption>" in html
    assert table._repr_html_().count("<tr>") == DISPLAYED + 2
    assert "2 more rows are not displayed." in table._repr_html_()
    assert repr(table).startswith("Lines of the contracts\n")
    assert len(table.rows) == DISPLAYED + 2


@pytest.mark.slow(reason="pandas is imported")
def test_a_frame_is_exact_unless_floats_are_asked_for() -> None:
    with clsctl.open() as contracts:
        table = contracts.lines(territoire="Amiens")
    assert table.to_frame()["montant"].dropna().sum() == Decimal(640000)
    floats = table.to_frame(exact=False)
    assert str(floats["montant"].dtype) == "float64"
    assert int(floats["montant"].isna().sum()) == 4
    assert str(floats["page"].dtype) == "Int64"


def test_two_years_are_compared_however_they_are_named(years: tuple[Path, Path]) -> None:
    one, other = map(str, years)
    with clsctl.open(one) as before, clsctl.open(other) as after, clsctl.open(one, other) as both:
        tables = [
            before.compare(after, causes=True),
            before.compare(other, causes=True),
            both.compare(2026, causes=True),
            both.compare("2026", causes=True, exercice=2025),
        ]
        changed = before.compare(after, only="montant")
    assert {table.rows for table in tables} == {tables[0].rows}
    found = dict(zip([column.name for column in tables[0].columns], tables[0].rows[0], strict=True))
    expected = {"ecart": "-12.50", "ajoutees": "7", "retirees": "-50", "modifiees": "30.50"}
    assert {name: found[name] for name in expected} == {name: Decimal(text) for name, text in expected.items()}
    assert len(changed.rows) == 1


@pytest.mark.slow(reason="two reports and a workbook")
def test_a_report_is_that_of_the_command(clsctl: Run, tmp_path: Path) -> None:
    import clsctl as interface

    clsctl("report", "--output", "report.html")
    with interface.open() as contracts:
        assert contracts.report() == (tmp_path / "report.html").read_bytes()
        assert contracts.report("xlsx").startswith(b"PK")


@pytest.mark.slow(reason="seven runs")
def test_the_bundled_data_are_added_to_others(clsctl: Run, tmp_path: Path) -> None:
    write(tmp_path / "contracts_2026.csv", [{**row, "exercice": "2026"} for row in bundled()])
    run = clsctl("totals", "--by", "exercice", "--data", "bundled", "--data", "contracts_2026.csv", "--format", "json")
    assert run.stdout.count(b'"montant": "29007615"') == 2
    assert b"(pr\xc3\xa9fet de la r\xc3\xa9gion" in run.stdout
    assert b"lutte contre la pauvret\xc3\xa9), contracts_2026.csv" in run.stdout
    write(tmp_path / "bundled", [line(1)])
    assert clsctl("totals", "--data", "./bundled").stdout.splitlines()[1].endswith(b",1,0,100,100.00")
    assert clsctl("totals", "--data", "bundled").stdout == clsctl("totals").stdout
    assert clsctl("totals", "--data", "bundled", "--data", "bundled").returncode == 3
    assert clsctl("validate", "bundled").returncode == 0
