"""A check that compared nothing is no green light: it is refused, and no table without a figure is printed."""

import shutil
from pathlib import Path

import pytest

from conftest import Run


@pytest.fixture
def folder(tmp_path: Path, data: Path) -> Path:
    shutil.copytree(data, tmp_path / "d")
    return tmp_path / "d"


def without_figures(folder: Path, mark: str) -> None:
    path = folder / "published_2025.csv"
    head, *rows = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text(head + "".join(row for row in rows if mark not in row), "utf-8")


@pytest.mark.parametrize("form", ["plain", "csv", "json", "junit"])
def test_a_selection_that_picks_no_figure_exits_2_without_an_answer(clsctl: Run, folder: Path, form: str) -> None:
    without_figures(folder, ",02,Aisne,1,")
    done = clsctl("check", "--data", "d", "--territoire", "Aisne", "--axe", "1", "--format", form)
    assert done.returncode == 2
    assert done.stderr.decode() == (
        "Error: The selection contains no published figure: nothing was checked.\n"
        "  → Widen the selection; clsctl check without one shows all figures.\n"
    )
    assert done.stdout == b""


def test_a_selection_that_picks_one_figure_is_answered_as_ever(clsctl: Run) -> None:
    done = clsctl("check", "--territoire", "Aisne", "--axe", "1")
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_file_without_figures_exits_3(clsctl: Run, folder: Path) -> None:
    without_figures(folder, "")
    done = clsctl("check", "--data", "d")
    assert done.returncode == 3
    assert "The file of published figures is empty: nothing was checked." in done.stderr.decode()
    assert clsctl("check", "--data", "d", "--fail-on", "non_publie").returncode == 1
