"""`clsctl import` as users run it: what it writes, what it says, how it ends."""

import json
from pathlib import Path

import pytest

from brochure.printed_again import printed_again
from clsctl.cli.files import write_all
from clsctl.errors import ReadError
from conftest import Run

FILES = ["contracts_2025.csv", "published_2025.csv"]


@pytest.fixture
def text(data: Path) -> str:
    return printed_again(data)


def _source(folder: Path, text: str) -> Path:
    path = folder / "brochure.md"
    path.write_text(text, encoding="utf-8")
    return path


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_proved_brochure_is_written_and_accepted(clsctl: Run, text: str, tmp_path: Path, data: Path) -> None:
    _source(tmp_path, text)
    done = clsctl("import", "brochure.md", "--exercice", "2025", "-o", "out", "--report", "report.json")
    assert done.returncode == 0
    assert done.stdout == b""
    assert b"Proved: every printed figure is reproduced" in done.stderr
    assert _names(tmp_path / "out") == FILES
    assert (tmp_path / "out" / FILES[1]).read_bytes() == (data / FILES[1]).read_bytes()
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert len(report["rows"]) == 29
    assert set(report["beside"]) == {"attributions", "coverage"}
    assert clsctl("check", "--data", "out").returncode == 0


def test_a_doubt_writes_nothing_but_a_draft(clsctl: Run, text: str, tmp_path: Path) -> None:
    _source(tmp_path, text.replace("11 180€", "11 18O€"))
    done = clsctl("import", "brochure.md", "--exercice", "2025", "-o", "out")
    assert done.returncode == 1
    assert b"[amount-unreadable]" in done.stderr
    assert b"proposed: the total then fits" in done.stderr
    assert _names(tmp_path / "out") == []
    assert clsctl("import", "brochure.md", "--exercice", "2025", "--draft", "draft").returncode == 1
    assert _names(tmp_path / "draft") == FILES
    assert clsctl("import", "brochure.md", "--exercice", "2025", "-o", "forced", "--force").returncode == 1
    assert _names(tmp_path / "forced") == FILES
    assert clsctl("import", "brochure.md", "--exercice", "2025", "-o", "mended", "--repair").returncode == 0
    assert "texte : « 11 18O€ »" in (tmp_path / "mended" / FILES[0]).read_text(encoding="utf-8")


def test_review_shows_the_row_beside_its_source(clsctl: Run, text: str, tmp_path: Path) -> None:
    _source(
        tmp_path, text.replace("Favoriser l'engagement citoyen\t90 000€", "Favoriser l'engagement\x1b[31m citoyen\t")
    )
    done = clsctl("import", "brochure.md", "--exercice", "2025", "--review")
    shown = done.stdout.decode("utf-8")
    assert done.returncode == 1
    assert "[row-without-amount]" in shown
    assert any(line.startswith("  > ") and "Favoriser l'engagement" in line for line in shown.splitlines())
    assert "\x1b" not in shown
    assert _names(tmp_path) == ["brochure.md"]


def test_another_region_brings_its_territoires(clsctl: Run, text: str, data: Path, tmp_path: Path) -> None:
    _source(tmp_path, text)
    header, *rows = (data / "territoires.csv").read_text(encoding="utf-8").splitlines()
    (tmp_path / "few.csv").write_text("\n".join([header, *rows[:3]]) + "\n", encoding="utf-8")
    done = clsctl("import", "brochure.md", "--exercice", "2025", "--territoires", "few.csv")
    assert done.returncode == 1
    assert b"[attribution-impossible]" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nothing.md", "--exercice", "2025"], 3),
        (["brochure.md"], 2),
        (["brochure.md", "--exercice", "25"], 2),
        (["brochure.md", "--exercice", "2025", "--report", "report.csv"], 2),
        (["brochure.md", "--exercice", "2025", "--territoires", "nothing.csv"], 3),
    ],
)
def test_an_impossible_request_is_refused(
    arguments: list[str], code: int, clsctl: Run, text: str, tmp_path: Path
) -> None:
    _source(tmp_path, text)
    done = clsctl("import", *arguments)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert _names(tmp_path) == ["brochure.md"]


def test_both_files_or_none(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"old")
    (tmp_path / "two").mkdir()
    with pytest.raises(ReadError):
        write_all({tmp_path / "one": b"new", tmp_path / "two": b"new", tmp_path / "three": b"new"})
    assert (tmp_path / "one").read_bytes() == b"old"
    assert _names(tmp_path) == ["one", "two"]
