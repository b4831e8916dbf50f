"""`clsctl report`: where the page goes, of which year, the same bytes whatever surrounds the program."""

from pathlib import Path

import pytest

from conftest import Run
from support.processes import on_terminal
from support.samples import csv_text, line


@pytest.mark.posix
def test_a_page_goes_into_a_pipe_and_not_to_a_terminal(clsctl: Run) -> None:
    assert clsctl("report").stdout.startswith(b"<!DOCTYPE html>\n")
    code, shown = on_terminal("report")
    assert code == 2
    assert "A report is a page, which a terminal cannot show." in shown
    assert "  → Name a file (--output report.html), or redirect the output." in shown


def test_one_year_of_several_is_picked(clsctl: Run, tmp_path: Path) -> None:
    rows = [line(1, exercice="2025", action="un"), line(1, exercice="2026", action="deux")]
    (tmp_path / "contrats.csv").write_text(csv_text(rows), "utf-8")
    text = clsctl("report", "--data", "contrats.csv", "--exercice", "2026").stdout.decode()
    assert "2026-02-1-01" in text
    assert "2025-02-1-01" not in text
    (tmp_path / "page.html").write_text(text, "utf-8")
    assert clsctl("check", "page.html", "--published", "figures.csv").returncode == 3
    assert clsctl("totals", "--data", "page.html").stdout.count(b"\n") == 2


@pytest.mark.slow(reason="three processes")
def test_the_bytes_depend_on_nothing_but_data_and_language(program: Run) -> None:
    surroundings = (
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "fr_FR.UTF-8"},
    )
    pages = {program("report", env={**each, "CLSCTL_LANG": "fr"}).stdout for each in surroundings}
    assert len(pages) == 1
    assert pages != {program("report", env={"CLSCTL_LANG": "en"}).stdout}
