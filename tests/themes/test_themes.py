"""Themes: one principal theme for each line, sums that add to the whole, and the file beside the data that decides."""

import csv
import io
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from conftest import ROOT, Run
from support.samples import csv_text, line

DATA = ROOT / "data"
HEAD = "cle,action,theme,marques,raison,decision\n"


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_every_line_has_one_theme_under_its_key_and_label() -> None:
    lignes = read((DATA / "contracts_2025.csv").read_text("utf-8"))
    keys = ("exercice", "territoire_code", "axe")
    themes = read((DATA / "lignes_themes_2025.csv").read_text("utf-8"))
    known = {row["theme"] for row in read((DATA / "themes.csv").read_text("utf-8"))}
    expected = [("-".join(row[key] for key in keys) + f"-{int(row['rang']):02d}", row["action"]) for row in lignes]
    assert [(row["cle"], row["action"]) for row in themes] == expected
    for row in themes:
        marks = set(filter(None, row["marques"].split("|")))
        assert {row["theme"]} | marks <= known
        assert row["theme"] not in marks
        assert row["raison"]


@pytest.mark.parametrize("by", [("theme",), ("territoire", "theme"), ("theme", "axe"), ("type", "theme")])
def test_themes_sum_to_the_whole_by_every_grouping(clsctl: Run, by: tuple[str, ...]) -> None:
    words = [word for each in by for word in ("--by", each)]
    rows = read(clsctl("totals", *words, "--format", "csv").stdout.decode())
    assert sum(Decimal(row["montant"] or 0) for row in rows) == 29007615
    assert sum(int(row["lignes"]) for row in rows) == 124


def test_sums_by_theme_are_those_of_an_oracle(clsctl: Run) -> None:
    theme = {row["cle"]: row["theme"] for row in read((DATA / "lignes_themes_2025.csv").read_text("utf-8"))}
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in read(clsctl("lines", "--format", "csv").stdout.decode()):
        sums[theme[row["cle"]]] += Decimal(row["montant"] or 0)
    rows = read(clsctl("totals", "--by", "theme", "--format", "csv").stdout.decode())
    assert {row["theme"]: Decimal(row["montant"]) for row in rows} == sums


def test_marks_are_counted_and_never_summed(clsctl: Run) -> None:
    marks = Counter(
        mark
        for row in read((DATA / "lignes_themes_2025.csv").read_text("utf-8"))
        for mark in filter(None, row["marques"].split("|"))
    )
    rows = read(clsctl("themes", "--format", "csv").stdout.decode())
    assert {row["theme"]: int(row["lignes_marquees"]) for row in rows} == {
        row["theme"]: marks[row["theme"]] for row in rows
    }


@pytest.mark.parametrize("name", ["alimentation", "ALIMENTATION", "aide alimentaire", "École", "ecole"])
def test_a_theme_is_found_by_its_names(clsctl: Run, name: str) -> None:
    assert read(clsctl("lines", "--theme", name, "--format", "csv").stdout.decode())


def test_food_has_fifteen_lines_and_an_unknown_theme_a_suggestion(clsctl: Run) -> None:
    assert len(read(clsctl("lines", "--theme", "alimentation", "--format", "csv").stdout.decode())) == 15
    done = clsctl("lines", "--theme", "alimentacion")
    assert done.returncode == 2
    assert "alimentation" in done.stderr.decode()


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "table", "html"])
def test_the_rule_stands_with_every_answer_by_theme(clsctl: Run, form: str) -> None:
    done = clsctl("totals", "--by", "theme", "--format", form)
    said = done.stdout + done.stderr
    assert b"not of the State" in said


def test_bundled_themes_hold_for_the_same_key_and_label_alone(clsctl: Run, tmp_path: Path) -> None:
    real = read((DATA / "contracts_2025.csv").read_text("utf-8"))[0]
    rows = [line(1, action=real["action"]), line(2, action="autre")]
    (tmp_path / "contrats.csv").write_text(csv_text(rows), "utf-8")
    found = read(clsctl("totals", "--by", "theme", "--data", "contrats.csv", "--format", "csv").stdout.decode())
    assert [(row["theme"], row["lignes"]) for row in found] == [("pilotage", "1"), ("", "1")]


def test_a_file_beside_the_data_decides(clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "contracts_2025.csv").write_text(csv_text([line(1, action="un"), line(2, action="deux")]), "utf-8")
    (tmp_path / "lignes_themes_2025.csv").write_text(HEAD + "2025-02-1-01,un,sante,,parce que,main\n", "utf-8")
    found = read(clsctl("totals", "--by", "theme", "--data", ".", "--format", "csv").stdout.decode())
    assert [(row["theme"], row["lignes"]) for row in found] == [("sante", "1"), ("", "1")]
    done = clsctl("validate", ".")
    assert (done.returncode, b"[line-without-theme]" in done.stdout) == (0, True)
    assert clsctl("validate", ".", "--strict").returncode == 1


def test_themes_wait_for_sound_lines_and_validate_says_so(clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "contracts_2025.csv").write_text(csv_text([line(1, action="un"), line(2, action="")]), "utf-8")
    (tmp_path / "lignes_themes_2025.csv").write_text(HEAD + "2025-02-1-09,un,sante,,parce que,main\n", "utf-8")
    done = clsctl("validate", ".")
    assert (done.returncode, b"[orphan-theme]" in done.stdout) == (1, False)
    said = done.stdout + done.stderr
    assert b"lignes_themes_2025.csv: its themes are held against the lines once these have no finding." in said


def test_the_files_of_two_folders_agree_or_are_refused(clsctl: Run, tmp_path: Path) -> None:
    decided = f"{HEAD}2025-02-1-01,un,sante,,parce que,main\n"
    for name, rang in (("un", 1), ("deux", 2)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "contracts_2025.csv").write_text(csv_text([line(rang, action=name)]), "utf-8")
        (tmp_path / name / "lignes_themes_2025.csv").write_text(decided, "utf-8")
    asked = ("totals", "--by", "theme", "--data", "un", "--data", "deux", "--format", "csv")
    found = read(clsctl(*asked).stdout.decode())
    assert [(row["theme"], row["lignes"]) for row in found] == [("sante", "1"), ("", "1")]
    (tmp_path / "deux" / "lignes_themes_2025.csv").write_text(decided.replace("sante", "emploi"), "utf-8")
    done = clsctl(*asked)
    assert done.returncode == 3
    assert b"deux/lignes_themes_2025.csv:2" in done.stderr


def test_other_answers_do_not_read_themes(clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "contracts_2025.csv").write_text(csv_text([line(1)]), "utf-8")
    (tmp_path / "lignes_themes_2025.csv").write_text("broken", "utf-8")
    assert clsctl("totals", "--data", ".").returncode == 0
    assert clsctl("totals", "--by", "theme", "--data", ".").returncode == 3
