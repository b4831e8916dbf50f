"""A row that is the total of others: its label and an exact sum tell together, in any file and under any command."""

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from clsctl.dataset.opening import open_dataset
from clsctl.finding import InvalidDataError
from clsctl.verdict.examination import examine
from conftest import Run
from support.samples import Cells, bundled, csv_text, line, write
from support.workbooks import xlsx

NORD = {"territoire_code": "59", "territoire": "Nord"}


def numbered(*rows: tuple[str, str], **cells: str) -> list[Cells]:
    """A table of these labels and amounts."""
    return [line(rang, action=action, montant=montant, **cells) for rang, (action, montant) in enumerate(rows, 1)]


def found(path: Path) -> list[int | None]:
    """The line of each row that is a total; nothing else is wrong."""
    kept = examine([str(path)]).findings.kept
    assert {each.rule.slug for each in kept} <= {"total-row"}
    return [each.place.line for each in kept]


LINES = (("Ateliers", "300"), ("Écoles", "20.50"), ("Sans montant", ""))


LABELS = (
    "Total",
    "TOTAL",
    "Total Axe 1",
    "Total axe 1 :",
    "TOTAL GÉNÉRAL",
    "Total général",
    "Sous-total",
    "SOUS TOTAL",
    "S/Total",
    "Montant total du Pacte",
    "Montants totaux",
    "Grand total",
    "Coût total",
    "Dépenses totales",
    "Totaux",
    "Axe 1 – total",
    "Axe 1 total",
    "Aisne : TOTAL",
    "Aisne (total)",
    "**Total Axe 1**",
    "= Total",
    "Ensemble",
    f"Sous-total de l'axe 1 : {'x' * 90}",
    f"Montant total de l'axe : {'x' * 90}",
    "sous total",
    "Subtotal",
    "Sub-total",
    "Total amount",
    "  total",
    "CUMUL",
    "Ensemble :",
)
OTHERS = (
    "Totalité des actions",
    "Totalement gratuit",
    "Prise en charge totale",
    "Ensemble contre la précarité",
    "Ateliers",
    "Accompagnement total des jeunes",
    "Cumul emploi et retraite",
    "Rotation",
    "Sous totalité",
    "Dotation totale",
    "Somme",
    "Totalisateur",
    "Montant",
    "Le totalement neuf",
)


def _labelled(labels: Sequence[str]) -> list[Cells]:
    """For each label a year of its own: a table, and a row of that label with its sum."""
    years = enumerate(labels, 2001)
    return [each for year, label in years for each in numbered(*LINES, (label, "320.50"), exercice=str(year))]


@pytest.mark.parametrize("start", range(0, len(LABELS), 16))
def test_a_label_of_a_total_and_the_sum_of_its_table_are_a_finding(tmp_path: Path, start: int) -> None:
    labels = LABELS[start : start + 16]
    rows = found(write(tmp_path / "f.csv", _labelled(labels)))
    assert rows == [5 + 4 * index for index in range(len(labels))]


def test_another_label_is_none_whatever_its_amount(tmp_path: Path) -> None:
    assert found(write(tmp_path / "f.csv", _labelled(OTHERS))) == []


@pytest.mark.parametrize("montant", ["320", "320.51", "641", "0", "", "20.5"])
def test_a_row_that_is_no_sum_is_none_whatever_its_label(tmp_path: Path, montant: str) -> None:
    path = write(tmp_path / "f.csv", numbered(*LINES, ("Total Axe 1", montant)))
    assert found(path) == []


def test_the_published_lines_hold_none(data: Path) -> None:
    assert found(data / "contracts_2025.csv") == []


ONE, TWO, THREE = ("a", "100"), ("b", "20"), ("c", "3")


@pytest.mark.slow(reason="many files are opened")
@pytest.mark.parametrize(
    ("rows", "totals"),
    [
        (
            numbered(ONE, TWO, ("Sous-total", "120"), THREE, ("d", "4"), ("Sous-total", "7"), ("Total", "127")),
            [4, 7, 8],
        ),
        (numbered(ONE, TWO, ("Sous-total", "120"), THREE, ("Sous-total", "3"), ("Total", "123")), [4, 6, 7]),
        (numbered(ONE, ("Total", "100")), [3]),
        (numbered(("Total", "123"), ONE, TWO, THREE), [2]),
        (numbered(THREE, ONE, TWO, ("Sous-total", "120")), [5]),
        ([*numbered(ONE, TWO), *numbered(THREE, axe="2"), line(3, action="TOTAL GÉNÉRAL", montant="123")], [5]),
        (
            [
                *numbered(ONE, TWO),
                *numbered(THREE, **NORD),
                *numbered(("d", "7"), axe="2"),
                line(2, action="Total Axe 1", montant="123", **NORD),
            ],
            [6],
        ),
        (
            [
                *numbered(ONE, TWO, ("Total Axe 1", "120")),
                *numbered(THREE, ("Total Axe 2", "3"), axe="2"),
                *numbered(("Montant total du Pacte", "123"), axe="3"),
            ],
            [4, 6, 7],
        ),
        (numbered(("Total des aides", "50"), ONE, ("Total", "150")), [4]),
        ([line(1, montant="37"), line(4, action="TOTAL", montant="37"), line(2), line(3, montant="")], [3]),
    ],
    ids=[
        *("subtotals and a total", "of one line", "of the only line", "above its lines", "of the last lines"),
        *(
            "of two tables",
            "of two territoires",
            "of totals",
            "with a line that has such a label",
            "of the line above it",
        ),
    ],
)
def test_it_may_be_the_sum_of_any_lines_that_belong_together(
    tmp_path: Path, rows: Sequence[Cells], totals: list[int]
) -> None:
    assert found(write(tmp_path / "f.csv", rows)) == totals


def test_the_remedy_leaves_a_sound_file(clsctl: Run, tmp_path: Path) -> None:
    rows = numbered(ONE, TWO, ("Total Axe 1", "120"))
    write(tmp_path / "f.csv", rows)
    done = clsctl("validate", "f.csv")
    assert done.returncode == 1
    assert done.stdout.decode() == (
        "f.csv:4: the row is the total of other rows; their euros would count twice: Total Axe 1 [total-row]\n"
        "  → delete this row\n1 finding\n"
    )
    write(tmp_path / "f.csv", rows[:2])
    assert clsctl("validate", "f.csv").returncode == 0


def test_the_remedy_says_to_number_the_rows_after_it(clsctl: Run, tmp_path: Path) -> None:
    rows = numbered(ONE, TWO, ("Sous-total", "120"), THREE, ("Total", "123"))
    write(tmp_path / "f.csv", rows)
    said = clsctl("validate", "f.csv").stdout.decode()
    assert "  → delete this row, and close the gap in the rangs with clsctl fmt --renumber\n" in said
    assert "  → delete this row\n" in said
    write(tmp_path / "f.csv", numbered(ONE, TWO, THREE))
    assert clsctl("validate", "f.csv").returncode == 0


@pytest.mark.slow(reason="many files are opened")
@pytest.mark.parametrize("name", ["f.csv", "careful.csv", "f.json", "f.xlsx"])
def test_no_command_computes_with_it_whatever_the_format(clsctl: Run, tmp_path: Path, name: str) -> None:
    rows = [*bundled()[:14], {**bundled()[13], "rang": "15", "action": "Total Axe 1", "montant": "1910075"}]
    if name == "f.json":
        (tmp_path / name).write_text(json.dumps(rows), "utf-8")
    elif name == "f.xlsx":
        xlsx(tmp_path / name, rows)
    else:
        text = csv_text(rows)
        (tmp_path / name).write_text(text.replace(",6000,", ",6 000 €,") if name == "careful.csv" else text, "utf-8")
    commands = (["totals", "--data", name], ["lines", "--data", name], ["fmt", name], ["check", "--data", name])
    for words in commands if name == "f.csv" else commands[:1]:
        done = clsctl(*words)
        assert (done.returncode, done.stdout) == (3, b"")
        assert b"[total-row]" in done.stderr
    assert clsctl("validate", name).returncode == 1


def test_a_total_may_be_that_of_another_file(tmp_path: Path) -> None:
    one = write(tmp_path / "a.csv", numbered(ONE, TWO))
    other = write(tmp_path / "b.csv", [line(3, action="Total", montant="120")])
    with pytest.raises(InvalidDataError) as caught:
        open_dataset([str(one), str(other)])
    assert [str(each.place) for each in caught.value.findings.kept] == [f"{other}:2"]


def test_many_are_counted(tmp_path: Path) -> None:
    rows = [each for year in range(2000, 2030) for each in numbered(ONE, TWO, ("Total", "120"), exercice=str(year))]
    with pytest.raises(InvalidDataError) as caught:
        open_dataset([str(write(tmp_path / "f.csv", rows))])
    assert (len(caught.value.findings.kept), dict(caught.value.findings.counts)) == (20, {"total-row": 30})


def test_a_label_alone_keeps_the_fast_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clsctl.verdict.lines.load_carefully", None)
    path = write(tmp_path / "f.csv", numbered(*LINES, ("Total Axe 1", "1"), ("Ensemble", "7")))
    with open_dataset([str(path)]) as dataset:
        assert dataset.aggregate(())[0].montant == Decimal("328.50")
