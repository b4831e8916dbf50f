"""`clsctl sql`: exact answers in every format, its notes, its limits and what it says of a mistake."""

import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from clsctl.render.formats import TABLES
from clsctl.vocabulary.schema import package
from conftest import Run

pytestmark = pytest.mark.slow(reason="each question has an engine of its own, and closes it")

MACHINES = frozenset({"csv", "tsv", "json", "parquet", "ods"})  # never altered, or no text
HOSTILE = "=1+1 [/] <b>|\x1b[31m \u202e €'x' "


def answered(clsctl: Run, *arguments: str) -> list[dict[str, object]]:
    """The rows of the answer, by JSON."""
    done = clsctl("sql", *arguments, "--format", "json")
    assert done.returncode == 0, done.stderr
    rows: list[dict[str, object]] = json.loads(done.stdout)["rows"]
    return rows


def test_sums_are_exact(clsctl: Run) -> None:
    asked = "SELECT sum(montant) AS montant, sum(montant) / 3::DECIMAL(18, 0) AS tiers, count(*) AS lignes FROM lignes"
    (row,) = answered(clsctl, asked)
    assert (row["montant"], row["lignes"]) == ("29007615", 124)


def test_every_view_has_its_documented_columns_and_types(clsctl: Run) -> None:
    described = json.loads(clsctl("sql", "--tables", "--format", "json").stdout)["rows"]
    views = {row["vue"] for row in described}
    assert views == {"lignes", "publies", "territoires", "axes", "themes", "lignes_themes", "contexte"}
    for view in views:
        columns = [(row["colonne"], row["type_sql"].replace(" ", "")) for row in described if row["vue"] == view]
        types = ", ".join(f"typeof(any_value({name})) AS {name}" for name, _type in columns)
        (found,) = answered(clsctl, f"SELECT {types} FROM {view}")
        assert list(found.items()) == columns
        (whole, *_rest) = answered(clsctl, f"FROM {view}")
        assert list(whole) == [name for name, _type in columns]


def test_the_lines_are_those_of_the_lines_command(clsctl: Run) -> None:
    listed = clsctl("lines", "--format", "csv").stdout
    assert clsctl("sql", "FROM lignes", "--format", "csv").stdout == listed


def test_lines_join_their_themes_and_the_rule_is_said(clsctl: Run) -> None:
    asked = "SELECT theme, sum(montant) AS montant FROM lignes JOIN lignes_themes USING (cle) JOIN themes USING (theme)"
    done = clsctl("sql", f"{asked} GROUP BY ALL", "--format", "json")
    themes = {row["theme"]: Decimal(row["montant"]) for row in json.loads(done.stdout)["rows"]}
    assert (int(themes["alimentation"]), int(sum(themes.values()))) == (1_571_960, 29_007_615)
    assert b"not of the State" in done.stdout + done.stderr
    assert b"not of the State" not in clsctl("sql", "FROM axes").stderr


@pytest.mark.parametrize(
    ("asked", "remedy"),
    [
        ("SELECT montnt FROM lignes", "Did you mean “montant”?"),
        ("SELECT l.axxe FROM lignes l", "Did you mean “axe”?"),
        ("SELECT * FROM lignees", "Did you mean “lignes”, “lignes_themes”?"),
        ("SELECT * FROM territoire", "Did you mean “territoires”?"),
        ("SELECT axe, sum(montant) FROM lignes", "Add it to GROUP BY, or write GROUP BY ALL."),
        ("SELECT territoire FROM lignes JOIN publies USING (axe)", "Put the view before it: lignes.montant."),
        ("SELECT som(montant) FROM lignes", "Use a function of DuckDB."),
        ("SELECT sum(action) FROM lignes", "See the types: clsctl sql --tables."),
        ("SELECT * FROM lignes WHERE axe = 'un'", "Use try_cast, and compare numbers with numbers: axe = 1."),
        ("SELEC 1", "Write one SELECT in the SQL of DuckDB."),
    ],
)
def test_a_mistake_gets_its_remedy(clsctl: Run, asked: str, remedy: str) -> None:
    done = clsctl("sql", asked)
    assert done.returncode == 2
    assert done.stderr.decode().endswith(f"  → {remedy}\n")


def test_a_pivot_with_its_columns_answers(clsctl: Run) -> None:
    rows = answered(clsctl, "PIVOT (SELECT axe, montant FROM lignes) ON axe IN (1, 2, 3, 4) USING sum(montant)")
    assert sum(Decimal(str(cell)) for cell in rows[0].values()) == 29007615


def test_a_limit_is_said(clsctl: Run) -> None:
    done = clsctl("sql", "FROM lignes", "--limit", "2", "--format", "csv")
    assert done.stdout.count(b"\n") == 3
    assert done.stderr == b"Note: Only the first 2 rows are shown. --limit N shows more.\n"
    assert clsctl("sql", "FROM lignes", "--limit", "124").stderr == b""


def test_published_figures_are_asked_of_the_files_beside_the_data(clsctl: Run, tmp_path: Path) -> None:
    lines = tmp_path / "contracts_2025.csv"
    lines.write_text(f"{','.join(package().schema('contracts').names)}\n2025,02,Aisne,1,1,,Un,1,1,\n", "utf-8")
    done = clsctl("sql", "FROM publies", "--data", str(lines))
    assert done.returncode == 3
    assert b"published_2025.csv" in done.stderr
    assert clsctl("sql", "SELECT count(*) AS n FROM lignes", "--data", str(lines)).stdout == b"n\n1\n"


@pytest.mark.parametrize("form", TABLES)
def test_names_and_cells_of_users_are_safe_in_every_format(clsctl: Run, tmp_path: Path, form: str) -> None:
    name = HOSTILE.replace('"', '""')
    asked = f"""SELECT '=2+2' AS "{name}", 2 AS "{name}2", 1.50 AS d, 9223372036854775808::HUGEINT AS h, true AS b"""
    done = clsctl("sql", asked, "--format", form, "--output", "out.xlsx")
    assert done.returncode == 0, done.stderr
    written = (tmp_path / "out.xlsx").read_bytes()
    if form == "xlsx":
        (sheet, *_notes) = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets
        assert [cell.data_type for row in sheet["A1:B1"] for cell in row] == ["s", "s"]
        assert sheet["A2"].data_type == "s"
    elif form == "excel-fr":
        assert b"'=1+1" in written
    elif form not in MACHINES:
        assert not [mark for mark in ("\x1b", "\u202e") if mark.encode() in written]


def test_special_values_are_exact_text(clsctl: Run) -> None:
    asked = (
        "SELECT 1.10 AS d, 170141183460469231::HUGEINT AS h, true AS b, NULL AS n, DATE '2025-03-01' AS j, "
        "1::DOUBLE / 3 AS f, '' AS t"
    )
    assert answered(clsctl, asked) == [
        {"d": "1.10", "h": 170141183460469231, "b": "true", "n": None, "j": "2025-03-01"}
        | {"f": "0.3333333333333333", "t": ""}
    ]
